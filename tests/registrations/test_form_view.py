"""The public form, from the visitor's side of the counter."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.outbox.models import Message
from plans.registrations.models import FormState, Registration, Seat
from tests.factories.conferences import make_conference, make_conference_index, make_open_conference
from tests.factories.registrations import make_form_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return make_conference_index(home)


@pytest.fixture
def conference(index):
    return make_open_conference(index, timezone.now())


@pytest.fixture
def visitor():
    """A browser that checks CSRF like a real one meets it, keeps no cookie."""
    return Client(enforce_csrf_checks=True)


def token_on(response) -> str:
    return re.search(r'name="form_token" value="([^"]+)"', response.content.decode())[1]


def fetch_token(visitor, conference) -> str:
    response = visitor.get(f"/dang-ky/{conference.pk}/")
    assert response.status_code == 200
    return token_on(response)


def aged_token(conference, *, shown_before: timedelta, issued_before: timedelta | None = None) -> str:
    from uuid import uuid4

    from cms.intake.token import FormToken

    now = timezone.now()
    issued = now - (issued_before if issued_before is not None else shown_before)
    return FormToken(f"registration:{conference.pk}", uuid4(), now - shown_before, issued).signed()


def send(visitor, conference, *, token=None, headers=None, **fields):
    token = aged_token(conference, shown_before=timedelta(minutes=5)) if token is None else token
    data = {**make_form_data(**fields), "form_token": token, "website_address": fields.get("website_address", "")}
    return visitor.post(f"/dang-ky/{conference.pk}/gui/", data, headers=headers or {})


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
    assert registration.question == "Dòng một\n\nDòng hai  và ba"


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


def test_before_opening_nothing_is_taken_and_the_opening_hour_is_named(visitor, index):
    now = timezone.now()
    conference = make_open_conference(index, now, opens_at=now + timedelta(hours=1))

    shown, sent = visitor.get(f"/dang-ky/{conference.pk}/"), send(visitor, conference)

    opening = timezone.localtime(conference.opens_at).strftime("%H:%M")
    assert opening in shown.content.decode()
    assert "form_token" not in shown.content.decode()
    assert sent.status_code == 403
    assert opening in sent.content.decode()
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in sent.content.decode()
    assert Registration.objects.count() == 0


def test_after_the_conference_the_form_says_so_and_keeps_the_text(visitor, index):
    conference = make_conference(index)

    shown, sent = visitor.get(f"/dang-ky/{conference.pk}/"), send(visitor, conference)

    assert shown.status_code == 200
    assert conference.contact_phone in shown.content.decode()
    assert sent.status_code == 403
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in sent.content.decode()


def test_an_unpublished_a_private_and_an_unknown_conference_are_the_same_404(visitor, index, conference):
    from wagtail.models import PageViewRestriction

    draft = make_open_conference(index, timezone.now(), live=False)
    PageViewRestriction.objects.create(page=conference, restriction_type=PageViewRestriction.LOGIN)

    for pk in (draft.pk, conference.pk, index.pk, 999_999):
        assert visitor.get(f"/dang-ky/{pk}/").status_code == 404
        assert visitor.post(f"/dang-ky/{pk}/", make_form_data()).status_code == 404
        assert visitor.get(f"/dang-ky/{pk}/tinh-trang/").status_code == 404


def test_a_body_that_is_too_long_is_refused_before_it_is_read(visitor, conference):
    response = send(visitor, conference, question="x" * 2_200_000)

    assert response.status_code == 413


def test_ten_thousand_fields_are_refused_in_peace(visitor, conference):
    from urllib.parse import urlencode

    body = urlencode([(f"f{number}", "1") for number in range(10_000)])
    response = visitor.post(f"/dang-ky/{conference.pk}/", body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 413


@pytest.mark.parametrize(
    "content_type", ["application/json", "text/plain", "multipart/form-data; boundary=", "multipart/form-data"]
)
def test_a_body_that_is_no_form_ends_in_a_page_not_in_an_error(visitor, conference, content_type):
    response = visitor.post(f"/dang-ky/{conference.pk}/", b"\xff\x00{", content_type=content_type)

    assert response.status_code in {400, 403, 413}


def test_what_is_typed_is_inert_on_form_and_receipt(visitor, conference):
    attack = "</textarea><script>alert(1)</script>{{7*7}}{% raw %}"
    wrong = send(visitor, conference, question=attack, full_name="")
    taken = send(visitor, conference, question=attack)

    for page in (wrong.content.decode(), visitor.get(taken["Location"]).content.decode()):
        assert "<script>alert(1)" not in page
        assert "{{7*7}}" in page


def test_the_receipt_needs_code_and_secret_and_tells_nothing_else(visitor, conference):
    send(visitor, conference)
    registration = Registration.objects.get()

    wrong_secret = visitor.get(f"/dang-ky/phieu/{registration.code}/{'x' * 32}/")
    wrong_code = visitor.get(f"/dang-ky/phieu/DT-0000-0000/{registration.secret}/")
    right = visitor.get(registration.receipt_path())

    assert wrong_secret.status_code == wrong_code.status_code == 404
    assert right["Referrer-Policy"] == "no-referrer"
    assert "no-store" in right["Cache-Control"]
    assert "noindex" in right["X-Robots-Tag"]


def test_the_english_form_registers_for_the_vietnamese_conference(visitor, conference, english, home):
    home.copy_for_translation(english, copy_parents=True).save_revision().publish()
    translated = conference.copy_for_translation(english, copy_parents=True)
    translated.save_revision().publish()

    response = visitor.get(f"/en/dang-ky/{translated.pk}/")

    assert "Registration form" in response.content.decode()
    data = {
        **make_form_data(),
        "form_token": aged_token(conference, shown_before=timedelta(minutes=5)),
        "website_address": "",
    }
    sent = visitor.post(f"/en/dang-ky/{translated.pk}/", data)
    assert sent["Location"].startswith("/en/dang-ky/phieu/")
    registration = Registration.objects.get()
    assert registration.conference == conference
    assert registration.language == "en"
    assert registration.consent.language == "en"


def test_the_live_status_tells_the_seats_left_roughly(visitor, index):
    conference = make_open_conference(index, timezone.now(), capacity=40, reserved_seats=5)

    response = visitor.get(f"/dang-ky/{conference.pk}/tinh-trang/")

    assert "30" in response.content.decode()
    assert "35" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
