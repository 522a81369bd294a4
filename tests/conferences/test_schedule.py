"""States of a conference follow from its moments and the clock."""

from datetime import timedelta

import pytest

from plans.conferences.schedule import Schedule, Stage, Window
from tests.factories.conferences import moment

OPENS, CLOSES = moment(2026, 5, 20, 8), moment(2026, 6, 5, 17)
STARTS, ENDS = moment(2026, 6, 20, 8), moment(2026, 6, 21, 11)
TICK = timedelta(microseconds=1)
USUAL = Schedule(STARTS, ENDS, OPENS, CLOSES)


@pytest.mark.parametrize(
    ("now", "window", "stage"),
    [
        (OPENS - TICK, Window.NOT_YET, Stage.UPCOMING),
        (OPENS, Window.OPEN, Stage.OPEN),
        (CLOSES - TICK, Window.OPEN, Stage.OPEN),
        (CLOSES, Window.LATE, Stage.CLOSED),
        (STARTS - TICK, Window.LATE, Stage.CLOSED),
        (STARTS, Window.LATE, Stage.RUNNING),
        (ENDS - TICK, Window.LATE, Stage.RUNNING),
        (ENDS, Window.OVER, Stage.HELD),
    ],
)
def test_every_edge_belongs_to_the_later_state(now, window, stage):
    assert USUAL.window(now) is window
    assert USUAL.stage(now) is stage


def test_grace_prolongs_what_counts_as_in_time():
    schedule = Schedule(STARTS, ENDS, OPENS, CLOSES, timedelta(minutes=10))

    assert schedule.window(CLOSES) is Window.GRACE
    assert schedule.window(CLOSES).is_in_time
    assert schedule.window(CLOSES + timedelta(minutes=10)) is Window.LATE


def test_without_moments_a_conference_is_still_to_be_announced():
    empty = Schedule(None, None, None, None)

    assert empty.stage(OPENS) is Stage.NOT_ANNOUNCED
    assert empty.window(OPENS) is Window.NONE


def test_a_conference_without_online_registration_is_upcoming_then_running_then_held():
    schedule = Schedule(STARTS, ENDS, None, None)

    assert [schedule.stage(now) for now in (OPENS, STARTS, ENDS)] == [Stage.UPCOMING, Stage.RUNNING, Stage.HELD]
    assert not schedule.window(OPENS).takes_forms


def test_without_a_closing_hour_registration_ends_when_the_conference_starts():
    schedule = Schedule(STARTS, ENDS, OPENS, None)

    assert schedule.window(STARTS - TICK) is Window.OPEN
    assert schedule.window(STARTS) is Window.LATE


def test_a_date_may_be_announced_after_registration_has_opened():
    schedule = Schedule(None, None, OPENS, CLOSES)

    assert schedule.stage(OPENS) is Stage.OPEN
    assert schedule.stage(CLOSES) is Stage.CLOSED


def test_without_a_date_late_forms_are_kept_for_thirty_days():
    schedule = Schedule(None, None, OPENS, CLOSES, timedelta(minutes=10))
    end = CLOSES + timedelta(days=30, minutes=10)

    assert schedule.window(end - TICK) is Window.LATE
    assert schedule.window(end) is Window.OVER
    assert schedule.stage(end) is Stage.CLOSED
