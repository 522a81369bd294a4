"""Several officers press a button in the same second, in processes of their own."""

from collections import Counter
from itertools import pairwise

import pytest

from cms.history import MoveNotAllowedError, StateChangedError
from cms.outbox.models import Message
from plans.questions.answers import AnswerConflictError
from plans.questions.models import Escalation, Letter, Question, QuestionState
from plans.questions.reminding import remind
from tests.factories.questions import make_question
from tests.processes import run_in_parallel
from tests.registrations.clerks import IN_TIME

from .steps import DUE, approved, assigned, submitted

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]
CONFLICTS = (StateChangedError, AnswerConflictError, MoveNotAllowedError)


def attempt(verb) -> str:
    """Do it; the name of the conflict if there was one."""
    try:
        verb()
    except CONFLICTS as conflict:
        return type(conflict).__name__
    return "done"


def write(pk: int, number: int) -> str:
    question = Question.objects.get(pk=pk)
    return attempt(lambda: question.write_answer(f"Bản của {number}", based_on=0, actor=None, now=IN_TIME))


def approve_or_send_back(pk: int, number: int) -> str:
    question = Question.objects.get(pk=pk)
    if number % 2:
        return attempt(lambda: question.approve_answer(1, actor=None, now=IN_TIME))
    return attempt(lambda: question.send_back(reason="Sửa lại", actor=None, now=IN_TIME))


def assign(pk: int, unit_pk: int, seen: int) -> str:
    question = Question.objects.get(pk=pk)
    unit = question._meta.get_field("unit").related_model.objects.get(pk=unit_pk)
    return attempt(lambda: question.assign(unit, DUE, expected="assigned", actor=None, now=IN_TIME, seen=seen))


def merge(pk: int, lead_pk: int) -> str:
    question, lead = Question.objects.get(pk=pk), Question.objects.get(pk=lead_pk)
    return attempt(lambda: question.merge_into(lead, reason="Trùng", expected="received", actor=None, now=IN_TIME))


def send(pk: int, number: int) -> str:
    evidence = {"number": f"{number}/VP", "issued_on": IN_TIME.date(), "way": "post", "sent_to": "Xã A"}
    return attempt(lambda: Letter.objects.get(pk=pk).send(**evidence, actor=None, now=IN_TIME))


def chase(pk: int) -> str:
    return attempt(lambda: Escalation.objects.get(pk=pk).chase(actor=None, now=IN_TIME))


def remind_once(day: int) -> int:
    return remind(IN_TIME.replace(day=day))


def test_of_ten_first_drafts_one_is_saved_and_nine_are_told(conference, unit):
    question = assigned(make_question(conference, IN_TIME), unit)

    results = run_in_parallel(write, [(question.pk, number) for number in range(10)])

    assert Counter(results) == {"done": 1, "AnswerConflictError": 9}
    assert question.answer_versions.count() == 1
    assert question.events.filter(to_state="drafted").count() == 1


def test_approval_and_refusal_at_once_leave_one_decision_standing_last(conference, unit):
    question = submitted(make_question(conference, IN_TIME), unit)

    run_in_parallel(approve_or_send_back, [(question.pk, number) for number in range(6)])

    question.refresh_from_db()
    steps = list(question.events.values_list("from_state", "to_state"))
    assert all(before == last for (_from, last), (before, _to) in pairwise(steps))
    assert question.state == steps[-1][1]
    assert question.submitted_version is None
    assert bool(question.answer) == (question.state == QuestionState.APPROVED)


def test_of_six_reassignments_from_one_screen_one_counts(conference, unit, other_unit):
    question = assigned(make_question(conference, IN_TIME), unit)
    seen = question.last_step

    results = run_in_parallel(assign, [(question.pk, (unit, other_unit)[number % 2].pk, seen) for number in range(6)])

    assert Counter(results) == {"done": 1, "StateChangedError": 5}


def test_two_questions_are_not_merged_into_each_other(conference):
    one, two = make_question(conference, IN_TIME), make_question(conference, IN_TIME)

    results = run_in_parallel(merge, [(one.pk, two.pk), (two.pk, one.pk)])

    assert sorted(results) == ["MoveNotAllowedError", "done"]
    assert Question.objects.filter(state=QuestionState.MERGED).count() == 1


def test_one_letter_is_entered_once(conference, unit):
    question = approved(make_question(conference, IN_TIME), unit)
    letter = Letter.objects.prepare([question], way="post", sent_to="", actor=None, now=IN_TIME)

    results = run_in_parallel(send, [(letter.pk, number) for number in range(6)])

    assert Counter(results) == {"done": 1, "StateChangedError": 5}
    assert question.events.filter(to_state="sent_in_writing").count() == 1


def test_one_reminder_upward_is_noted_once(conference):
    question = make_question(conference, IN_TIME)
    question.declare_beyond_authority(reason="Tỉnh", expected="received", actor=None, now=IN_TIME)
    batch = Escalation.objects.gather(conference, "UBND tỉnh", [question], actor=None, now=IN_TIME)
    batch.report(number="1/BC", reported_on=IN_TIME.date(), actor=None, now=IN_TIME)

    results = run_in_parallel(chase, [(batch.pk,)] * 5)

    assert Counter(results) == {"done": 1, "StateChangedError": 4}


def test_two_workers_remind_once(conference, unit, officer):
    officer.email = "chuyen-vien@example.vn"
    officer.save()
    assigned(make_question(conference, IN_TIME), unit)

    run_in_parallel(remind_once, [(DUE.day,)] * 4)

    assert Message.objects.count() == 1
