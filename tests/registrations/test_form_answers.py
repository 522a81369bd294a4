"""What the public form accepts, asks to confirm and refuses, answer by answer."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans.registrations.models import FormState, Registration, Seat
from tests.factories.conferences import make_open_conference

from .sending import aged_token, send, token_on

pytestmark = pytest.mark.django_db


def test_suspected_robots_take_no_seat(visitor, index):
    conference = make_open_conference(index, timezone.now(), capacity=1)
    send(visitor, conference, website_address="x")

    send(
        visitor,
        conference,
        phone="0987 654 321",
        email="",
        answer_by="collect",
        full_name="Trần Văn Bình",
        question="Tôi muốn hỏi về lệ phí cấp giấy phép.",
    )

    robot, person = Registration.objects.order_by("pk")
    assert robot.seat == Seat.WAITING
    assert person.seat == Seat.HELD


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"full_name": ""}, "id_full_name"),
        ({"full_name": "\u200b\u200b"}, "id_full_name"),
        ({"full_name": "A"}, "id_full_name"),
        ({"full_name": "http://spam.example"}, "id_full_name"),
        ({"full_name": "x" * 101}, "id_full_name"),
        ({"applicant_kind": "martian"}, "id_applicant_kind_0"),
        ({"applicant_kind": None}, "id_applicant_kind_0"),
        ({"applicant_kind": "business"}, "id_organisation_name"),
        ({"group_size": "0"}, "id_group_size"),
        ({"group_size": "-1"}, "id_group_size"),
        ({"group_size": "6"}, "id_group_size"),
        ({"group_size": "1e9"}, "id_group_size"),
        ({"group_size": "NaN"}, "id_group_size"),
        ({"group_size": "9" * 5000}, "id_group_size"),
        ({"group_size": ""}, "id_group_size"),
        ({"participation": "online"}, "id_participation_0"),
        ({"phone": "", "email": ""}, "id_phone"),
        ({"phone": "\u200b", "email": ""}, "id_phone"),
        ({"phone": "\u200b", "email": " \u2060"}, "id_phone"),
        ({"email": "\u200b", "answer_by": "email"}, "id_email"),
        ({"email": "a@exa\uff08mple.vn"}, "id_email"),
        ({"email": "a@exa\uff20mple.vn"}, "id_email"),
        ({"email": "a@exa\u00a8mple.vn"}, "id_email"),
        ({"email": "root@localhost"}, "id_email"),
        ({"email": "root@[127.0.0.1]"}, "id_email"),
        ({"phone": "113"}, "id_phone"),
        ({"phone": "0912345678 / 0987654321"}, "id_phone"),
        ({"email": "a@b"}, "id_email"),
        ({"email": "a@b..vn"}, "id_email"),
        ({"email": "a@b.vn\nBcc:x@y.vn"}, "id_email"),
        ({"email": "x" * 300 + "@b.vn"}, "id_email"),
        ({"email": ""}, "id_email"),
        ({"answer_by": "post"}, "id_postal_address"),
        ({"question": "Ngắn"}, "id_question"),
        ({"question": "x" * 3001}, "id_question"),
        ({"question": "x" * 1_000_000}, "id_question"),
        ({"subject_field": "\x00"}, "id_subject_field"),
        ({"subject_field": "99999999999999999999999"}, "id_subject_field"),
        ({"consent": None}, "id_consent"),
        ({"may_publish": None}, "id_may_publish_0"),
        ({"full_name": ["Lan", "Huệ"]}, "id_full_name"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_named_with_a_link_and_the_rest_is_kept(visitor, conference, fields, where):
    response = send(visitor, conference, **fields)

    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#{where}"' in page
    assert f'id="{where}"' in page
    assert "error-summary" in page
    assert Registration.objects.count() == 0
    if "question" not in fields:
        assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in page


def test_correcting_errors_quickly_does_not_look_like_a_robot(visitor, conference):
    token = aged_token(conference, shown_before=timedelta(minutes=5))
    wrong = send(visitor, conference, token=token, full_name="")

    send(visitor, conference, token=token_on(wrong))

    assert not Registration.objects.get().is_suspected_spam


def test_unknown_and_foreign_fields_change_nothing(visitor, conference):
    response = send(
        visitor, conference, form_state="valid", seat="attended", received_at="2020-01-01", code="DT-1111-1111"
    )

    assert response.status_code == 303
    registration = Registration.objects.get()
    assert registration.form_state == FormState.SENT
    assert registration.conference == conference


def test_text_is_stored_composed_and_without_what_nobody_sees(visitor, conference):
    send(
        visitor,
        conference,
        full_name="Nguye\u0302\u0303n\u00a0 Thi\u0323\u200b Hoa\u0300\x00",
        question="Dòng một\x0b\r\nDòng hai \u202e và ba",
    )

    registration = Registration.objects.get()
    assert registration.full_name == "Nguyễn Thị Hoà"
    assert registration.questions.get().text == "Dòng một\n\nDòng hai  và ba"


def test_a_question_of_3000_decomposed_letters_with_browser_line_ends_fits(visitor, conference):
    response = send(visitor, conference, question="e\u0302\u0301\r\n" * 1500)

    assert response.status_code == 303


@pytest.mark.parametrize("name", ["Y", "Lan"])
def test_one_word_names_are_names_and_one_letter_is_not(visitor, conference, name):
    response = send(visitor, conference, full_name=name)

    assert response.status_code == (303 if len(name) > 1 else 422)


@pytest.mark.parametrize("name", ["H'Hen Niê", "Y Moan Ênuôl", "Đặng T. Lan-Anh", "𡨸 𡨸", "O’Neil"])
def test_names_of_every_people_are_taken_as_typed(visitor, conference, name):
    send(visitor, conference, full_name=name)

    assert Registration.objects.get().full_name == name


def test_a_number_of_an_unknown_range_is_taken_once_confirmed(visitor, conference):
    asked = send(visitor, conference, phone="0551234567")
    assert asked.status_code == 422
    assert 'name="confirm_phone"' in asked.content.decode()

    response = send(visitor, conference, phone="0551234567", confirm_phone="on")

    assert response.status_code == 303
    assert Registration.objects.get().phone == "+84551234567"


def test_a_wrong_tax_code_is_taken_once_confirmed(visitor, conference):
    business = {"applicant_kind": "business", "organisation_name": "Công ty TNHH A&B", "position": "Giám đốc"}
    asked = send(visitor, conference, tax_code="0100233480", **business)
    assert asked.status_code == 422
    assert 'name="confirm_tax_code"' in asked.content.decode()

    response = send(visitor, conference, tax_code="0100233480", confirm_tax_code="on", **business)

    assert response.status_code == 303


def test_who_only_wants_an_answer_in_writing_takes_no_seat_and_needs_no_number_of_people(visitor, index):
    conference = make_open_conference(index, timezone.now(), capacity=0)

    send(visitor, conference, participation="in_writing", group_size="")

    assert Registration.objects.get().seat == Seat.NOT_WANTED


def test_the_accepted_consent_text_is_the_one_that_was_shown(visitor, conference):
    from plans.registrations.models import ConsentText

    shown = ConsentText.objects.current("vi")
    ConsentText.objects.create(language="vi", text="Bản mới hơn")

    send(visitor, conference, consent_text=str(shown.pk))

    assert Registration.objects.get().consent == shown


def test_a_need_sent_over_and_over_is_one_need(visitor, conference):
    response = send(visitor, conference, access_needs=["large_print"] * 300 + ["wheelchair"])

    assert response.status_code == 303
    assert Registration.objects.get().access_needs == ["wheelchair", "large_print"]
