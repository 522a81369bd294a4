"""The obligations ledger (sổ nghĩa vụ): what was received equals what became of it plus what is owed.

The left side counts what came in, by the first event of every question; the right side counts what became of each.
They come from different tables, so a question that got lost on the way makes them differ.
"""

from dataclasses import dataclass

from django.db.models import Count

from .event import QuestionEvent
from .states import ESCALATED, QuestionState


@dataclass(frozen=True)
class Ledger:
    """Both sides for one set of questions."""

    received: int
    answered_there: int
    answered_in_writing: int
    excluded: int
    other_office: int
    escalated: int
    withdrawn: int
    owed: int

    @property
    def accounted(self) -> int:
        """The right side."""
        return (
            self.answered_there
            + self.answered_in_writing
            + self.excluded
            + self.other_office
            + self.escalated
            + self.withdrawn
            + self.owed
        )

    @property
    def is_balanced(self) -> bool:
        """Whether both sides are equal."""
        return self.received == self.accounted


_COLUMNS = {
    QuestionState.ANSWERED_AT_CONFERENCE: "answered_there",
    QuestionState.SENT_IN_WRITING: "answered_in_writing",
    QuestionState.EXCLUDED: "excluded",
    QuestionState.OTHER_OFFICE: "other_office",
    **dict.fromkeys(ESCALATED, "escalated"),
    QuestionState.WITHDRAWN: "withdrawn",
}


def ledger_of(questions) -> Ledger:
    """The ledger of a queryset of questions, in two queries; everything unsettled counts as owed."""
    counts = dict.fromkeys(
        ("answered_there", "answered_in_writing", "excluded", "other_office", "escalated", "withdrawn", "owed"), 0
    )
    for row in questions.order_by().with_outcome().values("outcome").annotate(number=Count("pk")):
        counts[_COLUMNS.get(row["outcome"], "owed")] += row["number"]
    receipts = QuestionEvent.objects.filter(
        question__in=questions.order_by().values("pk"), from_state="", to_state=QuestionState.RECEIVED
    )
    return Ledger(received=receipts.values("question").distinct().count(), **counts)
