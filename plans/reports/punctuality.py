"""Whether owed answers left in time: the day of the letter against the office's working days."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Q
from django.utils import timezone

from plans.conferences.clocks import answer_due
from plans.conferences.rules import DialogueRules
from plans.questions.models import QuestionState


@dataclass(frozen=True)
class Punctuality:
    """Written answers by whether they left by their day; those still owed and past it are late, too."""

    in_time: int
    late: int
    waiting: int

    @property
    def percent(self) -> int | None:
        """Whole per cent in time of those whose day has come; None where there are none."""
        judged = self.in_time + self.late
        return None if not judged else round(100 * self.in_time / judged)


def punctuality_of(questions, today: date) -> Punctuality:
    """The written answers of a queryset of questions, judged on `today`; one query besides the rules.

    Each by the day that was kept with it. For letters from before such days were kept it is counted by the present
    rules from the last moment the letter became owed; without such a step from the end of the conference.
    """
    owed_since = Max("events__at", filter=Q(events__to_state=QuestionState.OWED))
    rows = (
        questions.filter(state__in=[QuestionState.SENT_IN_WRITING, QuestionState.OWED])
        .order_by()
        .select_related("conference", "letter")
        .annotate(owed_since=owed_since)
    )
    counts = {"in_time": 0, "late": 0, "waiting": 0}
    due_days: dict[tuple[int, date], date] = {}
    rules: dict[int, DialogueRules] = {}
    for question in rows.iterator(chunk_size=2000):
        if question.state == QuestionState.OWED:
            counts["late" if (question.answer_due_on or question.due_on) < today else "waiting"] += 1
            continue
        sent_on = _day(question.letter.sent_at or question.answered_at)
        if question.answer_due_on:
            counts["in_time" if sent_on <= question.answer_due_on else "late"] += 1
            continue
        since = _day(question.owed_since or question.conference.ends_at or question.received_at)
        key = (question.conference_id, since)
        if key not in due_days:
            rule = rules.setdefault(question.conference_id, DialogueRules.of(question.conference))
            due_days[key] = answer_due(since, rule).day
        counts["in_time" if sent_on <= due_days[key] else "late"] += 1
    return Punctuality(**counts)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
