"""Brings questions to where a test begins."""

from datetime import date

from plans.questions.models import QuestionState
from tests.factories.dossiers import open_the_meeting
from tests.registrations.clerks import IN_TIME

DUE = date(2026, 6, 12)
ANSWER = "Thủ tục mất 15 ngày làm việc kể từ ngày nhận đủ hồ sơ."


def assigned(question, unit, actor=None, due_on=DUE):
    question.assign(unit, due_on, expected=question.state, actor=actor, now=IN_TIME)
    return question


def submitted(question, unit, actor=None, text=ANSWER):
    assigned(question, unit, actor)
    question.write_answer(text, based_on=0, actor=actor, now=IN_TIME)
    question.submit_answer(1, actor=actor, now=IN_TIME)
    return question


def approved(question, unit, actor=None, text=ANSWER):
    submitted(question, unit, actor, text)
    question.approve_answer(question.submitted_version, actor=actor, now=IN_TIME)
    return question


def answered(question, actor=None, text=ANSWER):
    open_the_meeting(question.conference)
    question.answer_in_hall(text, expected=question.state, actor=actor, now=IN_TIME)
    return question


def owed(question):
    question.owe(actor=None, reason="Cần xác minh", now=IN_TIME)
    assert question.state == QuestionState.OWED
    return question
