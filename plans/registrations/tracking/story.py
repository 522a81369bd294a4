"""Everything the citizen's own page tells about one form, put together for the template."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plans.conferences.dossier import CALLED_OFF
from plans.conferences.rules import DialogueRules
from plans.questions.models import Letter, Question, QuestionState

from ..models import FormState, Registration, Seat
from ..waiting import is_promoting, promotion_stops_at
from .wording import FORM_WORDS, QUESTION_WORDS, said_of_form_event, said_of_question_event

_ANSWERED = (QuestionState.ANSWERED_AT_CONFERENCE, QuestionState.SENT_IN_WRITING)


@dataclass(frozen=True)
class HistoryLine:
    """One thing that happened; `note` is what the office wrote for the sender."""

    at: datetime
    what: str
    note: str = ""


@dataclass(frozen=True)
class QuestionStory:
    """One question: where it stands, until when, what came of it."""

    question: Question
    status: str
    is_merged: bool
    due_on: date | None
    unit: str
    answer: str
    letter: Letter | None
    has_document: bool
    report: str
    guidance: str
    is_excluded: bool
    may_reopen: bool


@dataclass(frozen=True)
class Story:
    """One form as its sender sees it at one moment."""

    status: str
    seat: str
    missing: str
    questions: list[QuestionStory]
    history: list[HistoryLine]
    place_in_queue: int | None
    promotion_stops_at: datetime | None
    until: datetime | None
    reception_guidance: str
    survivor: Registration | None
    may_open_survivor: bool
    is_settled: bool
    steps: dict[str, bool] = field(default_factory=dict)


def story_of(registration: Registration, now: datetime) -> Story:
    """The story at `now`, in the language in force."""
    leads = ("lead__letter", "lead__escalation", "lead__unit", "lead__registration")
    questions = list(
        registration.questions.select_related("subject_field", "unit", "letter", "escalation", *leads)
        .prefetch_related("events")
        .order_by("number")
    )
    events = list(registration.events.all())
    conference, survivor = registration.conference, registration.survivor
    is_waiting = registration.seat == Seat.WAITING and not registration.has_ended
    promotes = is_waiting and is_promoting(conference, now)
    return Story(
        status=str(FORM_WORDS[FormState(registration.form_state)]),
        seat=str(registration.seat_label),
        missing=_missing(registration, events),
        questions=[_question_story(question, registration, now) for question in questions],
        history=_history(events, questions),
        place_in_queue=Registration.objects.place_in_queue(registration) if promotes else None,
        promotion_stops_at=promotion_stops_at(conference) if promotes else None,
        until=conference.starts_at if registration.form_state == FormState.INCOMPLETE else conference.in_time_until,
        reception_guidance=DialogueRules.of(conference).reception_guidance,
        survivor=survivor,
        may_open_survivor=_is_same_sender(registration, survivor),
        is_settled=_is_settled(registration, questions, now),
        steps={
            "change": registration.may_change(now),
            "confirm": registration.may_confirm(now),
            "absence": registration.may_report_absence(now),
            "withdraw": registration.may_withdraw(now),
        },
    )


def _is_settled(registration, questions, now: datetime) -> bool:
    """Whether nothing happens any more: every question is settled, and there is no conference to come to."""
    ends_at, off = registration.conference.ends_at, registration.conference.state_of_file in CALLED_OFF
    is_over = off or (ends_at is not None and ends_at < now) or registration.seat == Seat.NOT_WANTED
    return is_over and registration.form_state != FormState.INCOMPLETE and all(one.is_settled for one in questions)


def _missing(registration, events) -> str:
    if registration.form_state != FormState.INCOMPLETE:
        return ""
    asked = [event.public_note for event in events if event.to_state == FormState.INCOMPLETE]
    return asked[-1] if asked else ""


def _question_story(question: Question, registration, now: datetime) -> QuestionStory:
    effective = question.effective
    is_merged = question.state == QuestionState.MERGED
    answered = effective.state in _ANSWERED
    letter = question.letter or (effective.letter if answered else None)
    escalation = effective.escalation
    return QuestionStory(
        question=question,
        status=str(QUESTION_WORDS[QuestionState(effective.state)]),
        is_merged=is_merged,
        due_on=effective.due_on if effective.state == QuestionState.OWED else None,
        unit=effective.unit.name if effective.unit and not effective.is_settled else "",
        answer=_answer(effective, is_merged) if answered else "",
        letter=letter if letter and letter.sent_at else None,
        has_document=bool(letter and letter.sent_at and letter.document and letter.registration_id == registration.pk),
        report=_report(escalation) if escalation and escalation.report_number else "",
        guidance=effective.guidance if effective.state in (QuestionState.EXCLUDED, QuestionState.OTHER_OFFICE) else "",
        is_excluded=effective.state == QuestionState.EXCLUDED,
        may_reopen=not registration.has_ended and question.can_be_reopened_by_asker(now),
    )


def _answer(effective: Question, is_merged: bool) -> str:
    """To somebody else's question: nothing of who asked it."""
    return effective.answer_for_others if is_merged else effective.answer


def _report(escalation) -> str:
    values = {"authority": escalation.authority, "number": escalation.report_number}
    if escalation.reported_on is None:
        return _("Report %(number)s to %(authority)s") % values
    day = date_format(escalation.reported_on, "d/m/Y")
    return _("Report %(number)s of %(day)s to %(authority)s") % {**values, "day": day}


def _history(events, questions) -> list[HistoryLine]:
    """Oldest first; without the office's reasons and names."""
    lines = [
        HistoryLine(event.at, str(said_of_form_event(event)), event.public_note)
        for event in events
        if said_of_form_event(event) or event.public_note
    ]
    for question in questions:
        for event in question.events.all():
            what = str(said_of_question_event(event))
            if not what and not event.public_note:
                continue
            if len(questions) > 1:
                what = _("Question %(number)d: %(what)s") % {"number": question.number, "what": what or "…"}
            lines.append(HistoryLine(event.at, what, event.public_note))
    return sorted(lines, key=lambda line: line.at)


def _is_same_sender(registration, other) -> bool:
    if other is None:
        return False
    same_phone = bool(registration.phone) and registration.phone == other.phone
    return same_phone or (bool(registration.email) and registration.email.lower() == other.email.lower())
