"""What people do on their own page: correct, withdraw, report an absence, reopen, take the receipt along."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from plans.conferences.models import ConferencePage
from plans.questions.models import Letter
from plans.registrations.models import FormState, Registration, Seat
from tests.factories.conferences import make_open_conference
from tests.factories.questions import make_unit
from tests.factories.registrations import make_registration

from .own_page import address_of, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration(conference):
    return make_registration(
        conference,
        timezone.now(),
        phone="+84912345678",
        phone_as_typed="0912 345 678",
        email="lan@example.vn",
        question="Thủ tục đăng ký nhãn hiệu mất bao lâu?",
    )


def corrections(**fields) -> dict:
    return {
        "phone": "0912 345 678",
        "email": "lan@example.vn",
        "answer_by": "collect",
        "province": "",
        "commune": "",
        "postal_address": "",
        "question_1": "Thủ tục đăng ký nhãn hiệu mất bao lâu?",
        **fields,
    }


def page_of(visitor, registration) -> str:
    return visitor.get(address_of(registration)).content.decode()


def test_contact_and_question_are_corrected_and_the_old_text_is_kept(visitor, registration):
    before = visitor.get(address_of(registration, "phieu.txt")).content.decode()

    response = take(
        visitor,
        registration,
        "sua",
        **corrections(email="moi@example.vn", question_1="Thủ tục đăng ký sáng chế mất bao lâu?"),
    )

    assert response.status_code == 303
    registration.refresh_from_db()
    assert registration.email == "moi@example.vn"
    assert registration.questions.get().text == "Thủ tục đăng ký sáng chế mất bao lâu?"
    assert registration.earlier_texts.get().text == before
    assert Registration.objects.filter(folded__contains="moi@example.vn").exists()
    assert "You corrected the form" in page_of(visitor, registration)


def test_saving_without_any_change_writes_nothing(visitor, registration):
    take(visitor, registration, "sua", **corrections())

    registration.refresh_from_db()
    assert registration.changed_at is None
    assert not registration.earlier_texts.exists()


def test_wrong_corrections_come_back_as_typed_with_what_to_do(visitor, registration):
    page = take(visitor, registration, "sua", **corrections(phone="", email="", question_1="ngắn"))

    text = page.content.decode()
    assert page.status_code == 422
    assert "so that the office can reach you" in text
    assert ">ngắn</textarea>" in text.replace("\r\n", "").replace("\n", "")
    registration.refresh_from_db()
    assert registration.email == "lan@example.vn"


def test_a_question_the_office_has_taken_up_keeps_its_text(visitor, registration):
    question = registration.questions.get()
    question.move("assigned", expected="received", actor=None, reason="", now=timezone.now(), unit=make_unit())

    page = visitor.get(address_of(registration, "sua/")).content.decode()
    take(visitor, registration, "sua", **corrections(question_1="Một câu hỏi hoàn toàn khác"))

    assert 'name="question_1"' not in page
    question.refresh_from_db()
    assert question.text == "Thủ tục đăng ký nhãn hiệu mất bao lâu?"


def test_after_closing_nothing_is_corrected_any_more_but_additions_asked_for_are(visitor, index):
    now = timezone.now()
    conference = make_open_conference(index, now - timedelta(days=7))
    registration = make_registration(conference, now - timedelta(days=7), email="lan@example.vn")

    assert take(visitor, registration, "sua", **corrections(email="moi@example.vn")).status_code == 409
    registration.move_form(
        "incomplete", expected="sent", actor=None, reason="", now=now, public_note="Ghi rõ số hồ sơ"
    )
    assert "Ghi rõ số hồ sơ" in page_of(visitor, registration)
    assert take(visitor, registration, "sua", **corrections(email="moi@example.vn")).status_code == 303
    registration.refresh_from_db()
    assert (registration.form_state, registration.email) == (FormState.SENT, "moi@example.vn")


def test_withdrawing_asks_about_the_questions_and_is_the_same_when_pressed_twice(visitor, registration):
    assert take(visitor, registration, "rut").status_code == 422
    first = take(visitor, registration, "rut", questions="keep")
    again = take(visitor, registration, "rut", questions="withdraw")

    registration.refresh_from_db()
    assert first["Location"] == again["Location"]
    assert (registration.form_state, registration.seat) == (FormState.WITHDRAWN, Seat.RELEASED)
    assert registration.questions.get().state == "received"
    assert registration.events.filter(to_state="withdrawn").count() == 1
    assert "Your form is withdrawn" in page_of(visitor, registration)


def test_who_is_checked_in_cannot_withdraw_and_reads_why(visitor, registration):
    registration.move_seat("attended", expected="held", actor=None, reason="", now=timezone.now())

    page = take(visitor, registration, "rut", questions="withdraw")

    assert page.status_code == 409
    assert "Nothing was changed." in page.content.decode()


def test_an_absence_frees_the_seat_and_takes_the_address_of_the_answer(visitor, registration):
    response = take(visitor, registration, "bao-vang", email="khac@example.vn", answer_by="email")

    assert response.status_code == 303
    registration.refresh_from_db()
    assert (registration.seat, registration.email, registration.answer_by) == (
        Seat.ABSENT,
        "khac@example.vn",
        "email",
    )
    question = registration.questions.get()
    page = page_of(visitor, registration)
    assert question.state == "owed"
    assert f"{question.due_on:%d/%m/%Y}" in page


def test_saying_that_one_comes_is_noted_once(visitor, registration):
    for _time in range(2):
        assert take(visitor, registration, "xac-nhan").status_code == 303

    assert registration.events.filter(to_state="will_come").count() == 1
    assert "You said that you will come" in page_of(visitor, registration)


def answered(registration, now) -> Letter:
    question = registration.questions.get()
    question.owe(actor=None, reason="x", now=now)
    letter = Letter.objects.create(
        registration=registration,
        conference=registration.conference,
        number="12/SKHCN-VP",
        issued_on=now.date(),
        way="email",
        sent_to="lan@example.vn",
        sent_at=now,
        created_at=now,
        document=ContentFile(b"%PDF-1.4 tra loi", name="tra-loi.pdf"),
    )
    question.move(
        "sent_in_writing",
        expected="owed",
        actor=None,
        reason="",
        now=now,
        letter=letter,
        answer="Thủ tục mất 12 tháng.",
    )
    return letter


def test_answer_and_letter_stand_on_the_page_and_the_letter_is_for_this_form_only(visitor, registration, conference):
    letter = answered(registration, timezone.now())
    other = make_registration(conference, timezone.now())

    page = page_of(visitor, registration)
    assert "Thủ tục mất 12 tháng." in page
    assert "12/SKHCN-VP" in page
    document = visitor.get(address_of(registration, f"cong-van/{letter.pk}/"))
    assert "It may take a while" in page
    ConferencePage.objects.filter(pk=conference.pk).update(ends_at=timezone.now() - timedelta(days=1))
    assert "It may take a while" not in page_of(visitor, registration)
    assert b"".join(document.streaming_content) == b"%PDF-1.4 tra loi"
    assert document["Content-Disposition"].startswith("attachment")
    assert visitor.get(address_of(other, f"cong-van/{letter.pk}/")).status_code == 404


def test_a_question_is_reopened_once_with_words_and_within_the_days(visitor, registration):
    answered(registration, timezone.now())

    assert "mo-lai/1/" in page_of(visitor, registration)
    assert take(visitor, registration, "mo-lai/1", reason="").status_code == 422
    for _time in range(2):
        assert take(visitor, registration, "mo-lai/1", reason="Chưa trả lời về lệ phí").status_code == 303
    question = registration.questions.get()
    assert (question.state, question.reopened_count) == ("reopened", 1)
    assert "mo-lai/1/" not in page_of(visitor, registration)


def test_after_the_days_a_question_stays_answered(visitor, registration):
    answered(registration, timezone.now() - timedelta(days=40))

    assert take(visitor, registration, "mo-lai/1", reason="Chưa trả lời về lệ phí").status_code == 409
    assert registration.questions.get().state == "sent_in_writing"


def test_history_shows_notes_for_the_citizen_and_neither_reasons_nor_names_of_staff(visitor, registration):
    from .clerks import make_user

    clerk = make_user("can-bo-bi-mat")
    registration.move_form(
        "held_for_check", expected="sent", actor=clerk, reason="nghi trùng nội bộ", now=timezone.now()
    )
    registration.add_note("ghi chú nội bộ", actor=clerk, now=timezone.now())
    registration.add_note("x", actor=clerk, now=timezone.now(), public_note="Đã gọi điện xác nhận")
    question = registration.questions.get()
    question.move(
        "exclusion_proposed", expected="received", actor=clerk, reason="nghi tố cáo nội bộ", now=timezone.now()
    )

    page = page_of(visitor, registration)
    assert "Đã gọi điện xác nhận" in page
    for internal in ("nội bộ", "can-bo-bi-mat", "Held for a check", "Exclusion"):
        assert internal not in page


def test_the_receipt_carries_the_text_the_moment_and_a_hash_that_anybody_can_check(visitor, registration):
    receipt = visitor.get(address_of(registration, "bien-nhan/")).content.decode()
    file = visitor.get(address_of(registration, "phieu.txt"))

    assert hashlib.sha256(file.content).hexdigest() in receipt
    text = file.content.decode()
    assert registration.code in text
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in text
    assert timezone.localtime(registration.received_at).isoformat(timespec="seconds") in text
    assert file["Content-Disposition"] == f'attachment; filename="phieu-{registration.code}.txt"'
    assert "certutil" in receipt


def test_the_hash_changes_with_a_correction_and_never_by_itself(visitor, registration):
    first = visitor.get(address_of(registration, "phieu.txt")).content
    registration.move_form("valid", expected="sent", actor=None, reason="", now=timezone.now())
    assert visitor.get(registration.receipt_path() + "phieu.txt").content == first

    take(visitor, registration, "sua", **corrections(email="moi@example.vn"))
    assert visitor.get(address_of(registration, "phieu.txt")).content != first


def test_attacks_in_what_was_sent_stay_text(visitor, conference):
    attack = "</pre></textarea><script>alert(1)</script>{{7*7}}"
    registration = make_registration(conference, timezone.now(), question=attack, full_name=attack, email="a@b.vn")

    for below in ("", "bien-nhan/", "sua/"):
        page = visitor.get(address_of(registration, below)).content.decode()
        assert "<script>alert" not in page
        assert "{{7*7}}" in page


def test_after_erasing_the_page_says_so_and_shows_nothing(visitor, registration):
    Registration.objects.filter(pk=registration.pk).update(erased_at=timezone.now())

    page = visitor.get(address_of(registration)).content.decode()
    assert "no longer kept" in page
    assert registration.full_name not in page
    assert visitor.get(address_of(registration, "bien-nhan/")).status_code == 404
    assert take(visitor, registration, "rut", questions="keep").status_code == 404
