"""The clocks of one conference: until when it must be announced, its results published, its data erased.

Counting rule, also written on the screens: the day of the event itself does not count. Seven days before a
conference on 20 June is 13 June: announced on the 13th is in time, on the 14th is late. Ten days after a
conference on 20 June is 30 June; where that is a day off, the next working day.
"""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from plans.workdays.counting import CountedDay, working_day_after, working_day_from

from .rules import DialogueRules


def latest_announcement(first_day: date, rules: DialogueRules) -> date:
    """The last day on which a conference that begins on `first_day` may be announced in time."""
    return first_day - timedelta(days=rules.notice_owed)


def is_late_notice(first_start: datetime | None, rules: DialogueRules, now: datetime) -> bool:
    """Whether announcing at `now` is later than the rules allow; a conference without a date has no such day."""
    if first_start is None:
        return False
    return timezone.localdate(now) > latest_announcement(timezone.localdate(first_start), rules)


def results_due(held_at: datetime, rules: DialogueRules) -> date:
    """The last day to publish the results of a conference that ended, or fell through, at `held_at`."""
    return working_day_from(timezone.localdate(held_at) + timedelta(days=rules.results_owed))


def answer_due(owed_since: date, rules: DialogueRules) -> CountedDay:
    """The last working day for an answer in writing that is owed since a day."""
    return working_day_after(owed_since, rules.answer_days)


def erasing_day(last_end: datetime, rules: DialogueRules) -> date:
    """The day personal data goes: the months of the rules after the last session, at most the month's last day."""
    day = timezone.localdate(last_end)
    years, month = divmod(day.month - 1 + rules.retention_months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Clocks:
    """The days of one conference as the office sees them; None where there is nothing to count from."""

    announce_by: date | None
    notice_days: int
    results_by: date | None
    results_days: int
    answers_by: CountedDay | None
    answer_days: int

    @classmethod
    def of(cls, dossier) -> "Clocks":
        """The clocks of the conference `dossier` belongs to."""
        conference, rules = dossier.conference, DialogueRules.of(dossier.conference)
        first, last = conference.starts_at, dossier.ended_at or conference.ends_at
        return cls(
            announce_by=first and latest_announcement(timezone.localdate(first), rules),
            notice_days=rules.notice_owed,
            results_by=last and results_due(last, rules),
            results_days=rules.results_owed,
            answers_by=last and answer_due(timezone.localdate(last), rules),
            answer_days=rules.answer_days,
        )
