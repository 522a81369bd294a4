"""From the unit's draft to the leader's yes."""

import pytest

from cms.history import MoveNotAllowedError, StateChangedError
from plans.questions.answers import AnswerConflictError
from plans.questions.models import QuestionState
from tests.factories.questions import make_question, make_unit
from tests.registrations.clerks import IN_TIME

from .steps import ANSWER, DUE, answered, approved, assigned, owed, submitted

pytestmark = pytest.mark.django_db


def test_the_first_draft_is_a_step_and_later_ones_are_versions(conference, unit, officer):
    question = assigned(make_question(conference, IN_TIME), unit)

    question.write_answer("Bản một", based_on=0, actor=officer, now=IN_TIME)
    question.write_answer("Bản hai", based_on=1, actor=officer, now=IN_TIME)

    assert question.state == QuestionState.DRAFTED
    assert [version.text for version in question.answer_versions.all()] == ["Bản hai", "Bản một"]
    assert question.events.filter(to_state="drafted").count() == 1


def test_the_second_of_two_officers_is_told_and_nothing_is_overwritten(conference, unit, officer, outsider):
    question = assigned(make_question(conference, IN_TIME), unit)
    question.write_answer("Của người thứ nhất", based_on=0, actor=officer, now=IN_TIME)

    with pytest.raises(AnswerConflictError) as conflict:
        question.write_answer("Của người thứ hai", based_on=0, actor=outsider, now=IN_TIME)

    assert conflict.value.latest.text == "Của người thứ nhất"
    assert question.answer_versions.count() == 1


def test_what_the_leader_reads_cannot_be_changed_under_the_hand(conference, unit, officer):
    question = submitted(make_question(conference, IN_TIME), unit, officer)

    with pytest.raises(MoveNotAllowedError):
        question.write_answer("Khác", based_on=1, actor=officer, now=IN_TIME)

    assert question.latest_answer.text == ANSWER


def test_no_answer_is_written_before_a_unit_has_the_question(conference, officer):
    question = make_question(conference, IN_TIME)

    with pytest.raises(MoveNotAllowedError):
        question.write_answer("Sớm quá", based_on=0, actor=officer, now=IN_TIME)

    assert question.answer_versions.count() == 0


def test_only_the_latest_draft_is_submitted(conference, unit, officer):
    question = assigned(make_question(conference, IN_TIME), unit)
    question.write_answer("Một", based_on=0, actor=officer, now=IN_TIME)
    question.write_answer("Hai", based_on=1, actor=officer, now=IN_TIME)

    with pytest.raises(AnswerConflictError):
        question.submit_answer(1, actor=officer, now=IN_TIME)
    question.submit_answer(2, actor=officer, now=IN_TIME)

    assert (question.state, question.submitted_version) == (QuestionState.SUBMITTED, 2)


def test_the_approved_text_is_the_one_the_leader_read(conference, unit, leader):
    question = submitted(make_question(conference, IN_TIME), unit)

    question.approve_answer(1, actor=leader, now=IN_TIME)

    assert (question.state, question.answer, question.submitted_version) == (QuestionState.APPROVED, ANSWER, None)
    with pytest.raises(StateChangedError):
        question.approve_answer(1, actor=leader, now=IN_TIME)


def test_sending_back_needs_words_and_opens_the_draft_again(conference, unit, officer, leader):
    question = submitted(make_question(conference, IN_TIME), unit)

    with pytest.raises(MoveNotAllowedError):
        question.send_back(reason=" ", actor=leader, now=IN_TIME)
    question.send_back(reason="Thiếu căn cứ", actor=leader, now=IN_TIME)

    assert question.state == QuestionState.DRAFTED
    assert question.events.last().reason == "Thiếu căn cứ"
    question.write_answer("Bổ sung căn cứ", based_on=1, actor=officer, now=IN_TIME)
    question.submit_answer(2, actor=officer, now=IN_TIME)


def test_an_approval_can_be_taken_back(conference, unit, leader):
    question = approved(make_question(conference, IN_TIME), unit)

    question.send_back(reason="Có quy định mới", actor=leader, now=IN_TIME)

    assert (question.state, question.answer) == (QuestionState.DRAFTED, "")


def test_an_owed_answer_is_prepared_and_approved_while_it_stays_owed(conference, unit, officer, leader):
    question = owed(make_question(conference, IN_TIME))
    day = question.due_on
    assigned(question, unit, due_on=day)

    question.write_answer(ANSWER, based_on=0, actor=officer, now=IN_TIME)
    question.submit_answer(1, actor=officer, now=IN_TIME)
    assert (question.state, question.submitted_version) == (QuestionState.OWED, 1)
    question.approve_answer(1, actor=leader, now=IN_TIME)

    assert (question.state, question.answer, question.due_on) == (QuestionState.OWED, ANSWER, day)


def test_giving_an_owed_question_to_a_unit_does_not_push_its_day_back(conference, unit):
    question = owed(make_question(conference, IN_TIME))
    day = question.due_on

    assigned(question, unit, due_on=day.replace(year=day.year + 1))

    assert (question.state, question.unit, question.due_on) == (QuestionState.OWED, unit, day)


def test_two_clerks_who_assign_from_the_same_screen_do_not_overwrite_each_other(conference, unit, other_unit, clerk):
    question = assigned(make_question(conference, IN_TIME), unit)
    seen = question.last_step
    question.assign(other_unit, DUE, expected="assigned", actor=clerk, now=IN_TIME, seen=seen)

    with pytest.raises(StateChangedError):
        question.assign(make_unit("Phòng thứ ba"), DUE, expected="assigned", actor=clerk, now=IN_TIME, seen=seen)

    question.refresh_from_db()
    assert question.unit == other_unit


def test_an_answer_in_the_hall_is_confirmed_by_the_chair_once(conference, leader):
    question = make_question(conference, IN_TIME)
    answered(question, text="")
    with pytest.raises(MoveNotAllowedError):
        question.confirm_hall_answer(actor=leader, now=IN_TIME)

    question.mend_hall_answer("Đã trả lời rõ", actor=leader, now=IN_TIME)
    question.confirm_hall_answer(actor=leader, now=IN_TIME)

    assert question.confirmed_at == IN_TIME
    with pytest.raises(StateChangedError):
        question.confirm_hall_answer(actor=leader, now=IN_TIME)
    with pytest.raises(StateChangedError):
        question.mend_hall_answer("Khác hẳn", actor=leader, now=IN_TIME)
