"""Many people behind one address, and robots among them: nobody real is turned away."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from plans.registrations.models import FormState, Registration
from tests.factories.conferences import make_open_conference

from .sending import aged_token, fetch_token, send

pytestmark = pytest.mark.django_db
HOW_MANY = 100


def test_a_school_behind_one_address_sends_all_its_forms_within_the_hour(index):
    conference = make_open_conference(index, timezone.now())
    school = Client(enforce_csrf_checks=True, REMOTE_ADDR="113.160.1.1")
    letters = "aeiouy"

    for number in range(HOW_MANY):
        name = "Lê Văn " + "".join(letters[int(digit) % 6] for digit in f"{number:03d}") + "n"
        person = {"phone": f"0912{number:06d}", "email": f"hs{number}@example.vn", "full_name": name}
        response = send(school, conference, question=f"Câu hỏi số {number} của lớp chúng em?", **person)
        assert response.status_code == 303, number

    assert Registration.objects.filter(form_state=FormState.SENT, is_suspected_spam=False).count() == HOW_MANY


def test_a_network_somebody_claims_to_come_from_changes_nothing(visitor, conference):
    forged = {"X-Forwarded-For": "1.2.3.4", "X-Real-IP": "1.2.3.4", "Forwarded": "for=1.2.3.4"}

    response = send(visitor, conference, headers=forged)

    assert response.status_code == 303
    registration = Registration.objects.get()
    assert "1.2.3.4" not in str(list(Registration.objects.values()))
    assert registration.form_state == FormState.SENT


def test_one_token_used_for_many_people_makes_one_form(visitor, conference):
    token = aged_token(conference, shown_before=timedelta(minutes=5))

    answers = [
        send(
            visitor, conference, token=token, phone=f"09120000{number:02d}", email=f"r{number}@example.vn"
        ).status_code
        for number in range(12)
    ]

    assert answers == [303] + [409] * 11
    assert Registration.objects.count() == 1


def test_neither_browsers_nor_screen_readers_fill_in_the_trap(visitor, conference):
    fetch_token(visitor, conference)
    page = visitor.get(f"/en/dang-ky/{conference.pk}/").content.decode()

    trap = re.search(r'<div class="intake-trap"[^>]*>.*?</div>', page, re.DOTALL)[0]
    field = re.search(r"<input[^>]*>", trap)[0]
    assert 'aria-hidden="true"' in trap
    assert "Leave this box empty" in trap
    assert 'autocomplete="off"' in field
    assert 'tabindex="-1"' in field
    assert "required" not in field
    assert re.search(r'name="([^"]+)"', field)[1] not in {"email", "name", "url", "tel", "website", "address"}
