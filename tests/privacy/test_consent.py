"""One consent a purpose, each with the text that was shown; taken back, it works at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.outbox.models import Message
from plans.conferences.rules import DialogueRules
from plans.privacy.models import DataRequest, RequestKind, RequestState
from plans.registrations.consent import ConsentText, Purpose
from plans.registrations.jobs import remind
from plans.registrations.models import Registration
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.registrations import make_form_data, make_registration
from tests.factories.site import make_office
from tests.registrations.own_page import address_of
from tests.registrations.sending import token_on

from .test_requests import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def conference(home, now):
    return make_open_conference(make_conference_index(home), now)


def write(purpose: str, text: str) -> ConsentText:
    new = ConsentText(purpose=purpose, language="vi", text=text)
    new.save()
    return new


def send_form(visitor, conference, **fields):
    page = visitor.get(f"/dang-ky/{conference.pk}/")
    data = {**make_form_data(**fields), "form_token": token_on(page), "website_address": ""}
    assert visitor.post(f"/dang-ky/{conference.pk}/gui/", data).status_code == 303
    return Registration.objects.get()


def test_the_form_points_to_the_notice_and_ticks_nothing(visitor, conference):
    page = visitor.get(f"/dang-ky/{conference.pk}/").content.decode()

    assert "/dang-ky/thong-bao-du-lieu/" in page
    assert " checked" not in page.partition('name="wants_reminders"')[2].partition(">")[0]
    assert " checked" not in page.partition('name="consent"')[2].partition(">")[0]


def test_the_notice_says_who_what_how_long_and_may_be_kept_by_caches(visitor, home):
    make_office(email="vanphong@example.vn")
    DialogueRules.objects.create(site=home.get_site(), retention_months=36)

    page = visitor.get("/dang-ky/thong-bao-du-lieu/")

    text = page.content.decode()
    for wanted in ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "0255 3822 345", "vanphong@example.vn", "36"):
        assert wanted in text
    assert "public" in page["Cache-Control"]
    assert not page.cookies
    assert "csrf" not in text


def test_a_changed_text_leaves_old_rows_with_the_version_they_accepted(visitor, conference):
    shown = ConsentText.objects.current_texts("vi")
    registration = send_form(visitor, conference, wants_reminders="on")

    new = write(Purpose.REGISTRATION, "Văn bản mới")
    write(Purpose.NOTICE, "Thông báo mới")
    registration.refresh_from_db()

    assert registration.consent == shown[Purpose.REGISTRATION]
    assert registration.notice == shown[Purpose.NOTICE]
    assert registration.reminder_consent == shown[Purpose.REMINDERS]
    assert ConsentText.objects.current("vi") == new
    page = visitor.get("/dang-ky/thong-bao-du-lieu/").content.decode()
    assert "Thông báo mới" in page
    assert shown[Purpose.NOTICE].text.splitlines()[0][:40] in page, "earlier versions stay readable"


def test_without_the_box_no_consent_to_reminders_is_noted(visitor, conference):
    registration = send_form(visitor, conference)

    assert registration.reminder_consent is None
    assert not registration.wants_reminders


def test_a_text_for_another_purpose_is_not_taken_for_the_accepted_one(visitor, conference):
    wrong = ConsentText.objects.current("vi", Purpose.REMINDERS)

    registration = send_form(visitor, conference, consent_text=str(wrong.pk))

    assert registration.consent.purpose == Purpose.REGISTRATION


def test_a_withdrawn_consent_stops_reminders_at_once_even_those_that_wait(visitor, conference, now):
    registration = make_registration(conference, now, email="hoa@example.vn", wants_reminders=True)
    day_before = conference.starts_at - timedelta(days=1)
    remind(day_before)
    waiting = Message.objects.get(purpose="notice.reminder")

    assert press(visitor, registration, "thoi-nhac").status_code == 303

    waiting.refresh_from_db()
    assert (waiting.state, waiting.to) == (Message.State.GIVEN_UP, "")
    assert remind(day_before + timedelta(hours=1)) == 0
    registration.refresh_from_db()
    assert registration.reminders_withdrawn_at is not None
    assert registration.events.filter(to_state="no_reminders").count() == 1
    done = DataRequest.objects.get()
    assert (done.kind, done.state) == (RequestKind.WITHDRAWAL, RequestState.DONE)


def test_withdrawing_twice_is_withdrawing_once(visitor, conference, now):
    registration = make_registration(conference, now, email="hoa@example.vn", wants_reminders=True)

    for _press in range(2):
        assert press(visitor, registration, "thoi-nhac").status_code == 303

    assert DataRequest.objects.count() == 1
    assert "du-lieu/" in visitor.get(address_of(registration)).content.decode()
