"""Days and years: on top of the document and in its text."""

import re
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.checking.finding import Weight
from plans.checking.registry import Fault, rules
from plans.checking.sheet import BODY, Kind, Sheet, Text
from plans.dating import is_impossible

_DAY = re.compile(
    r"(?<![\w/.,-])(?:(?P<d>[0-9]{1,2})(?P<s>[/.-])(?P<m>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4})(?![\w/]|[.,-][0-9])"
    r"|(?P<d2>[0-9]{1,2})\s{1,3}tháng\s{1,3}(?P<m2>[0-9]{1,2})\s{1,3}năm\s{1,3}(?P<y2>[0-9]{1,6})(?!\w))",
    re.IGNORECASE,
)
_SHORT_DAY = re.compile(r"\bngày\s{1,3}(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})(?![\w/]|[.,-][0-9])", re.IGNORECASE)
_YEAR = re.compile(
    r"\bnăm\s{1,3}(?P<y>[0-9]{4,6})(?![\w%]|[.,/][0-9]|\s?(?:đồng|hộ|người|ha|cây|lượt|m2|km|tỷ))", re.I
)
_MONTH = re.compile(r"\btháng\s{1,3}(?P<m>[0-9]{1,2})\s?(?:/|\snăm\s)\s?(?P<y>[0-9]{4,6})(?![\w/])", re.IGNORECASE)
_QUARTER = re.compile(r"\bquý\s{1,3}(?P<q>[0-9]{1,2}|[IVX]{1,4})(?=\s?/\s?[0-9]{4}|\s{1,3}năm\s)", re.IGNORECASE)
_CITED = re.compile(
    r"(?:số\s?:?\s?)?[0-9]{1,5}[a-zđ]?\s?(?:/[0-9]{4})?\s?[/–-]\s?[\w&–-]+(?:/\w+)?[\s,(]{1,4}(?:ký\s)?ngày\s{1,3}$"
)
_WEEKDAYS = {
    "hai": 0,
    "ba": 1,
    "tư": 2,
    "năm": 3,
    "sáu": 4,
    "bảy": 5,
    "nhật": 6,
    "2": 0,
    "3": 1,
    "4": 2,
    "5": 3,
    "6": 4,
    "7": 5,
}
_WEEKDAY = re.compile(
    r"\b(?:thứ\s(?P<w>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s(?P<sun>nhật))[\s,(]{1,4}(?:ngày\s{1,3})?$", re.IGNORECASE
)
_UNTIL = re.compile(r"[\s,]{1,3}đến(?:\s(?:hết\s)?ngày)?\s{1,3}$", re.IGNORECASE)
_SEEN_BEFORE = 70
_FARTHEST = 100


@rules.register("impossible_date", gettext_lazy("Impossible dates"), Weight.ERROR)
def find_impossible_dates(sheet: Sheet, today: date):
    """No 31/02, no month 13, no quarter V, no year 3022; no cited document from the future; weekday and day agree.

    Years may lie a hundred years ahead (long-term aims) and back to 1900. Source: the calendar; a document that is
    cited with its day has been issued before (Decree 30/2020, annex I, II.6.b).
    """
    for text in sheet.of(Kind.DATE, Kind.TITLE, Kind.BASIS, *BODY, Kind.RECIPIENT):
        if any(sign.isdigit() for sign in text.text):
            yield from _in_text(text, sheet, today)


def _in_text(text: Text, sheet: Sheet, today: date):
    words = text.text
    seen: list[tuple[int, int]] = []
    before: tuple[int, date] | None = None
    for found in _DAY.finditer(words):
        seen.append(found.span())
        year, month, day = (int(found[name] or found[f"{name}2"]) for name in ("y", "m", "d"))
        shown = f"{day:02d}/{month:02d}/{year}"
        why = _why_impossible(year, month, day, today)
        if why:
            yield Fault(text, *found.span(), why, _("Correct the date after the original."))
            before = None
            continue
        written = date(year, month, day)
        lead = words[max(0, found.start() - _SEEN_BEFORE) : found.start()]
        is_cited = text.kind is not Kind.DATE and _CITED.search(lead)
        if is_cited and (is_impossible(written, today) or (sheet.issued_on and written > sheet.issued_on)):
            yield Fault(
                text,
                *found.span(),
                _("A document cited here would be from %(day)s, later than this document.") % {"day": shown},
                _("Correct the date after the original."),
            )
        weekday = _WEEKDAY.search(lead)
        if weekday and _WEEKDAYS[(weekday["w"] or weekday["sun"]).lower()] != written.weekday():
            yield Fault(
                text,
                found.start() - (len(lead) - weekday.start()),
                found.end(),
                _("%(day)s is not the day of the week that stands before it.") % {"day": shown},
                _("Correct the day of the week or the date."),
            )
        if before and before[1] > written and _UNTIL.fullmatch(words[before[0] : found.start()]):
            yield Fault(
                text,
                *found.span(),
                _("The period ends before it begins."),
                _("Correct one of the two dates."),
            )
        before = (found.end(), written)
    for found in _loose_parts(words):
        if any(start <= found.start() < end or start < found.end() <= end for start, end in seen):
            continue
        why = _why_part_impossible(found, today)
        if why:
            seen.append(found.span())
            yield Fault(text, *found.span(), why, _("Correct the date after the original."))


def _loose_parts(words: str):
    for pattern in (_SHORT_DAY, _MONTH, _QUARTER, _YEAR):
        yield from pattern.finditer(words)


def _why_impossible(year: int, month: int, day: int, today: date) -> str:
    if not 1900 <= year <= today.year + _FARTHEST:
        return _("The year %(year)s cannot be meant.") % {"year": year}
    try:
        date(year, month, day)
    except ValueError:
        return _("There is no day %(day)02d/%(month)02d/%(year)s.") % {"day": day, "month": month, "year": year}
    return ""


def _why_part_impossible(found: re.Match, today: date) -> str:
    """Why a day without year, a month, a quarter or a year cannot be; empty when it can."""
    parts = found.groupdict()
    if "q" in parts:
        is_one = parts["q"].upper() in ("1", "2", "3", "4", "I", "II", "III", "IV", "01", "02", "03", "04")
        return "" if is_one else _("There is no quarter %(quarter)s.") % {"quarter": parts["q"]}
    if "d" in parts:
        # A leap year, so that 29/02 passes.
        try:
            date(2024, int(parts["m"]), int(parts["d"]))
        except ValueError:
            return _("There is no day %(day)s/%(month)s.") % {"day": parts["d"], "month": parts["m"]}
        return ""
    if "m" in parts and not 1 <= int(parts["m"]) <= 12:
        return _("There is no month %(month)s.") % {"month": parts["m"]}
    year = int(parts["y"])
    # "năm 1010" is history, "năm 3022" a slip of the hand.
    return _("The year %(year)s cannot be meant.") % {"year": year} if year > today.year + _FARTHEST else ""


@rules.register("date_of_issue", gettext_lazy("Day of issue"), Weight.ERROR)
def find_wrong_day_of_issue(sheet: Sheet, today: date):
    """The day of issue is written, whole and possible; days below 10 and the months 1 and 2 take a leading zero.

    Decree 30/2020, annex I, II.4. A draft may still be without it: then it is a warning.
    """
    if not sheet.is_official:
        return
    written = sheet.first(Kind.DATE)
    if sheet.issued_on is None:
        if written and _DAY.search(written.text):
            return
        yield Fault(
            written,
            0,
            len(written.text) if written else 0,
            _("The date of issue is incomplete.") if written else _("There is no date of issue."),
            _("Write day, month and year when the document is signed."),
            place=sheet.place_of(Kind.DATE),
            weight=Weight.ERROR if sheet.is_issued else Weight.WARNING,
        )
        return
    if is_impossible(sheet.issued_on, today):
        shown = f"{sheet.issued_on:%d/%m}/{sheet.issued_on.year}"
        yield Fault(
            written,
            0,
            len(written.text) if written else 0,
            _("No document can have been issued on %(day)s.") % {"day": shown},
            _("Correct the date after the signed copy."),
            place=sheet.place_of(Kind.DATE),
        )
    if written:
        yield from _without_zero(written)


def _without_zero(text: Text):
    for found in re.finditer(r"\bngày\s+([1-9])(?=\s+tháng)|\btháng\s+([12])(?=\s+năm)", text.text, re.IGNORECASE):
        group = 1 if found[1] else 2
        yield Fault(
            text,
            found.start(group),
            found.end(group),
            _("Days below 10 and the months 1 and 2 are written with a zero in front."),
            _("Write 0%(digit)s.") % {"digit": found[group]},
            replacement=f"0{found[group]}",
            weight=Weight.WARNING,
        )
