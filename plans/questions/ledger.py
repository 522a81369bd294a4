"""The obligations ledger (sổ nghĩa vụ): what was received equals what became of it plus what is owed.

The left side counts what came in, by the first event of every question; the right side counts what became of each.
They come from different tables, so a question that got lost on the way makes them differ.
"""

from dataclasses import dataclass

from django.db.models import Count

from .event import QuestionEvent
from .question import Question
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


_NUMBERS = ("answered_there", "answered_in_writing", "excluded", "other_office", "escalated", "withdrawn", "owed")


def ledger_of(questions) -> Ledger:
    """The ledger of a queryset of questions, in two queries; everything unsettled counts as owed."""
    counts = dict.fromkeys(_NUMBERS, 0)
    for row in questions.order_by().with_outcome().values("outcome").annotate(number=Count("pk")):
        counts[_COLUMNS.get(row["outcome"], "owed")] += row["number"]
    return Ledger(received=_receipts(questions).values("question").distinct().count(), **counts)


def ledgers_by(questions, column: str) -> dict[int | None, Ledger]:
    """The ledgers of a queryset of questions by a foreign key of theirs ("conference", "unit"), in two queries."""
    found: dict[int | None, dict[str, int]] = {}
    outcomes = questions.order_by().with_outcome().values(column, "outcome").annotate(number=Count("pk"))
    for row in outcomes:
        counts = found.setdefault(row[column], dict.fromkeys(("received", *_NUMBERS), 0))
        counts[_COLUMNS.get(row["outcome"], "owed")] += row["number"]
    received = _receipts(questions).values(f"question__{column}").annotate(number=Count("question", distinct=True))
    for row in received.order_by():
        found.setdefault(row[f"question__{column}"], dict.fromkeys(("received", *_NUMBERS), 0))["received"] = row[
            "number"
        ]
    return {key: Ledger(**counts) for key, counts in found.items()}


def _receipts(questions):
    return QuestionEvent.objects.filter(
        question__in=questions.order_by().values("pk"), from_state="", to_state=QuestionState.RECEIVED
    )


def ledger_of_year(year: int) -> Ledger:
    """The ledger of all questions received in that year, Vietnam time; numbers only, so everybody may see it."""
    return ledger_of(Question.objects.filter(received_at__year=year))
