"""Numbers of items: none skipped, none given twice. Automatic numbers are never wrong."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.blocks.outline import from_roman, to_letter, to_roman
from plans.checking.finding import Weight
from plans.checking.registry import Fault, rules
from plans.checking.sheet import BODY, Kind, Sheet, Text

_ROMAN = re.compile(r"[IVXLC]{1,7}")
_WORDED = re.compile(r"(?P<word>Phần|Chương|Mục|Điều|Phụ lục)\s+(?:số\s+)?(?P<number>[0-9]{1,3}|[IVXLC]{1,7})", re.I)
_NUMBERS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}")
_EDGES = " .,:;()[]/-–—"
_ALPHABETS = ("abcdđeghiklmnopqrstuvxy", "abcdeghiklmnopqrstuvxy", "abcdefghijklmnopqrstuvwxyz")
# An annex is often a file of its own.
_MAY_BEGIN_ANYWHERE = {"phụ lục"}
_IN_ROMAN = "I"
# Counted through the whole document, whatever stands above them.
_THROUGH = {"điều", "phụ lục"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a label: its style and its number; `above` are the numbers in front ("2.1": "2")."""

    style: str
    number: int
    above: str = ""


@dataclass(slots=True)
class _Last:
    reading: _Reading
    label: str


@rules.register("numbering", gettext_lazy("Numbers of items"), Weight.ERROR)
def find_wrong_numbers(sheet: Sheet, today):
    """Items of one list count on by one (Decree 30/2020, annex I, II.6.c: parts, sections, points in their order).

    Letters may follow the alphabet with or without đ. A list may start again at its first number. Items that the house
    numbers count silently. Whether "IV" was meant to be "III" is certain only for the last item of its list that
    nothing in the text refers to; then there is a fix.
    """
    labels = {text.item: text for text in sheet.of(Kind.LABEL)}
    last: dict[object, _Last] = {}
    faults: list[tuple[int, object, Text, str, str, str]] = []
    latest_of: dict[object, int] = {}
    for index, item in enumerate(sheet.items):
        if item.starts_anew:
            last.clear()
        for key in [key for key in last if isinstance(key, int) and key > item.level]:
            del last[key]
        if item.is_bullet:
            continue
        before = last.get(item.level)
        text = labels.get(index)
        if text is None or not item.label.strip():
            if before:
                last[item.level] = _Last(
                    _Reading(before.reading.style, before.reading.number + 1, before.reading.above), ""
                )
            continue
        readings = readings_of(item.label)
        if not readings:
            continue
        key = readings[0].style if readings[0].style in _THROUGH else item.level
        before = last.get(key)
        reading = _best(readings, before.reading if before else None)
        last[key] = _Last(reading, item.label)
        latest_of[key] = index
        wrong = _what_is_wrong(reading, before)
        if wrong:
            right = _as_printed(reading.style, (before.reading.number if before else 0) + 1, reading.above)
            faults.append((index, key, text, item.label, wrong, right))
    running = "\n".join(each.text for each in sheet.of(*BODY) if each.kind is not Kind.LABEL) if faults else ""
    for index, key, text, label, wrong, right in faults:
        bare = label.strip(_EDGES)
        right = right.upper() if bare.isupper() else right
        is_last = latest_of.get(key) == index and not _goes_on(sheet, index)
        is_certain = right and is_last and not _is_referred_to(bare, running)
        mend = (
            _("Number it %(right)s, or add what is missing before it.") % {"right": right}
            if right
            else _("Correct the number, or add what is missing before it.")
        )
        replacement = text.text.replace(bare, right, 1) if is_certain else None
        yield Fault(text, 0, len(text.text), wrong, mend, replacement)


def _is_referred_to(bare: str, running: str) -> bool:
    """Whether the text speaks of "mục IV" (or, with a word of its own, of "Điều 4")."""
    word = "" if _WORDED.fullmatch(bare) else r"(?:mục|phần|điểm|khoản|điều)\s+"
    return bool(re.search(rf"(?i:{word}{re.escape(bare)})\b", running))


def readings_of(label: str) -> list[_Reading]:
    """The ways to read a printed label; empty for dashes and labels in words."""
    bare = label.strip().strip(_EDGES)
    worded = _WORDED.fullmatch(bare)
    if worded:
        number = worded["number"]
        value = int(number) if number.isdecimal() else from_roman(number.upper())
        above = "" if number.isdecimal() else _IN_ROMAN
        return [_Reading(worded["word"].casefold(), value, above)] if value else []
    if _NUMBERS.fullmatch(bare):
        above, _dot, number = bare.rpartition(".")
        return [_Reading(f"1.{bare.count('.')}", int(number), above)]
    readings = []
    if _ROMAN.fullmatch(bare) and from_roman(bare):
        readings.append(_Reading("I", from_roman(bare)))
    if len(bare) == 1 and bare.isalpha():
        style = "A" if bare.isupper() else "a"
        for number, alphabet in enumerate(_ALPHABETS):
            if bare.lower() in alphabet:
                readings.append(_Reading(f"{style}{number}", alphabet.index(bare.lower()) + 1))
    return readings


def _best(readings: list[_Reading], before: _Reading | None) -> _Reading:
    """The reading that counts on from `before`, else the first of its style, else the first."""
    if before is not None:
        for reading in readings:
            if reading.style[0] == before.style[0] and reading.number == _number_in(before, reading.style) + 1:
                return reading
        for reading in readings:
            if reading.style == before.style:
                return reading
    return next((reading for reading in readings if reading.number == 1), readings[0])


def _number_in(before: _Reading, style: str) -> int:
    """The number of `before` if its letter is counted as `style` counts."""
    if before.style == style or before.style[0] not in "Aa" or style[0] not in "Aa":
        return before.number
    letter = _ALPHABETS[int(before.style[1])][before.number - 1]
    alphabet = _ALPHABETS[int(style[1])]
    return alphabet.index(letter) + 1 if letter in alphabet else 0


def _what_is_wrong(reading: _Reading, before: _Last | None) -> str:
    shown = _as_printed(reading.style, reading.number, reading.above)
    is_same_list = before is not None and before.reading.style[0] == reading.style[0]
    if is_same_list and reading.above != before.reading.above:
        is_same_list = False
    if not is_same_list:
        if (
            reading.number == 1
            or reading.style in _MAY_BEGIN_ANYWHERE
            or (before is not None and before.reading.style[0] != reading.style[0])
        ):
            return ""
        first = _as_printed(reading.style, 1, reading.above)
        return _("The first number here is %(shown)s, there is no %(first)s.") % {"shown": shown, "first": first}
    earlier = before.reading
    known = _number_in(earlier, reading.style)
    previous = _as_printed(earlier.style, earlier.number, earlier.above)
    if reading.number in (1, known + 1) and not reading.number == known == 1:
        return ""
    if reading.number == known:
        return _("The number %(shown)s stands twice.") % {"shown": shown}
    if reading.number < known:
        return _("%(shown)s comes after %(previous)s.") % {"shown": shown, "previous": previous}
    missing = _as_printed(reading.style, known + 1, reading.above)
    return _("After %(previous)s comes %(shown)s: %(missing)s is missing.") % {
        "previous": previous,
        "shown": shown,
        "missing": missing,
    }


def _as_printed(style: str, number: int, above: str = "") -> str:
    """A number as a label of that style shows it, without the dot behind."""
    if style == "I":
        return to_roman(number)
    if len(style) > 1 and style.replace(" ", "").isalpha():
        return f"{style.capitalize()} {to_roman(number) if above == _IN_ROMAN else number}"
    if style[0] in "Aa" and style[1:].isdecimal():
        alphabet = _ALPHABETS[int(style[1])]
        letter = alphabet[number - 1] if 0 < number <= len(alphabet) else to_letter(number)
        return letter.upper() if style[0] == "A" else letter
    return f"{above}.{number}" if above else str(number)


def _goes_on(sheet: Sheet, index: int) -> bool:
    """Whether a later item of the same list stands behind item `index`."""
    level = sheet.items[index].level
    for item in sheet.items[index + 1 :]:
        if item.starts_anew or item.level < level:
            return False
        if item.level == level and not item.is_bullet:
            return True
    return False
