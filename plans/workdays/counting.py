"""Counting working days: the day itself never counts, the first working day after it is day one."""

from dataclasses import dataclass
from datetime import date, timedelta

from .models import CalendarYear, ExceptionalDay

_SATURDAY = 5
_LONGEST_HOLIDAY = timedelta(days=30)


@dataclass(frozen=True)
class CountedDay:
    """The day that was found, and the years passed on the way that nobody has entered (weekdays only there)."""

    day: date
    unknown_years: tuple[int, ...] = ()


def working_day_after(day: date, count: int) -> CountedDay:
    """The `count`-th working day after `day` (before it, if negative); for 0 the day itself."""
    step = timedelta(days=1 if count > 0 else -1)
    horizon = day + step * (abs(count) * 2 + 40)
    exceptions = dict(ExceptionalDay.objects.filter(day__range=sorted((day, horizon))).values_list("day", "kind"))
    left, current, years = abs(count), day, {day.year}
    while left:
        current += step
        years.add(current.year)
        left -= _is_worked(current, exceptions)
    known = set(CalendarYear.objects.filter(year__in=years).values_list("year", flat=True))
    return CountedDay(current, tuple(sorted(years - known)))


def working_day_from(day: date) -> date:
    """`day`, or the first working day after it: a period that would end on a day off ends on the next working day.

    Civil Code 2015, article 148.
    """
    exceptions = dict(
        ExceptionalDay.objects.filter(day__range=(day, day + _LONGEST_HOLIDAY)).values_list("day", "kind")
    )
    last = day + _LONGEST_HOLIDAY
    while day < last and not _is_worked(day, exceptions):
        day += timedelta(days=1)
    return day


def _is_worked(day: date, exceptions: dict[date, str]) -> bool:
    kind = exceptions.get(day)
    if kind is not None:
        return kind == ExceptionalDay.Kind.WORKED
    return day.weekday() < _SATURDAY
