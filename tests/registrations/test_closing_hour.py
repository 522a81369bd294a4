"""What people see and get around the closing hour, whatever clock their own machine or the server shows."""

import os
import time
from datetime import UTC, timedelta

import pytest
from django.utils import timezone

from plans.registrations.models import FormState, Registration
from tests.factories.conferences import make_conference, make_open_conference, moment
from tests.factories.registrations import make_registration

from .own_page import address_of
from .sending import aged_token, send

pytestmark = pytest.mark.django_db
QUESTION = "Thủ tục đăng ký nhãn hiệu mất bao lâu?"


@pytest.fixture
def server_in_los_angeles(monkeypatch):
    """The machine's own clock zone is far away."""
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    yield
    if before is None:
        monkeypatch.delenv("TZ")
    else:
        monkeypatch.setenv("TZ", before)
    time.tzset()


def test_a_form_opened_before_closing_and_sent_after_is_kept_as_late_with_its_text_and_an_explanation(visitor, index):
    now = timezone.now()
    conference = make_open_conference(index, now, closes_at=now - timedelta(minutes=5))

    response = send(visitor, conference, token=aged_token(conference, shown_before=timedelta(minutes=15)))

    registration = Registration.objects.get()
    page = visitor.get(address_of(registration)).content.decode()
    assert response.status_code == 303
    assert registration.form_state == FormState.LATE
    assert registration.questions.get().text == QUESTION
    assert "The form arrived after the registration period." in page
    assert QUESTION in page


def test_the_form_after_closing_says_what_sending_late_means(visitor, index):
    now = timezone.now()
    conference = make_open_conference(index, now, closes_at=now - timedelta(minutes=5))

    shown = visitor.get(f"/en/dang-ky/{conference.pk}/").content.decode()

    assert "it is kept as sent late" in shown


def test_minutes_of_grace_are_printed_on_the_form_and_count(visitor, index):
    now = timezone.now()
    conference = make_open_conference(index, now, closes_at=now - timedelta(minutes=5), grace_minutes=10)

    shown = visitor.get(f"/en/dang-ky/{conference.pk}/").content.decode()
    send(visitor, conference)

    assert "up to 10 minutes later still count as in time" in shown
    assert "it is kept as sent late" not in shown
    assert Registration.objects.get().form_state == FormState.SENT


def test_a_time_the_sender_claims_decides_nothing(visitor, index):
    now = timezone.now()
    conference = make_open_conference(index, now, closes_at=now - timedelta(minutes=5))

    send(
        visitor,
        conference,
        received_at="2020-01-01T00:00:00Z",
        submit_time="2020-01-01",
        headers={"Date": "Wed, 01 Jan 2020 00:00:00 GMT"},
    )

    registration = Registration.objects.get()
    assert registration.form_state == FormState.LATE
    assert registration.received_at >= now


def test_every_moment_is_shown_by_the_clock_of_viet_nam_and_says_so(visitor, index, server_in_los_angeles):
    conference = make_open_conference(index, timezone.now())
    closing = conference.closes_at.astimezone(UTC) + timedelta(hours=7)
    registration = make_registration(conference, timezone.now())
    received = registration.received_at.astimezone(UTC) + timedelta(hours=7)

    form = visitor.get(f"/en/dang-ky/{conference.pk}/").content.decode()
    own = visitor.get(address_of(registration)).content.decode()
    text = visitor.get(address_of(registration, "phieu.txt")).content.decode()

    assert f"{closing:%H:%M}, " in form
    assert "(Vietnam time)" in form
    assert f"Received at {received:%H:%M:%S}, " in own
    assert f"{received:%d/%m/%Y} (Vietnam time)" in own
    assert f"{received:%Y-%m-%dT%H:%M:%S}+07:00" in text


def test_half_past_midnight_of_the_first_of_july_is_the_first_of_july_everywhere(visitor, index, admin_client):
    conference = make_conference(
        index,
        opens_at=moment(2026, 6, 1),
        closes_at=moment(2026, 7, 5),
        sessions=[(moment(2026, 7, 20, 8), moment(2026, 7, 20, 11), "Hội trường Sở")],
    )
    registration = make_registration(conference, moment(2026, 7, 1, 0, 30))

    own = visitor.get(address_of(registration)).content.decode()
    narrowed = {"received_at_from": "2026-07-01", "received_at_to": "2026-07-01"}
    listed = admin_client.get("/admin/registrations/", narrowed).content.decode()
    copied = admin_client.get("/admin/registrations/export/csv/", narrowed)
    table = b"".join(copied.streaming_content if copied.streaming else [copied.content]).decode("utf-8-sig")

    assert "00:30:00" in own
    assert "01/07/2026" in own
    assert registration.code in listed
    assert registration.code in table
    assert "01/07/2026" in table or "2026-07-01" in table
    assert "30/06/2026" not in table
