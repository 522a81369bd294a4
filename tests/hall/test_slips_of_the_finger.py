"""Taps of the chair's that should not have been."""

import pytest

from cms.outbox.models import Message
from plans.correspondence.notices import Notice
from plans.hall.models import Verdict
from plans.questions.models import QuestionState
from plans.questions.telling import TIME_TO_TAKE_BACK
from tests.factories.conferences import make_conference
from tests.factories.questions import make_question
from tests.factories.registrations import make_registration
from tests.hall.test_the_door import MORNING
from tests.registrations.clerks import IN_TIME

from .test_chair import hall, rule

pytestmark = pytest.mark.django_db


def test_nobody_is_told_of_an_answer_that_was_a_slip_of_the_finger(conference):
    form = make_registration(conference, IN_TIME, email="lan@example.vn")
    question = form.questions.get()
    letters = Message.objects.filter(purpose=Notice.ANSWERED.purpose)

    ruling = rule(question, Verdict.ANSWERED, "nhầm câu")
    assert letters.get().next_attempt_at == MORNING + TIME_TO_TAKE_BACK
    ruling.take_back(actor=None, now=MORNING)
    assert not letters.exists()

    question.refresh_from_db()
    rule(question, Verdict.ANSWERED, "đúng câu")
    assert letters.get().to == form.email


def test_before_the_meeting_is_opened_nothing_counts_as_answered_in_it(index, chair):
    conference = make_conference(index)
    question = make_question(conference, IN_TIME)

    response = chair.post(hall(conference), {"rule": f"{question.pk}:received:answered"}, follow=True)

    question.refresh_from_db()
    assert question.state == QuestionState.RECEIVED
    assert "Open the conference" in response.text or "Khai mạc" in response.text
    assert rule(question, Verdict.OWED).pk
