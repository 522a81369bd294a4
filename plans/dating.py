"""When a document can have been issued, and how official documents write a day."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

EARLIEST = date(1945, 1, 1)


def years_from(day: date, years: int) -> date:
    """`day` some `years` later (or earlier, if negative); 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def is_impossible(issued_on: date, today: date) -> bool:
    """Whether nobody can have issued a document on that day: before 1945, or more than a year ahead."""
    return issued_on < EARLIEST or issued_on > years_from(today, 1)


def is_unusual(issued_on: date, today: date) -> bool:
    """Whether an editor should look again: more than two years ago, or still to come."""
    return issued_on < years_from(today, -2) or issued_on > today


def official_date(day: date) -> str:
    """`day` as documents write it: "ngày 08 tháng 01 năm 2024"; in other languages the usual long form.

    Days below 10 and the months 1 and 2 take a leading zero (Decree 30/2020, annex I).
    """
    if get_language() != "vi":
        return date_format(day, "j F Y")
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return _("day {day} month {month} year {year}").format(day=f"{day.day:02d}", month=month, year=day.year)
