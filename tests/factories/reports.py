"""Conferences with questions in every state, as the office leaves them."""

from datetime import datetime, timedelta

from plans.conferences.dossier import Dossier, DossierState
from plans.questions.models import Letter, LetterWay, Question, QuestionState
from plans.registrations.models import Registration
from plans.registrations.states import Seat

from .conferences import make_conference, make_conference_index
from .questions import make_question
from .registrations import make_registration

S = QuestionState


def make_held_conference(parent, now: datetime, state: str = DossierState.HELD, **fields):
    """A conference that ended at `now`, with its file in `state` (written directly, without the steps before)."""
    start = now - timedelta(hours=3)
    conference = make_conference(
        make_conference_index(parent),
        sessions=[(start, now, "Hội trường Sở, 202A Trường Chinh")],
        **{"opens_at": now - timedelta(days=30), "closes_at": now - timedelta(days=5), **fields},
    )
    Dossier.objects.filter(pk=Dossier.objects.of(conference).pk).update(
        state=state,
        announced_at=now - timedelta(days=20),
        started_at=start,
        ended_at=now,
        results_published_at=now + timedelta(days=3)
        if state not in (DossierState.HELD, DossierState.NOT_HELD)
        else None,
    )
    return conference


def make_form_in_time(conference, now: datetime, **fields) -> Registration:
    """A form sent while the conference was announced, whatever its file says by now."""
    file = Dossier.objects.filter(conference=conference)
    state = file.get().state
    file.update(state=DossierState.ANNOUNCED)
    registration = make_registration(conference, now, **fields)
    file.update(state=state)
    return registration


def make_absent(conference, now: datetime, **fields) -> Registration:
    """Somebody who reported absence with one question that is owed, its answer approved."""
    registration = make_form_in_time(
        conference, now, **{"postal_address": "Số 1, thôn Phú Mỹ", "answer_by": "post", **fields}
    )
    Registration.objects.filter(pk=registration.pk).update(seat=Seat.ABSENT)
    registration.refresh_from_db()
    for question in registration.questions.all():
        owe(question, now)
    return registration


def owe(question: Question, now: datetime, answer: str = "Thủ tục mất 20 ngày làm việc.") -> Question:
    """An answer in writing is owed since `now`; `answer` is approved, empty for none yet."""
    question.owe(actor=None, reason="vắng mặt", now=now)
    Question.objects.filter(pk=question.pk).update(answer=answer)
    question.refresh_from_db()
    return question


def make_prepared_letter(questions: list[Question], now: datetime, **fields) -> Letter:
    """A letter about `questions` that has not left."""
    facts = {"way": LetterWay.POST, "sent_to": "Số 1, thôn Phú Mỹ", "text": "Cơ quan trả lời.", **fields}
    return Letter.objects.prepare(questions, actor=None, now=now, **facts)


def make_answered(conference, now: datetime, **fields) -> Question:
    """A question answered in the hall."""
    question = make_question(conference, now, **fields)
    question.move(
        S.ANSWERED_AT_CONFERENCE, expected=question.state, actor=None, reason="", now=now, answer="Đã trả lời."
    )
    return question
