"""Questions that ask the same are answered once."""

import pytest

from cms.history import MoveNotAllowedError
from cms.outbox.models import Message
from plans.questions.models import QuestionState
from plans.registrations.tracking.story import story_of
from tests.factories.conferences import make_conference
from tests.factories.questions import make_question, move_along
from tests.factories.registrations import make_registration
from tests.registrations.clerks import IN_TIME

from .steps import answered

pytestmark = pytest.mark.django_db


def merged(question, lead, reason="Cùng nội dung"):
    question.merge_into(lead, reason=reason, expected=question.state, actor=None, now=IN_TIME)
    return question


def test_the_answer_to_the_lead_is_the_answer_to_both(conference):
    lead, follower = make_question(conference, IN_TIME), make_question(conference, IN_TIME)
    merged(follower, lead)
    assert not follower.is_settled

    answered(lead, text="Trả lời chung")

    follower = type(follower).objects.get(pk=follower.pk)
    assert follower.effective.answer == "Trả lời chung"
    assert follower.is_settled


def test_each_asker_is_told_and_keeps_the_own_code(conference):
    forms = [make_registration(conference, IN_TIME, email=f"nguoi{number}@example.vn") for number in (1, 2)]
    lead, follower = (form.questions.get() for form in forms)
    merged(follower, lead)
    Message.objects.all().delete()

    answered(lead)

    letters = {message.to: message.text for message in Message.objects.all()}
    assert set(letters) == {"nguoi1@example.vn", "nguoi2@example.vn"}
    assert forms[1].code in letters["nguoi2@example.vn"]
    assert lead.answer not in letters["nguoi2@example.vn"]


def test_who_joins_an_answered_question_is_told_and_reads_nothing_of_who_asked_it(conference):
    asked_first = make_registration(conference, IN_TIME, full_name="Trần Văn Đặc Biệt", email="mot@example.vn")
    later = make_registration(conference, IN_TIME, email="hai@example.vn")
    lead, follower = asked_first.questions.get(), later.questions.get()
    answered(lead, text="Hồ sơ của ông Trần Văn Đặc Biệt đang được xem xét, mời gọi 0912 345 678.")
    Message.objects.all().delete()

    merged(follower, lead)

    assert [message.to for message in Message.objects.all()] == ["hai@example.vn"]
    [told] = story_of(later, IN_TIME).questions
    assert "đang được xem xét" in told.answer
    assert "Đặc Biệt" not in told.answer
    assert "0912" not in told.answer
    assert story_of(asked_first, IN_TIME).questions[0].answer == lead.answer


def test_a_merge_can_be_undone(conference):
    lead, follower = make_question(conference, IN_TIME), make_question(conference, IN_TIME)
    merged(follower, lead)

    follower.unmerge(actor=None, now=IN_TIME)

    assert (follower.state, follower.lead) == (QuestionState.RECEIVED, None)
    assert follower.due_on


def test_questions_of_different_conferences_are_not_merged(conference):
    other = make_conference(conference.get_parent())

    with pytest.raises(MoveNotAllowedError):
        merged(make_question(conference, IN_TIME), make_question(other, IN_TIME))


def test_a_question_is_not_merged_into_itself_or_into_a_merged_one(conference):
    first, second, third = (make_question(conference, IN_TIME) for _number in range(3))
    with pytest.raises(MoveNotAllowedError):
        merged(first, first)
    merged(second, first)

    with pytest.raises(MoveNotAllowedError):
        merged(third, second)
    with pytest.raises(MoveNotAllowedError):
        merged(first, third)


def test_when_the_lead_is_withdrawn_the_others_are_not_lost(conference):
    lead, follower = make_question(conference, IN_TIME), make_question(conference, IN_TIME)
    merged(follower, lead)

    move_along(lead, QuestionState.WITHDRAWN, now=IN_TIME)

    follower.refresh_from_db()
    assert (follower.state, follower.lead) == (QuestionState.RECEIVED, None)
