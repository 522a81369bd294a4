"""The public form, from the visitor's side of the counter: sent, sent twice, sent by robots."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.outbox.models import Message
from plans.registrations.models import FormState, Registration, Seat
from tests.factories.conferences import make_open_conference
from tests.factories.registrations import make_form_data

from .sending import aged_token, fetch_token, send, token_on

pytestmark = pytest.mark.django_db


def test_a_form_becomes_a_row_and_a_receipt(visitor, conference):
    response = send(visitor, conference)

    assert response.status_code == 303
    registration = Registration.objects.get()
    assert registration.form_state == FormState.SENT
    assert registration.seat == Seat.HELD
    receipt = visitor.get(response["Location"])
    assert receipt.status_code == 200
    assert registration.code in receipt.content.decode()
    assert "data:image/svg+xml" in receipt.content.decode()
    assert not response.cookies
    assert not receipt.cookies


def test_the_form_sets_no_cookie_and_only_the_visitors_own_browser_may_keep_it(visitor, conference):
    shown, wrong = visitor.get(f"/dang-ky/{conference.pk}/"), send(visitor, conference, full_name="")

    assert not shown.cookies
    assert shown["Cache-Control"] == "private, no-cache"
    assert "no-store" in wrong["Cache-Control"]


def test_the_address_forms_are_sent_to_leads_back_to_the_form(visitor, conference):
    assert visitor.get(f"/dang-ky/{conference.pk}/gui/")["Location"] == f"/dang-ky/{conference.pk}/"


def test_the_same_form_sent_twice_is_one_row_with_one_receipt(visitor, conference):
    token = aged_token(conference, shown_before=timedelta(minutes=5))

    first, second = send(visitor, conference, token=token), send(visitor, conference, token=token)

    assert first["Location"] == second["Location"]
    assert Registration.objects.count() == 1
    assert Message.objects.count() == 1


def test_line_ends_and_outer_spaces_do_not_make_the_same_form_another_one(visitor, conference):
    token = aged_token(conference, shown_before=timedelta(minutes=5))

    first = send(visitor, conference, token=token, question="Dòng thứ nhất\nDòng thứ hai")
    second = send(visitor, conference, token=token, question=" Dòng thứ nhất\r\nDòng thứ hai ")

    assert first["Location"] == second["Location"]


def test_two_tabs_are_two_forms_and_the_second_is_marked_as_possible_duplicate(visitor, conference):
    send(visitor, conference)
    response = send(visitor, conference)

    assert response.status_code == 303
    first, second = Registration.objects.order_by("pk")
    assert first.code != second.code
    assert not first.is_possible_duplicate
    assert second.is_possible_duplicate
    assert second.form_state == FormState.HELD_FOR_CHECK
    assert second.seat == Seat.WAITING


def test_going_back_and_changing_an_answer_asks_which_form_is_meant(visitor, conference):
    token = aged_token(conference, shown_before=timedelta(minutes=5))
    first = send(visitor, conference, token=token)

    response = send(visitor, conference, token=token, question="Một câu hỏi khác hẳn câu trước.")

    page = response.content.decode()
    assert response.status_code == 409
    assert Registration.objects.count() == 1
    assert first["Location"] in page
    assert "Một câu hỏi khác hẳn câu trước." in page


def test_the_changed_answers_can_be_sent_as_a_form_of_their_own(visitor, conference):
    token = aged_token(conference, shown_before=timedelta(minutes=5))
    send(visitor, conference, token=token)
    conflict = send(visitor, conference, token=token, question="Một câu hỏi khác hẳn câu trước.")

    response = send(visitor, conference, token=token_on(conflict), question="Một câu hỏi khác hẳn câu trước.")

    assert response.status_code == 303
    assert Registration.objects.count() == 2
    assert not Registration.objects.latest("pk").is_suspected_spam


def test_somebody_else_with_the_same_token_learns_nothing_of_the_first_form(visitor, conference):
    token = aged_token(conference, shown_before=timedelta(minutes=5))
    send(visitor, conference, token=token)
    registration = Registration.objects.get()

    response = send(visitor, conference, token=token, phone="0987 654 321", email="khac@example.vn")

    page = response.content.decode()
    assert response.status_code == 409
    assert registration.code not in page
    assert registration.secret not in page
    assert registration.full_name not in page.replace('value="Nguyễn Thị Hoà"', "")


@pytest.mark.parametrize("token", ["", "abc", "abc:def:ghi", "\x00", "a" * 5000])
def test_without_a_genuine_token_the_form_comes_back_filled_in_with_a_new_one(visitor, conference, token):
    response = send(visitor, conference, token=token)

    page = response.content.decode()
    assert response.status_code == 403
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in page
    assert Registration.objects.count() == 0
    again = send(visitor, conference, token=token_on(response))
    assert again.status_code == 303


def test_a_token_of_another_conference_is_worth_nothing(visitor, conference, index):
    other = make_open_conference(index, timezone.now())

    response = send(visitor, conference, token=aged_token(other, shown_before=timedelta(minutes=5)))

    assert response.status_code == 403
    assert Registration.objects.count() == 0


def test_a_form_left_open_overnight_comes_back_filled_in_and_is_then_taken(visitor, conference):
    old = aged_token(conference, shown_before=timedelta(hours=30))

    response = send(visitor, conference, token=old)

    assert response.status_code == 403
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in response.content.decode()
    assert send(visitor, conference, token=token_on(response)).status_code == 303
    assert not Registration.objects.get().is_suspected_spam


def test_an_expired_form_that_was_already_received_gives_its_receipt_after_renewal(visitor, conference):
    from cms.intake.token import TokenState, read

    old = aged_token(conference, shown_before=timedelta(hours=20))
    first = send(visitor, conference, token=old)
    later = timezone.now() + timedelta(hours=30)
    state, token = read(old, f"registration:{conference.pk}", later)

    assert state is TokenState.EXPIRED
    assert token.key == Registration.objects.get().submission_key
    assert first.status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://testserver.evil.example"},
    ],
)
def test_a_form_sent_from_another_site_is_shown_again_not_taken(visitor, conference, headers):
    response = send(visitor, conference, headers=headers)

    assert response.status_code == 403
    assert "Nguyễn Thị Hoà" in response.content.decode()
    assert Registration.objects.count() == 0


@pytest.mark.parametrize("headers", [{"Origin": "http://testserver"}, {"Sec-Fetch-Site": "same-origin"}])
def test_a_form_sent_from_the_own_page_is_taken(visitor, conference, headers):
    assert send(visitor, conference, headers=headers).status_code == 303


def test_a_filled_trap_is_kept_for_a_check_with_the_same_kind_of_receipt(visitor, conference):
    response = send(visitor, conference, website_address="http://spam.example")

    registration = Registration.objects.get()
    assert response.status_code == 303
    assert registration.form_state == FormState.HELD_FOR_CHECK
    assert registration.is_suspected_spam
    assert "trap_filled" in registration.signs
    receipt = visitor.get(response["Location"]).content.decode()
    assert registration.get_form_state_display() not in receipt


def test_a_missing_trap_and_a_hasty_form_are_marked_too(visitor, conference):
    data = {**make_form_data(), "form_token": fetch_token(visitor, conference)}

    response = visitor.post(f"/dang-ky/{conference.pk}/", data)

    assert response.status_code == 303
    assert set(Registration.objects.get().signs) == {"trap_missing", "too_fast"}
