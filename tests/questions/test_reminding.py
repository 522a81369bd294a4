"""Units are reminded in time, once a stage, in one letter however long nothing ran."""

from datetime import timedelta

import pytest

from cms.outbox.models import Message
from plans.questions.reminding import remind
from tests.factories.questions import make_officer, make_question
from tests.registrations.clerks import IN_TIME, make_user

from .steps import DUE, answered, assigned

pytestmark = pytest.mark.django_db


def on(days):
    """A moment so many days after the due day."""
    return IN_TIME.replace(day=DUE.day) + timedelta(days=days)


@pytest.fixture(autouse=True)
def people(unit, officer):
    officer.email = "chuyen-vien@example.vn"
    officer.save()
    head = make_user("truong-phong", "prepare_answer", "approve_answer")
    head.email = "truong-phong@example.vn"
    head.save()
    make_officer(head, unit, is_head=True)


def mail():
    return sorted(Message.objects.values_list("to", flat=True))


def test_the_officer_is_reminded_two_days_before_on_the_day_and_after_then_the_head_too(conference, unit):
    assigned(make_question(conference, IN_TIME), unit)
    letters = []
    for days in (-3, -2, -1, 0, 1, 2, 9):
        Message.objects.all().delete()
        remind(on(days))
        remind(on(days))
        letters.append(mail())

    officer, head = "chuyen-vien@example.vn", "truong-phong@example.vn"
    assert letters == [[], [officer], [], [officer], [officer, head], [], []]


def test_after_days_of_silence_there_is_one_letter_with_everything(conference, unit):
    questions = [assigned(make_question(conference, IN_TIME), unit) for _number in range(20)]

    remind(on(3))

    assert mail() == ["chuyen-vien@example.vn", "truong-phong@example.vn"]
    text = Message.objects.first().text
    assert all(question.reference in text for question in questions)
    assert questions[0].text not in text


def test_a_new_day_starts_the_reminders_again(conference, unit):
    question = assigned(make_question(conference, IN_TIME), unit)
    remind(on(0))
    assigned(question, unit, due_on=DUE + timedelta(days=10))
    Message.objects.all().delete()

    remind(on(1))
    assert mail() == []
    remind(on(8))

    assert mail() == ["chuyen-vien@example.vn"]


def test_nobody_is_reminded_of_restricted_or_settled_questions(conference, unit, clerk):
    hidden = assigned(make_question(conference, IN_TIME), unit)
    hidden.propose_exclusion("complaint", reason="x", expected="assigned", actor=clerk, now=IN_TIME)
    done = assigned(make_question(conference, IN_TIME), unit)
    answered(done, clerk)

    remind(on(1))

    assert mail() == []
