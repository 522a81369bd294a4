"""What the chair sees: the questions still to be spoken of, the pressing ones first, and those decided."""

from dataclasses import dataclass

from django.db.models import Count, F, Prefetch

from plans.conferences.dossier import MET, Dossier
from plans.questions.models import Question, QuestionState
from plans.questions.states import BEING_PREPARED

from .floor import Floor, HallTally, questions_in_hall, tally_of
from .ruling import Ruling, Verdict

_BUTTONS = {
    QuestionState.OWED: (Verdict.ANSWERED, Verdict.BEYOND_AUTHORITY),
    QuestionState.ANSWERED_AT_CONFERENCE: (),
    QuestionState.BEYOND_AUTHORITY: (),
}


@dataclass(frozen=True)
class ChairItem:
    """One question with the buttons it has now; `ruling` is the tap that can be taken back."""

    question: Question
    buttons: tuple[Verdict, ...]
    ruling: Ruling | None
    is_shown: bool


@dataclass(frozen=True)
class ChairView:
    """Everything on the chair's screen; `has_met` tells whether the meeting was opened."""

    open: list[ChairItem]
    decided: list[ChairItem]
    tally: HallTally
    floor: Floor
    agenda: list[str]
    has_met: bool


def chair_view(conference) -> ChairView:
    """The screen for the canonical `conference`: by urgency, then field, then arrival."""
    floor = Floor.objects.of(conference)
    rulings = Prefetch("rulings", queryset=Ruling.objects.standing(), to_attr="standing_rulings")
    questions = (
        questions_in_hall(conference)
        .select_related("subject_field", "registration")
        .prefetch_related(rulings)
        .annotate(merged=Count("merged_questions"))
        .order_by(
            "-urgency",
            F("subject_field__sort_order").asc(nulls_last=True),
            F("subject_field__name").asc(nulls_last=True),
            "received_at",
            "pk",
        )
    )
    items = [_item(question, floor) for question in questions]
    return ChairView(
        open=[item for item in items if item.question.state in BEING_PREPARED],
        decided=[item for item in items if item.question.state not in BEING_PREPARED],
        tally=tally_of(conference),
        floor=floor,
        agenda=[row.text for row in conference.agenda.all()],
        has_met=Dossier.objects.state_of(conference) in MET,
    )


def _item(question: Question, floor: Floor) -> ChairItem:
    latest = question.standing_rulings[0] if question.standing_rulings else None
    may_undo = latest is not None and latest.has_led_to(question.state)
    return ChairItem(
        question=question,
        buttons=_BUTTONS.get(QuestionState(question.state), tuple(Verdict)),
        ruling=latest if may_undo else None,
        is_shown=question.pk == floor.question_id,
    )
