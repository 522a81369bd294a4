"""The labels in front of numbered items, in the styles met in Vietnamese offices."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache


class Kind(IntEnum):
    """Kinds of labels, from the outermost to the innermost."""

    APPENDIX = 1  # Phụ lục 2: a document of its own behind the signature
    PART = 2  # Phần I
    CHAPTER = 3  # Chương II
    SECTION = 4  # Mục 1
    CAPITAL = 5  # A.
    ROMAN = 6  # I. I/ I-
    ARTICLE = 7  # Điều 1.
    NUMBER = 8  # 1. 1/
    DECIMAL = 9  # 1.1.
    DEEP_DECIMAL = 10  # 1.1.1.
    LETTER = 11  # a) a. đ)
    BRACKET = 12  # 1) (1) (a)
    ORDINAL = 13  # Một là, Thứ nhất,
    DASH = 14  # - – • *
    PLUS = 15  # +


HEADED = frozenset(Kind) - {Kind.ORDINAL, Kind.DASH, Kind.PLUS}
TITLES = frozenset({Kind.APPENDIX, Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.CAPITAL, Kind.ROMAN})
_OUTER = (Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.CAPITAL, Kind.ROMAN, Kind.ARTICLE)
_INNER_LEVELS = {
    Kind.NUMBER: 2,
    Kind.DECIMAL: 3,
    Kind.DEEP_DECIMAL: 4,
    Kind.LETTER: 4,
    Kind.BRACKET: 4,
}
_BULLET_LEVELS = {Kind.ORDINAL: 5, Kind.DASH: 5, Kind.PLUS: 6}
_DEEPEST_HEADING = 4
_SEEN = 300

_UPPER = "A-ZÀ-ÝĂĐĨŨƠƯẠ-Ỹ"
_NUMERAL = r"(?:[IVXLC]{1,7}|[0-9]{1,3}|[A-ZĐ]|thứ\s+\w{1,8}|THỨ\s+\w{1,8})"
_PATTERNS = (
    (
        Kind.APPENDIX,
        re.compile(
            rf"(?:Phụ lục|PHỤ LỤC)"
            rf"(?:\s+(?:số\s+|SỐ\s+)?(?:{_NUMERAL}(?=[\s.:/)–-]|$)|[.…_]+[0-9]?[.…_]*)\s?[.:/)–-]?|\s*$)"
        ),
    ),
    (Kind.PART, re.compile(rf"(?:Phần|PHẦN)\s+{_NUMERAL}(?=[\s.:/)–-]|$)\s?[.:/)–-]?")),
    (Kind.CHAPTER, re.compile(rf"(?:Chương|CHƯƠNG)\s+{_NUMERAL}(?=[\s.:/)–-]|$)\s?[.:/)–-]?")),
    (Kind.SECTION, re.compile(r"(?:Mục|MỤC)\s+(?:[IVXLC]{1,7}|[0-9]{1,3})(?=[\s.:/)–-]|$)\s?[.:/)–-]?")),
    (Kind.ARTICLE, re.compile(r"(?:Điều|ĐIỀU)\s+[0-9]{1,3}[a-zđ]?\s?[.:]")),
    (
        Kind.ROMAN,
        re.compile(rf"(?:[IVX]|[IVXLC]{{2,7}})\s?(?:[./]\s?[-–]|[./)]|\s?[-–](?=\s|[{_UPPER}]))(?!\s?[A-ZĐ]\.|\d)"),
    ),
    (Kind.CAPITAL, re.compile(r"[A-ZĐ]\s?[./)](?=\s)")),
    (
        Kind.DEEP_DECIMAL,
        re.compile(rf"[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{2,4}}(?:[./):](?=\D|$)|(?=\s{{1,4}}[{_UPPER}“\"]))"),
    ),
    (Kind.DECIMAL, re.compile(rf"[0-9]{{1,2}}\.[0-9]{{1,2}}(?:[./):](?=\D|$)|(?=\s{{1,4}}[{_UPPER}“\"]))")),
    (
        Kind.NUMBER,
        re.compile(
            r"(?:[0-9]{1,2}\s?[./](?:\s?[-–](?=\s)|(?![0-9]))|[0-9]{3}\.(?=\s)|[0-9]{1,2}\s?[-–](?=\s[^\W\d_]))"
        ),
    ),
    (Kind.BRACKET, re.compile(r"(?:[0-9]{1,2}\)|\((?:[0-9]{1,2}|[a-zđ]|[ivx]{1,5})\)(?=\s))")),
    (Kind.LETTER, re.compile(r"[a-zđ](?:\s?\)|[./](?:[-–]?(?=\s)))")),
    (
        Kind.ORDINAL,
        re.compile(
            r"(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))"
            r"\s?[,:]"
        ),
    ),
    (Kind.PLUS, re.compile(r"\+(?=\s*[^\W\d_]|\s+\S)")),
    (Kind.DASH, re.compile(r"(?:[-–—](?=\s*(?:[^\W\d_]|[“\"(])|\s+[^\s\-–—])|[*•●○▪■◦‣∙✓➢❖](?=\s*[^\s*]))")),
)


# What automatic numbering may look like, where nothing else has to tell it from words.
_NUMBERINGS = (
    (Kind.PLUS, re.compile(r"\+")),
    (Kind.DASH, re.compile(r"[^\w(]|o|\W{1,3}")),
    (Kind.APPENDIX, re.compile(r"phụ lục.*", re.IGNORECASE)),
    (Kind.PART, re.compile(r"phần.*", re.IGNORECASE)),
    (Kind.CHAPTER, re.compile(r"chương.*", re.IGNORECASE)),
    (Kind.SECTION, re.compile(r"mục.*", re.IGNORECASE)),
    (Kind.ARTICLE, re.compile(r"điều.*", re.IGNORECASE)),
    (Kind.BRACKET, re.compile(r"\(.+\)|[0-9]+\)")),
    (Kind.DEEP_DECIMAL, re.compile(r"[0-9]+(?:\.[0-9]+){2,}\W?")),
    (Kind.DECIMAL, re.compile(r"[0-9IVX]+\.[0-9]+\W?")),
    (Kind.ROMAN, re.compile(r"(?:[IVX]|[IVXLC]{2,7})\W{0,2}")),
    (Kind.CAPITAL, re.compile(r"[A-ZĐ]\W{0,2}")),
    (Kind.LETTER, re.compile(r"[a-zđ]\W{0,2}")),
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line: `text` as printed, `end` counts its characters."""

    kind: Kind
    text: str

    @property
    def end(self) -> int:
        """Where it ends in the line."""
        return len(self.text)


def label_of(raw: str) -> Label | None:
    """The label that `raw`, a line without space in front, begins with; None for running text."""
    return _label_at_start(raw[:_SEEN])


@lru_cache(maxsize=4096)
def _label_at_start(raw: str) -> Label | None:
    for kind, pattern in _PATTERNS:
        found = pattern.match(raw)
        if found and _is_plausible(kind, raw[found.end() :]):
            return Label(kind, found.group())
    return None


def numbered_label(raw: str, length: int) -> Label | None:
    """The label that automatic numbering put into the first `length` characters of `raw`."""
    text = raw[:length].rstrip()
    found = label_of(raw)
    if not text or (found and found.end >= len(text)):
        return found
    return Label(next((kind for kind, pattern in _NUMBERINGS if pattern.fullmatch(text)), Kind.NUMBER), raw[:length])


def _is_plausible(kind: Kind, rest: str) -> bool:
    """Whether what follows the label lets it be one: "Mục I của Kế hoạch này …" is a sentence."""
    rest = rest.strip()
    if kind <= Kind.SECTION:
        return not rest or not rest[0].islower()
    if kind >= Kind.DASH:
        return bool(rest)
    return True


def levels_for(kinds: set[Kind], is_nested: bool = False) -> dict[Kind, int]:
    """The level (1–6) of each kind in a document that uses `kinds`.

    I is 1, 1 is 2, 1.1 is 3, a is 4, a dash 5, a plus 6. Parts and chapters around I push the rest
    inwards; without anything outside, 1 is on level 1. `is_nested` says that the heading of an appendix is outside.
    """
    outer = [kind for kind in _OUTER if kind in kinds]
    levels = {kind: min(depth, _DEEPEST_HEADING) for depth, kind in enumerate(outer, start=1)}
    shift = max(len(outer), is_nested or Kind.APPENDIX in kinds) - 1
    for kind, level in _INNER_LEVELS.items():
        levels[kind] = min(max(level + shift, 1), _DEEPEST_HEADING)
    if Kind.NUMBER not in kinds and Kind.BRACKET in kinds:
        levels[Kind.BRACKET] = levels[Kind.NUMBER]
    return levels | _BULLET_LEVELS | {Kind.APPENDIX: 1}
