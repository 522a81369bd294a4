"""Complaints and denunciations: one proposes, another decides, few may read."""

import pytest

from cms.history import MoveNotAllowedError, StateChangedError
from cms.outbox.models import Message
from plans.questions.models import ExclusionGround, Question, QuestionState
from tests.factories.questions import make_question, move_along
from tests.factories.registrations import make_registration
from tests.registrations.clerks import IN_TIME, make_user

from .steps import answered, assigned

pytestmark = pytest.mark.django_db
GUIDANCE = "Phòng Tiếp công dân, 202 Trần Hưng Đạo, sáng thứ Năm, 0255 3822 345"


def proposed(question, actor):
    question.propose_exclusion(
        ExclusionGround.DENUNCIATION, reason="Tố cáo cán bộ", expected=question.state, actor=actor, now=IN_TIME
    )
    return question


def test_from_the_proposal_on_few_may_read_it(conference, unit, clerk, officer, receptionist):
    question = assigned(make_question(conference, IN_TIME), unit)
    assert question in Question.objects.readable_by(officer)

    proposed(question, clerk)

    for user in (clerk, officer):
        assert question not in Question.objects.readable_by(user)
    assert question in Question.objects.readable_by(receptionist)


def test_the_person_who_proposed_does_not_decide(conference, receptionist):
    question = proposed(make_question(conference, IN_TIME), receptionist)

    with pytest.raises(MoveNotAllowedError):
        question.confirm_exclusion(actor=receptionist, now=IN_TIME, guidance=GUIDANCE)
    with pytest.raises(MoveNotAllowedError):
        question.refuse_exclusion(actor=receptionist, now=IN_TIME, reason="Không phải")

    assert question.state == QuestionState.EXCLUSION_PROPOSED


def test_who_may_not_handle_complaints_does_not_decide(conference, clerk, leader):
    question = proposed(make_question(conference, IN_TIME), clerk)

    with pytest.raises(MoveNotAllowedError):
        question.confirm_exclusion(actor=leader, now=IN_TIME, guidance=GUIDANCE)


def test_the_second_person_confirms_and_the_citizen_reads_where_to_go(conference, clerk, receptionist):
    question = proposed(make_question(conference, IN_TIME), clerk)

    question.confirm_exclusion(actor=receptionist, now=IN_TIME, guidance=GUIDANCE)

    assert (question.state, question.guidance, question.is_restricted) == (QuestionState.EXCLUDED, GUIDANCE, True)
    assert question.events.last().public_note
    with pytest.raises(StateChangedError):
        question.refuse_exclusion(actor=receptionist, now=IN_TIME, reason="Không phải")


def test_without_guidance_nothing_is_excluded(conference, clerk, receptionist):
    question = proposed(make_question(conference, IN_TIME), clerk)

    with pytest.raises(MoveNotAllowedError):
        question.confirm_exclusion(actor=receptionist, now=IN_TIME)


def test_a_refused_proposal_gives_the_question_back_to_everybody(conference, clerk, receptionist):
    question = proposed(make_question(conference, IN_TIME), clerk)

    question.refuse_exclusion(actor=receptionist, now=IN_TIME, reason="Là câu hỏi về thủ tục")

    assert (question.state, question.is_restricted, question.exclusion_ground) == (QuestionState.RECEIVED, False, "")
    assert question in Question.objects.readable_by(clerk)


def test_the_reason_comes_from_the_list(conference, clerk):
    question = make_question(conference, IN_TIME)

    with pytest.raises(MoveNotAllowedError):
        question.propose_exclusion("annoying", reason="x", expected="received", actor=clerk, now=IN_TIME)


@pytest.mark.parametrize(
    "text", ["Tôi không khiếu nại, tôi chỉ hỏi.", "Bộ phận giải quyết khiếu nại làm việc mấy giờ?"]
)
def test_words_never_exclude_a_question(conference, text):
    question = make_question(conference, IN_TIME, text=text)

    assert (question.state, question.is_restricted) == (QuestionState.RECEIVED, False)


def test_no_mail_goes_out_about_a_restricted_question(conference, clerk, receptionist):
    form = make_registration(conference, IN_TIME, email="lan@example.vn")
    question = form.questions.get()
    Message.objects.all().delete()

    proposed(question, clerk)
    question.confirm_exclusion(actor=receptionist, now=IN_TIME, guidance=GUIDANCE)

    assert not Message.objects.exists()


def test_an_open_question_that_turns_out_to_be_a_denunciation_leaves_the_public_page(conference, clerk):
    question = answered(make_question(conference, IN_TIME))
    question.publish(public_text="Hỏi", public_answer="Đáp", actor=clerk, now=IN_TIME)
    question.reopen(reason="Chưa đúng", now=IN_TIME, actor=clerk)

    proposed(question, clerk)

    assert question.published_at is None
    assert question not in Question.objects.published()


def test_what_was_merged_into_it_is_answered_for_itself_again(conference, clerk):
    lead, follower = make_question(conference, IN_TIME), make_question(conference, IN_TIME)
    follower.merge_into(lead, reason="Trùng", expected="received", actor=clerk, now=IN_TIME)

    proposed(lead, clerk)

    follower.refresh_from_db()
    assert (follower.state, follower.lead) == (QuestionState.RECEIVED, None)


def test_nobody_inactive_reads_anything(conference):
    question = make_question(conference, IN_TIME)
    user = make_user("nghi-viec", "view_question", "handle_complaint")
    user.is_active = False

    assert question not in Question.objects.readable_by(user)


def test_it_stays_restricted_when_the_asker_withdraws(conference, clerk):
    question = proposed(make_question(conference, IN_TIME), clerk)

    move_along(question, QuestionState.WITHDRAWN, now=IN_TIME)

    assert question not in Question.objects.readable_by(clerk)
