"""Spans of time as official documents write them: "Quý III/2022", "tháng 6/2022", "từ tháng 3 đến tháng 5/2024".

A `Period` is the days it covers and how finely it was said; from these it is printed in either language.
`plans.period_reading` makes one of a text.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from plans.dating import official_date

_DAY = timedelta(days=1)
_ROMAN = ("I", "II", "III", "IV")


class Precision(models.TextChoices):
    """How finely a span is said; its first and last day are those of such pieces."""

    DAY = "day", gettext_lazy("day")
    WEEK = "week", gettext_lazy("week of a month")
    THIRD = "third", gettext_lazy("third of a month")
    MONTH = "month", gettext_lazy("month")
    QUARTER = "quarter", gettext_lazy("quarter")
    HALF = "half", gettext_lazy("half-year")
    YEAR = "year", gettext_lazy("year")


FINEST_FIRST = list(Precision)


@dataclass(frozen=True)
class Period:
    """From `start` to `end`, both days included; one of them may be open (None), never both.

    Raises ValueError for a span that is empty or open at both ends.
    """

    start: date | None
    end: date | None
    precision: Precision = Precision.DAY

    def __post_init__(self):
        if self.start is None and self.end is None:
            raise ValueError("a period is open at one end at most")
        if self.start and self.end and self.end < self.start:
            raise ValueError("a period ends before it begins")

    @classmethod
    def of_columns(cls, start: date | None, end: date | None, precision: str = "") -> "Period | None":
        """What three columns of a row say; None when they say nothing."""
        if (start is None and end is None) or (start and end and end < start):
            return None
        return cls(start, end, Precision(precision) if precision in Precision.values else precision_of(start, end))

    @classmethod
    def fits(cls, start: date | None, end: date | None, precision: str) -> bool:
        """Whether the days are the first and the last of pieces of that precision."""
        return precision in Precision.values and (
            (start is None or piece_at(start, Precision(precision)).days()[0] == start)
            and (end is None or piece_at(end, Precision(precision)).days()[1] == end)
        )

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed."""
        return self.end is not None and self.end < today

    def has_begun(self, today: date) -> bool:
        """Whether its first day has come."""
        return self.start is None or self.start <= today

    def in_words(self) -> str:
        """As documents write it, in the reader's language, to be put into a sentence or a table."""
        if self.start is None:
            last = _piece(self._last_piece())
            return (_("until {last}") if self.precision == Precision.DAY else _("until the end of {last}")).format(
                last=last
            )
        if self.end is None:
            return _("from {first} on").format(first=_piece(self._first_piece()))
        first, last = self._first_piece(), self._last_piece()
        if first == last:
            return _piece(first)
        if first.year == last.year and self.precision in (Precision.QUARTER, Precision.MONTH):
            return _within_a_year(first, last)
        return _("from {first} to {last}").format(first=_piece(first), last=_piece(last))

    def __str__(self):
        return self.in_words()

    def _first_piece(self) -> "Piece":
        return piece_at(self.start, self.precision)

    def _last_piece(self) -> "Piece":
        return piece_at(self.end, self.precision)


@dataclass(frozen=True)
class Piece:
    """One day, week, … or year: the `number`-th of its month or year."""

    precision: Precision
    year: int
    number: int = 0
    month: int = 0

    def days(self) -> tuple[date, date]:
        """Its first and last day. Raises ValueError for a piece that does not exist (month 13, 30 February)."""
        if self.precision == Precision.YEAR:
            return date(self.year, 1, 1), date(self.year, 12, 31)
        if self.precision in _MONTHS:
            length = _MONTHS[self.precision]
            last = self.number * length
            return date(self.year, last - length + 1, 1), _end_of_month(self.year, last)
        if self.precision == Precision.DAY:
            day = date(self.year, self.month, self.number)
            return day, day
        length, count = (7, 5) if self.precision == Precision.WEEK else (10, 3)
        first = date(self.year, self.month, (self.number - 1) * length + 1)
        end_of_month = _end_of_month(self.year, self.month)
        if self.number >= count or first.day + length > end_of_month.day:
            return first, end_of_month
        return first, first + (length - 1) * _DAY


_MONTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6}


def piece_at(day: date, precision: Precision) -> Piece:
    """The piece that holds `day`."""
    if precision == Precision.YEAR:
        return Piece(precision, day.year)
    if precision in _MONTHS:
        return Piece(precision, day.year, (day.month - 1) // _MONTHS[precision] + 1)
    if precision == Precision.WEEK:
        return Piece(precision, day.year, min((day.day - 1) // 7 + 1, 5), day.month)
    if precision == Precision.THIRD:
        return Piece(precision, day.year, min((day.day - 1) // 10 + 1, 3), day.month)
    return Piece(Precision.DAY, day.year, day.day, day.month)


def precision_of(start: date | None, end: date | None) -> Precision:
    """The coarsest pieces that begin and end on these days: 1 July to 30 September is a quarter."""
    for precision in (Precision.YEAR, Precision.QUARTER, Precision.MONTH):
        if Period.fits(start, end, precision):
            return precision
    return Precision.DAY


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _piece(piece: Piece) -> str:
    """One piece in words."""
    year, number = piece.year, piece.number
    if piece.precision == Precision.YEAR:
        return pgettext("a span of time", "{year}").format(year=year)
    if piece.precision == Precision.HALF:
        words = (_("the first half of {year}"), _("the second half of {year}"))
        return words[number - 1].format(year=year)
    if piece.precision == Precision.QUARTER:
        return _("quarter {quarter} of {year}").format(quarter=_ROMAN[number - 1], year=year)
    if piece.precision == Precision.DAY:
        return official_date(date(year, piece.month, number))
    month = _month_name(piece.month or number)
    if piece.precision == Precision.MONTH:
        return pgettext("a span of time", "{month} {year}").format(month=month, year=year)
    if piece.precision == Precision.WEEK:
        return _("week {number} of {month} {year}").format(number=number, month=month, year=year)
    words = (_("early {month} {year}"), _("mid-{month} {year}"), _("late {month} {year}"))
    return words[number - 1].format(month=month, year=year)


def _within_a_year(first: Piece, last: Piece) -> str:
    """Quarters or months of one year, the year said once."""
    if first.precision == Precision.QUARTER:
        words = _("from quarter {first} to quarter {last} of {year}")
        return words.format(first=_ROMAN[first.number - 1], last=_ROMAN[last.number - 1], year=first.year)
    words = pgettext("months of a year", "from {first} to {last} {year}")
    return words.format(first=_month_name(first.number), last=_month_name(last.number), year=first.year)


def _month_name(number: int) -> str:
    """The month inside a sentence: "June", "tháng 6"."""
    name = str(MONTHS[number])
    return name.lower() if get_language() == "vi" else name
