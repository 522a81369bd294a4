"""What the hall looks at: the agenda item and question on the projector, and the numbers below them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from cms.text import clean_line
from plans.questions.models import Question, QuestionState
from plans.questions.states import BEING_PREPARED, ESCALATED

# What may be read out in the hall; a possible complaint and whatever left for elsewhere may not.
SPOKEN = (
    *BEING_PREPARED,
    QuestionState.OWED,
    QuestionState.ANSWERED_AT_CONFERENCE,
    QuestionState.BEYOND_AUTHORITY,
)


@dataclass(frozen=True)
class HallTally:
    """The questions of one conference in numbers; questions merged into another count like that one."""

    received: int
    answered: int
    owed: int
    escalated: int


def questions_in_hall(conference):
    """The questions of the canonical `conference` that may be spoken of in the hall: never restricted ones."""
    return Question.objects.filter(conference=conference, is_restricted=False, state__in=SPOKEN)


def tally_of(conference) -> HallTally:
    """Numbers without any text, in one query."""
    rows = Question.objects.filter(conference=conference).order_by().with_outcome().values("outcome")
    counts = {row["outcome"]: row["number"] for row in rows.annotate(number=Count("pk"))}
    answered = (QuestionState.ANSWERED_AT_CONFERENCE, QuestionState.SENT_IN_WRITING)
    return HallTally(
        received=sum(counts.values()),
        answered=sum(counts.get(state, 0) for state in answered),
        owed=counts.get(QuestionState.OWED, 0),
        escalated=sum(counts.get(state, 0) for state in ESCALATED),
    )


class FloorQuerySet(models.QuerySet):
    """One row per conference."""

    def of(self, conference) -> "Floor":
        """The row of the canonical `conference`, made when first asked for."""
        return self.get_or_create(conference=conference)[0]

    def locked(self, conference) -> "Floor":
        """The same, held until the transaction ends."""
        self.of(conference)
        return self.select_for_update().get(conference=conference)


class Floor(models.Model):
    """What the chair has put before the hall. `agenda_item` is the line as it was chosen, programmes may change."""

    conference = models.OneToOneField(
        "conferences.ConferencePage", on_delete=models.CASCADE, primary_key=True, related_name="floor"
    )
    question = models.ForeignKey(
        "questions.Question", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    agenda_item = models.CharField(_("agenda item"), max_length=600, blank=True)
    changed_at = models.DateTimeField(null=True, editable=False)

    objects = FloorQuerySet.as_manager()

    class Meta:
        verbose_name = _("projector")
        verbose_name_plural = _("projectors")
        default_permissions = ()
        permissions = [("chair", _("Can lead the questions in the hall and the projector"))]

    def __str__(self):
        return str(self.conference_id)

    def show_question(self, question: Question | None, *, now: datetime) -> bool:
        """Put `question` on the projector, or nothing; False for one that may not be shown."""
        if question is not None and not questions_in_hall(self.conference).filter(pk=question.pk).exists():
            return False
        self.question, self.changed_at = question, now
        self.save(update_fields=["question", "changed_at"])
        return True

    def show_agenda_item(self, text: str, *, now: datetime) -> None:
        """Name the agenda item on the projector; "" for none."""
        self.agenda_item, self.changed_at = clean_line(text)[:600], now
        self.save(update_fields=["agenda_item", "changed_at"])

    @property
    def shown_question(self) -> Question | None:
        """The question as long as it may be shown: one that became restricted meanwhile disappears."""
        if self.question_id is None:
            return None
        return (
            questions_in_hall(self.conference_id).select_related("subject_field").filter(pk=self.question_id).first()
        )
