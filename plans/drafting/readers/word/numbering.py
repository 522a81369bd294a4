"""Automatic numbering: the labels that Word computes and does not write into the text."""

import re
from dataclasses import dataclass, replace

from plans.drafting.readers.numerals import bullet, numeral

from .names import COMPATIBILITY, VAL, W, number, switch, value
from .styles import ParagraphLook, Style, Styles

_LEVELS = 9
_PLACE = re.compile("%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `restart` is the level (from 1) that starts it anew, 0 for none."""

    start: int = 1
    format_name: str = "decimal"
    pattern: str = ""
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    is_legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class NumberList:
    """A list as paragraphs name it: its levels, and the counters it shares with others of the same kind."""

    counters: str
    levels: tuple[Level, ...]
    restarts: frozenset[int] = frozenset()


class Numbering:
    """Gives every numbered paragraph its label; to be asked for each paragraph once, in order."""

    def __init__(self, root, styles: Styles):
        self._styles = styles
        self._kinds = {}
        self._elements = {}
        for element in root if root is not None else ():
            if element.tag == f"{W}abstractNum":
                self._kinds[element.get(f"{W}abstractNumId")] = element
            elif element.tag == f"{W}num":
                self._elements[number(element.get(f"{W}numId"))] = element
        self._lists: dict[int, NumberList | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[int] = set()

    def label(self, look: ParagraphLook, style: Style) -> tuple[str, str]:
        """The label of the next paragraph and what parts it from the text; ("", "") for one without a label."""
        if not look.number_list:
            return "", ""
        found = self._list(look.number_list)
        if found is None:
            return "", ""
        depth = look.number_level
        styled = next((index for index, level in enumerate(found.levels) if level.style == style.identifier), None)
        if depth is None:
            depth = styled if styled is not None and style.identifier else 0
        depth = min(max(depth, 0), _LEVELS - 1)
        self._count(look.number_list, found, depth)
        return self._written(found, depth), found.levels[depth].suffix

    def _count(self, identifier: int, found: NumberList, depth: int):
        counts = self._counts.setdefault(found.counters, {})
        if identifier not in self._begun:
            self._begun.add(identifier)
            for restarted in found.restarts:
                counts.pop(restarted, None)
        counts[depth] = counts[depth] + 1 if depth in counts else found.levels[depth].start
        for deeper in range(depth + 1, _LEVELS):
            restart = found.levels[deeper].restart
            if restart is None or depth < restart:
                counts.pop(deeper, None)

    def _written(self, found: NumberList, depth: int) -> str:
        level = found.levels[depth]
        if level.format_name == "bullet":
            return bullet(level.text)
        counts = self._counts[found.counters]

        def filled(match: re.Match) -> str:
            place = int(match[1]) - 1
            meant = found.levels[place]
            count = counts.get(place, meant.start)
            if level.is_legal:
                return numeral(count, "decimal" if meant.format_name != "none" else "none")
            return numeral(count, meant.format_name, meant.pattern)

        return _PLACE.sub(filled, level.text).strip()

    def _list(self, identifier: int) -> NumberList | None:
        if identifier not in self._lists:
            self._lists[identifier] = self._read(identifier)
        return self._lists[identifier]

    def _read(self, identifier: int, hops: int = 0) -> NumberList | None:
        element = self._elements.get(identifier)
        kind = value(element, "abstractNumId")
        defined = self._kinds.get(kind)
        if defined is None:
            return None
        link = value(defined, "numStyleLink")
        if link and hops < 3:
            meant = self._styles.number_list_of(link)
            if meant and meant != identifier:
                return self._read(meant, hops + 1)
        levels = [Level()] * _LEVELS
        for level in defined.iterfind(f"{W}lvl"):
            depth = number(level.get(f"{W}ilvl"), 0)
            if 0 <= depth < _LEVELS:
                levels[depth] = _level(level)
        restarts = set()
        for override in element.iterfind(f"{W}lvlOverride"):
            depth = number(override.get(f"{W}ilvl"), 0)
            if not 0 <= depth < _LEVELS:
                continue
            whole = override.find(f"{W}lvl")
            start = number(value(override, "startOverride"))
            if whole is not None:
                levels[depth] = _level(whole, start)
            elif start is not None:
                levels[depth] = replace(levels[depth], start=start)
            if start is not None:
                restarts.add(depth)
        return NumberList(kind, tuple(levels), frozenset(restarts))


def _level(element, start: int | None = None) -> Level:
    """What a `w:lvl` says; beginning at `start` where that is given."""
    form = element.find(f"{W}numFmt")
    if form is None:
        form = element.find(f"{COMPATIBILITY}AlternateContent/{COMPATIBILITY}Choice/{W}numFmt")
    return Level(
        # The standard counts from nought where nothing is said.
        number(value(element, "start"), 0) if start is None else start,
        (form.get(VAL) or "decimal") if form is not None else "decimal",
        (form.get(f"{W}format") or "") if form is not None else "",
        (value(element, "lvlText") or "")[:100],
        value(element, "suff") or "tab",
        number(value(element, "lvlRestart")),
        bool(switch(element, "isLgl")),
        value(element, "pStyle") or "",
    )
