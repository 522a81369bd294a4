"""Which labels a word processor can count by itself, so that it prints exactly what the page prints.

A document has one way of writing labels at each level ("I.", "1/", "Điều 1.", "1.1", "a)"), the commonest one. A label
written that way is counted; where the page's count jumps (II, then IV), counting begins anew at that number. Whatever
else a label is ("đ)", which word processors do not know in their alphabet; "Phần A – ") is plain text.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cms.blocks.outline import from_roman, to_roman

DEEPEST = 4
_LABEL = re.compile(
    r"(?P<prefix>[^\W\d_]{2,12}[ \u00a0])?(?P<above>(?:\d{1,3}\.)*)(?P<token>\d{1,4}|[ivxlcIVXLC]{1,8}|[A-Za-z])"
    r"(?P<suffix>[.)/:\-–]{0,2})"
)


@dataclass(frozen=True)
class Form:
    """How the labels of a level are written: words before the number, its kind, how many levels stand before it."""

    prefix: str
    kind: str  # as w:numFmt calls it
    above: int
    suffix: str

    def pattern(self, level: int) -> str:
        """As w:lvlText writes it: "%2.%3."."""
        numbers = ".".join(f"%{number}" for number in range(level - self.above, level + 1))
        return f"{self.prefix}{numbers}{self.suffix}"


@dataclass(frozen=True)
class Step:
    """What to do with one label: count on from the one before, or begin a list anew.

    `starts` are then the first numbers of all four levels in the new list: those above it go on where they were, as
    some programs share the count of lists and some do not.
    """

    level: int
    starts: tuple[int, ...] = ()


def forms_of(labels: Sequence[tuple[int, str]]) -> dict[int, Form]:
    """The commonest form at each of the levels 1 to 4 of `labels` (level, label)."""
    tallies: dict[int, Counter[Form]] = defaultdict(Counter)
    for level, label in labels:
        if 1 <= level <= DEEPEST:
            tallies[level].update(form for form, _numbers in _readings(label) if form.above < level)
    return {level: tally.most_common(1)[0][0] for level, tally in tallies.items() if tally}


def steps_of(labels: Sequence[tuple[int, str]]) -> list[Step | None]:
    """For each (level, label) how it is counted; None: it is plain text."""
    forms = forms_of(labels)
    counts = [0] * (DEEPEST + 1)
    steps: list[Step | None] = []
    for (level, label), is_countable in zip(labels, _countable(labels, forms), strict=True):
        numbers = _numbers(label, forms.get(level)) if is_countable else None
        above = counts[level - len(numbers) + 1 : level] if numbers else []
        follows = bool(numbers) and numbers[-1] == counts[level] + 1
        if not numbers or numbers[:-1] != above or not 0 < numbers[-1] < 10_000 or (above and not follows):
            steps.append(None)
            continue
        starts = [count + 1 for count in counts[1:level]] + [numbers[-1]] + [1] * (DEEPEST - level)
        steps.append(Step(level, () if follows else tuple(starts)))
        counts[level] = numbers[-1]
        counts[level + 1 :] = [0] * (DEEPEST - level)
    return steps


def _countable(labels: Sequence[tuple[int, str]], forms: dict[int, Form]) -> list[bool]:
    """Whether each label may be counted: a list of letters that a word processor cannot write is plain throughout."""
    result = [True] * len(labels)
    open_runs: dict[int, list[int]] = {}
    for place, (level, label) in enumerate(labels):
        for deeper in [other for other in open_runs if other > level]:
            del open_runs[deeper]
        if not 1 <= level <= DEEPEST:
            result[place] = False
            continue
        run = open_runs.setdefault(level, [])
        run.append(place)
        if forms.get(level, Form("", "", 0, "")).kind in ("lowerLetter", "upperLetter") and not _numbers(
            label, forms[level]
        ):
            for index in run:
                result[index] = False
        elif len(run) > 1 and not result[run[-2]]:
            result[place] = False
    return result


def _numbers(label: str, form: Form | None) -> list[int] | None:
    """The numbers in a label of that form, those of the levels above first."""
    return next((numbers for found, numbers in _readings(label) if found == form), None)


def _readings(label: str) -> Iterator[tuple[Form, list[int]]]:
    """What a label can be: "I." is Roman before it is a letter."""
    found = _LABEL.fullmatch(label)
    if found is None:
        return
    above = [int(number) for number in found["above"].split(".")[:-1]]
    prefix, token, suffix = found["prefix"] or "", found["token"], found["suffix"]
    if token.isdecimal():
        if str(int(token)) == token:
            yield Form(prefix, "decimal", len(above), suffix), [*above, int(token)]
        return
    if not above and token.isupper() and to_roman(from_roman(token)) == token and from_roman(token):
        yield Form(prefix, "upperRoman", 0, suffix), [from_roman(token)]
    if not above and len(token) == 1:
        kind = "upperLetter" if token.isupper() else "lowerLetter"
        yield Form(prefix, kind, 0, suffix), [ord(token.lower()) - ord("a") + 1]
