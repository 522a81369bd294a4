"""Up to five questions in one form, each with its own field, kind, procedure and file number."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.pages.models import SubjectField
from plans.conferences.rules import DialogueRules
from plans.registrations.models import Registration
from tests.factories.conferences import make_open_conference

from .filling_in import press, send_checked
from .sending import aged_token, send

pytestmark = pytest.mark.django_db
SECOND = {
    "question_count": "2",
    "topic_kind_2": "proposal",
    "question_2": "Đề nghị niêm yết lệ phí tại bộ phận một cửa.",
    "procedure_2": "Cấp giấy phép",
    "file_number_2": "HS-12/2026",
}


@pytest.fixture
def token(conference):
    return aged_token(conference, shown_before=timedelta(minutes=5))


def test_add_a_question_comes_back_with_one_more_set_and_everything_kept(visitor, conference, token):
    response = press(visitor, conference, "add-question", token=token, full_name="Y Moan Ênuôl", phone="")

    page = response.content.decode()
    assert response.status_code == 200
    assert 'id="id_question_2"' in page
    assert 'id="id_question_3"' not in page
    assert 'value="Y Moan Ênuôl"' in page
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in page
    assert "error-summary" not in page


def test_every_question_of_the_form_is_received_with_what_belongs_to_it(visitor, conference, token):
    send_checked(visitor, conference, press(visitor, conference, token=token, **SECOND))

    first, second = Registration.objects.get().questions.order_by("number")
    assert first.text == "Thủ tục đăng ký nhãn hiệu mất bao lâu?"
    assert (second.text, second.topic_kind) == (SECOND["question_2"], "proposal")
    assert (second.procedure, second.file_number) == ("Cấp giấy phép", "HS-12/2026")
    assert (first.procedure, first.file_number) == ("", "")


def test_a_second_set_left_empty_is_no_question(visitor, conference):
    response = send(visitor, conference, question_count="2", question_2="", procedure_2=" ")

    assert response.status_code == 303
    assert Registration.objects.get().questions.count() == 1


def test_a_second_set_that_was_begun_needs_its_text_and_kind(visitor, conference):
    response = send(visitor, conference, question_count="2", question_2="", file_number_2="HS-1")

    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_question_2"' in page
    assert 'href="#id_topic_kind_2_0"' in page


def test_a_question_can_be_removed_and_the_ones_below_move_up(visitor, conference, token):
    three = {**SECOND, "question_count": "3", "question_3": "Câu hỏi thứ ba còn lại.", "topic_kind_3": "difficulty"}

    response = press(visitor, conference, "remove-question:2", token=token, **three)

    page = response.content.decode()
    assert "Câu hỏi thứ ba còn lại." in page
    assert SECOND["question_2"] not in page
    assert "HS-12/2026" not in page
    assert 'id="id_question_3"' not in page


@pytest.mark.parametrize("count", ["6", "99", "-1", "0", "x", "", "٢", "1e3"])
def test_no_count_makes_more_questions_than_the_office_allows(visitor, conference, count):
    fields = {f"question_{number}": f"Câu hỏi thừa số {number} của tôi." for number in range(2, 9)}

    send(visitor, conference, question_count=count, **fields)

    assert all(registration.questions.count() == 1 for registration in Registration.objects.all())


def test_the_office_sets_how_many_questions_one_form_may_hold(visitor, conference, token, home):
    DialogueRules.objects.create(site=conference.get_site(), most_questions=2)

    page = press(visitor, conference, "add-question", token=token).content.decode()
    beyond = press(visitor, conference, "add-question", token=token, **SECOND).content.decode()

    assert 'id="id_question_2"' in page
    assert 'value="add-question"' not in page
    assert 'id="id_question_3"' not in beyond


def test_the_same_form_with_another_second_question_is_not_the_same_form(visitor, conference, token):
    send_checked(visitor, conference, press(visitor, conference, token=token, **SECOND))
    changed = press(visitor, conference, token=token, **{**SECOND, "question_2": "Một câu hỏi khác hẳn."})

    assert send_checked(visitor, conference, changed).status_code == 409


def test_a_conference_about_one_matter_asks_for_no_field(visitor, index):
    conference = make_open_conference(index, timezone.now(), kind="ad_hoc")
    matter = SubjectField.objects.create(name="Sở hữu trí tuệ")
    conference.subject_fields.add(matter)
    conference.save()

    page = visitor.get(f"/dang-ky/{conference.pk}/").content.decode()
    send(visitor, conference)

    assert 'name="subject_field"' not in page
    assert Registration.objects.get().questions.get().subject_field == matter


def test_a_field_taken_away_meanwhile_is_named_and_the_text_kept(visitor, conference):
    matter = SubjectField.objects.create(name="Sở hữu trí tuệ")

    response = send(visitor, conference, subject_field=str(matter.pk))

    assert response.status_code == 422
    assert 'href="#id_subject_field"' in response.content.decode()
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in response.content.decode()


@pytest.mark.parametrize(
    "step", ["remove-question:9", "remove-question:x", "remove-file:", "nonsense", "add-question:\x00"]
)
def test_buttons_that_are_not_there_do_no_harm(visitor, conference, token, step):
    assert press(visitor, conference, step, token=token).status_code == 200
