"""Working days over Tết, swapped Saturdays and years nobody has entered."""

from datetime import date, timedelta

import pytest

from plans.workdays.counting import working_day_after
from plans.workdays.holidays import fill_fixed_holidays, fixed_holidays
from plans.workdays.models import CalendarYear, ExceptionalDay

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2026, 2, 11)


@pytest.fixture
def tet():
    """Lunar New Year 2026, Monday 16 to Friday 20 February; Saturday the 28th worked instead of a Monday."""
    CalendarYear.objects.create(year=2026)
    for number in range(5):
        ExceptionalDay.objects.create(day=date(2026, 2, 16) + timedelta(days=number), name="Tết Nguyên đán")
    ExceptionalDay.objects.create(day=date(2026, 2, 28), kind=ExceptionalDay.Kind.WORKED, name="Làm bù")


def test_ten_working_days_skip_tet_and_count_a_worked_saturday(tet):
    counted = working_day_after(WEDNESDAY, 10)

    # 12, 13, then 23–27, Saturday 28, 2 March, 3 March.
    assert counted.day == date(2026, 3, 3)
    assert counted.unknown_years == ()


def test_without_the_worked_saturday_it_is_a_day_later(tet):
    ExceptionalDay.objects.filter(kind=ExceptionalDay.Kind.WORKED).delete()

    assert working_day_after(WEDNESDAY, 10).day == date(2026, 3, 4)


def test_a_year_nobody_entered_is_named_and_counted_by_weekdays():
    counted = working_day_after(WEDNESDAY, 10)

    assert counted.day == date(2026, 2, 25)
    assert counted.unknown_years == (2026,)


def test_counting_over_new_year_names_only_the_year_that_is_missing(tet):
    assert working_day_after(date(2026, 12, 28), 10).unknown_years == (2027,)
    assert working_day_after(date(2026, 12, 1), 10).unknown_years == ()


def test_fixed_holidays_on_a_week_end_bring_the_next_working_days_off():
    # 30 April 2022 was a Saturday, 1 May a Sunday: Monday and Tuesday were off.
    days = set(fixed_holidays(2022))

    assert {date(2022, 5, 2), date(2022, 5, 3)} < days
    assert date(2022, 5, 4) not in days
    # In 2026 all four fall on weekdays.
    assert set(fixed_holidays(2026)) == {date(2026, 1, 1), date(2026, 4, 30), date(2026, 5, 1), date(2026, 9, 2)}


def test_filling_twice_enters_nothing_twice_and_leaves_what_somebody_wrote():
    ExceptionalDay.objects.create(day=date(2026, 9, 2), name="Quốc khánh (ghi tay)")

    assert fill_fixed_holidays(2026) == 3
    assert fill_fixed_holidays(2026) == 0
    assert ExceptionalDay.objects.get(day=date(2026, 9, 2)).name == "Quốc khánh (ghi tay)"
    assert not CalendarYear.objects.exists(), "the lunar holidays are still missing"
