"""What everybody may read, and the look for personal data before."""

import time

import pytest

from cms.history import MoveNotAllowedError
from plans.questions.models import Question
from plans.questions.personal_data import ConcernKind, find_personal_data, masked
from plans.questions.publishing import PersonalDataFoundError
from tests.factories.questions import make_question
from tests.factories.registrations import make_registration
from tests.registrations.clerks import IN_TIME

from .steps import answered, approved, owed


def kinds(text, **asker):
    return [concern.kind for concern in find_personal_data(text, **asker)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Xin gọi 0912 345 678 cho tôi", ConcernKind.PHONE),
        ("Xin gọi +84 912.345.678", ConcernKind.PHONE),
        ("Máy bàn (0255) 3822 345", ConcernKind.PHONE),
        ("số ０９１２３４５６７８", ConcernKind.PHONE),
        ("Thư về lan.nguyen@example.vn nhé", ConcernKind.EMAIL),
        ("CMND 212345678 cấp năm 2010", ConcernKind.PAPER),
        ("CCCD 051 088 001 234 của tôi", ConcernKind.PAPER),
        ("MST 4300123456", ConcernKind.PAPER),
        ("MST 4300123456-001", ConcernKind.PAPER),
        ("nhà tôi ở số nhà 12 hẻm này", ConcernKind.ADDRESS),
        ("thửa đất số 125", ConcernKind.ADDRESS),
        ("tại thôn Phú Bình", ConcernKind.ADDRESS),
        ("đường Trần Hưng Đạo", ConcernKind.ADDRESS),
        ("gặp ông Trần Văn Bình ở đó", ConcernKind.PERSON),
        ("xem facebook.com/lan.nguyen", ConcernKind.LINK),
    ],
)
def test_what_may_tell_who_asked_is_found(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Theo Nghị định 118/2025/NĐ-CP ngày 09/6/2025, thời hạn là 15 ngày làm việc.",
        "Mức hỗ trợ là 1.500.000.000 đồng cho mỗi dự án.",
        "Ông cho hỏi, bà con nông dân cần giấy tờ gì?",
        "Các tổ chức và thôn xóm đều áp dụng; văn bản này có hiệu lực.",
        "Từ 2020 đến 2026 có 12345 hồ sơ.",
    ],
)
def test_what_tells_nothing_is_not_found(text):
    assert kinds(text) == []


@pytest.mark.parametrize(
    "unit", ["a", "1", "A", "111.", "www.", "a@", "a.", "ông A", "số nhà ", "a’", "\u0e33"], ids=ascii
)
def test_no_text_however_made_keeps_the_look_for_personal_data_busy(unit):
    text = "ông " + unit * (20_000 // len(unit))
    began = time.process_time()
    masked(text, names=["Nguyễn Thị Hoà"], contacts=["0912345678"])
    assert time.process_time() - began < 2


@pytest.mark.parametrize("written", ["Nguyễn Thị Hoà", "nguyễn thị hòa", "Nguyen  Thi\nHoa", "chị Thị Hoà"])
def test_the_name_of_the_asker_is_found_in_any_spelling(written):
    assert ConcernKind.ASKER in kinds(f"Kính gửi {written} về việc này", names=["Nguyễn Thị Hoà"])


def test_the_organisation_is_found_without_its_kind():
    assert ConcernKind.ASKER in kinds("Đơn vị Sao Mai đề nghị", names=["Công ty TNHH Một thành viên Sao Mai"])


def test_the_proposal_for_the_public_masks_what_was_found():
    text = masked("Tôi là Lê Thị Hà, điện thoại 0912345678, hỏi về nhãn hiệu.", names=["Lê Thị Hà"])

    assert text == "Tôi là […], điện thoại […], hỏi về nhãn hiệu."


@pytest.fixture
def question(conference):
    form = make_registration(conference, IN_TIME, full_name="Nguyễn Thị Hoà", may_publish=True)
    return answered(form.questions.get())


@pytest.mark.django_db
def test_the_officer_is_warned_and_nothing_is_published_yet(question, clerk):
    with pytest.raises(PersonalDataFoundError) as found:
        question.publish(
            public_text="Bà Nguyễn Thị Hoà hỏi", public_answer="Gọi 0255 3822 345", actor=clerk, now=IN_TIME
        )

    assert {concern.kind for concern in found.value.concerns} >= {ConcernKind.PHONE}
    assert question not in Question.objects.published()


@pytest.mark.django_db
def test_what_a_person_has_looked_at_passes_and_only_that(question, clerk):
    texts = {"public_text": "Gọi số nào?", "public_answer": "Gọi 0255 3822 345 hoặc 0912 345 678"}
    with pytest.raises(PersonalDataFoundError) as found:
        question.publish(**texts, actor=clerk, now=IN_TIME, confirmed={"0255 3822 345"})
    assert [concern.excerpt for concern in found.value.concerns] == ["0912 345 678"]

    question.publish(**texts, actor=clerk, now=IN_TIME, confirmed={"0255 3822 345", "0912 345 678"})

    assert question in Question.objects.published()
    assert "0912 345 678" in question.events.last().reason


@pytest.mark.django_db
def test_without_the_askers_leave_nothing_is_published(conference, clerk):
    question = answered(make_question(conference, IN_TIME, may_publish=False))

    with pytest.raises(MoveNotAllowedError):
        question.publish(public_text="Hỏi", public_answer="Đáp", actor=clerk, now=IN_TIME)


@pytest.mark.django_db
def test_nothing_is_published_before_an_answer_is_approved(conference, clerk):
    question = make_question(conference, IN_TIME)

    with pytest.raises(MoveNotAllowedError):
        question.publish(public_text="Hỏi", public_answer="Đáp", actor=clerk, now=IN_TIME)


@pytest.mark.django_db
def test_it_can_be_taken_off_the_public_page_with_a_reason(question, clerk):
    question.publish(public_text="Hỏi", public_answer="Đáp", actor=clerk, now=IN_TIME)
    with pytest.raises(MoveNotAllowedError):
        question.unpublish(reason="", actor=clerk, now=IN_TIME)

    question.unpublish(reason="Người hỏi đề nghị", actor=clerk, now=IN_TIME)

    assert question not in Question.objects.published()


def test_what_is_public_goes_when_its_answer_no_longer_stands(conference, unit, leader):
    taken_back, withdrawn, owed_now = (approved(make_question(conference, IN_TIME), unit) for _number in range(3))
    for question in (taken_back, withdrawn, owed_now):
        question.publish(public_text="Hỏi", public_answer="Đáp", actor=leader, now=IN_TIME)

    taken_back.send_back(reason="Sai căn cứ", actor=leader, now=IN_TIME)
    withdrawn.withdraw(actor=None, reason="Không cần nữa", now=IN_TIME)
    owed(owed_now)

    assert list(Question.objects.published()) == [owed_now]
    owed_now.send_back(reason="Sai căn cứ", actor=leader, now=IN_TIME)
    assert not Question.objects.published().exists()
