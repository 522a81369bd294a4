"""When the public form is closed, unreachable, overfed or attacked; and what the receipt tells."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans.registrations.models import Registration
from tests.factories.conferences import make_conference, make_open_conference
from tests.factories.registrations import make_form_data

from .sending import aged_token, send

pytestmark = pytest.mark.django_db


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
    assert right["Referrer-Policy"] == "strict-origin"
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
