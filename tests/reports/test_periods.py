"""Half-years and years, by the clock of Vietnam."""

from datetime import date

import pytest

from plans.questions.models import Question
from plans.reports.periods import Part, Period
from plans.reports.report import Report
from tests.factories.conferences import moment
from tests.factories.questions import make_question

TODAY = date(2026, 7, 15)


@pytest.mark.parametrize(
    ("received_at", "half"),
    [
        (moment(2026, 6, 30, 23, 59, 59), Part.FIRST_HALF),
        (moment(2026, 7, 1, 0, 0, 0), Part.SECOND_HALF),
        (moment(2026, 1, 1, 0, 0, 0), Part.FIRST_HALF),
        (moment(2026, 12, 31, 23, 59, 59, 999999), Part.SECOND_HALF),
    ],
)
def test_the_last_second_of_june_belongs_to_the_first_half_and_midnight_to_the_second(conference, received_at, half):
    make_question(conference, received_at)

    for part in (Part.FIRST_HALF, Part.SECOND_HALF):
        assert Report.of_period(Period(2026, part), TODAY).ledger.received == (part == half)
    assert Report.of_period(Period(2026, Part.YEAR), TODAY).ledger.received == 1


def test_new_year_in_vietnam_begins_while_utc_is_still_in_the_old_year(conference):
    make_question(conference, moment(2027, 1, 1, 0, 30))

    assert Period(2026, Part.YEAR).of(Question.objects.all(), "received_at").count() == 0
    assert Period(2027, Part.YEAR).of(Question.objects.all(), "received_at").count() == 1


@pytest.mark.parametrize(
    ("year", "part"), [("abc", "6-thang-dau"), ("", ""), ("9999", "ca-nam"), ("٢٠٢٦", "ca-nam"), ("-1", "x")]
)
def test_a_period_that_makes_no_sense_becomes_the_present_half_year(year, part):
    assert Period.read(year, part, TODAY) == Period(2026, Part.SECOND_HALF)


def test_every_period_is_compared_with_the_one_before():
    assert Period(2026, Part.FIRST_HALF).before == Period(2025, Part.SECOND_HALF)
    assert Period(2026, Part.SECOND_HALF).before == Period(2026, Part.FIRST_HALF)
    assert Period(2026, Part.YEAR).before == Period(2025, Part.YEAR)
