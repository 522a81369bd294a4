"""Whether numbers follow each other: 1, 2, 3 below II; a jump or a repetition is worth a look."""

import re

from .labels import Kind, Label

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ORDINALS = {
    "nhất": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_LAST_NUMBER = re.compile(r"([0-9]+)\D*$")
_NUMERAL = re.compile(r"(?:^|\s|\()([IVXLC]+|[A-ZĐ]|[a-zđ])\W*$")
_UNCOUNTED = frozenset({Kind.ORDINAL, Kind.DASH, Kind.PLUS})


def jumps_of(labels: list[Label | None]) -> list[bool]:
    """For each label, whether its number neither begins a series nor follows the one before it."""
    open_series: list[tuple[Kind, str, tuple[int, ...]]] = []
    last_of_kind: dict[Kind, tuple[int, ...]] = {}
    jumps = []
    for label in labels:
        places = places_of(label) if label and label.kind not in _UNCOUNTED else ()
        if not places:
            jumps.append(False)
            continue
        while (
            open_series and label.kind not in (series[0] for series in open_series) and open_series[-1][0] > label.kind
        ):
            open_series.pop()
        before: tuple[int, ...] = ()
        for index, (kind, _text, value) in enumerate(open_series):
            if kind is label.kind:
                before = value
                del open_series[index:]
                break
        open_series.append((label.kind, label.text, places))
        goes_on = bool(set(places) & {value + 1 for value in before or last_of_kind.get(label.kind, ())})
        jumps.append(not goes_on and (bool(before) or 1 not in places))
        last_of_kind[label.kind] = places
    return jumps


def places_of(label: Label) -> tuple[int, ...]:
    """The places in a series that `label` can stand for: 3 for "III." and "3.", 4 or 5 for "đ)", none for "-"."""
    text = label.text.strip()
    digits = _LAST_NUMBER.search(text)
    if digits:
        return (int(digits.group(1)),)
    words = text.lower().split()
    if len(words) > 1 and words[-1].strip(" .:,") in _ORDINALS:
        return (_ORDINALS[words[-1].strip(" .:,")],)
    numeral = _NUMERAL.search(text.rstrip("./:)–- "))
    if not numeral:
        return ()
    sign = numeral.group(1)
    if label.kind in (Kind.CAPITAL, Kind.LETTER) or (label.kind is Kind.BRACKET and len(sign) == 1):
        letter = sign.lower()
        return tuple(alphabet.index(letter) + 1 for alphabet in (_VIETNAMESE, _LATIN) if letter in alphabet)
    return (_value(sign),) if set(sign) <= _ROMAN.keys() else (_VIETNAMESE.find(sign.lower()) + 1,)


def _value(roman: str) -> int:
    total = 0
    for sign, following in zip(roman, [*roman[1:], ""], strict=True):
        value = _ROMAN[sign]
        total += -value if following and _ROMAN[following] > value else value
    return total
