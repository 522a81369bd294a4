"""The door in several processes at once: two clerks, a withdrawal in the same moment, a device that sends twice."""

import json
import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from cms.history import MoveNotAllowedError, StateChangedError
from plans.hall.admission import Scan, admit
from plans.hall.models import CheckIn
from plans.hall.wording import sentence
from plans.registrations.models import FormState, Registration, RegistrationEvent, Seat
from plans.registrations.seats import taken_seats
from tests.factories.conferences import make_open_conference
from tests.factories.registrations import make_registration
from tests.processes import run_in_parallel

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def open_conference(index):
    return make_open_conference(index, timezone.now(), capacity=30)


def scan_at(registration_pk: int, gate: str) -> tuple[str, str]:
    registration = Registration.objects.get(pk=registration_pk)
    scan = Scan(nonce=uuid.uuid4(), gate=gate)
    admission = admit(registration.conference, registration.code, scan, actor=None, now=timezone.now())
    return admission.outcome.value, sentence(admission)


def withdraw(registration_pk: int, gate: str) -> tuple[str, str]:
    registration = Registration.objects.get(pk=registration_pk)
    try:
        registration.move_seat(Seat.ABSENT, expected=Seat.HELD, actor=None, reason="", now=timezone.now())
    except (StateChangedError, MoveNotAllowedError) as lost:
        return "lost", getattr(lost, "current", "")
    return "won", ""


def sync_twice(user_pk: int, conference_pk: int, body: str) -> list[str]:
    client = Client()
    client.force_login(User.objects.get(pk=user_pk))
    answer = client.post(f"/admin/hall/{conference_pk}/door/sync/", body, content_type="application/json")
    return [result["outcome"] for result in answer.json()["results"]]


def test_of_clerks_who_scan_one_code_at_once_one_lets_in_and_the_others_learn_where(open_conference):
    registration = make_registration(open_conference, timezone.now())

    answers = run_in_parallel(scan_at, [(registration.pk, f"cửa {number}") for number in range(6)])

    assert Counter(outcome for outcome, _words in answers) == {"admitted": 1, "already": 5}
    check_in = CheckIn.objects.get()
    told = {words for outcome, words in answers if outcome == "already"}
    assert len(told) == 1
    assert check_in.gate in told.pop()
    assert RegistrationEvent.objects.filter(registration=registration, to_state=Seat.ATTENDED).count() == 1


def test_an_absence_reported_while_the_code_is_scanned_wins_or_loses_but_never_both(open_conference):
    registrations = [make_registration(open_conference, timezone.now()) for _number in range(5)]

    for registration in registrations:
        (scanned, words), (absence, seen) = run_in_parallel(
            _either, [(scan_at, registration.pk), (withdraw, registration.pk)]
        )
        registration.refresh_from_db()
        if absence == "won":
            assert (scanned, registration.seat) == ("ask", Seat.ABSENT)
            assert words
        else:
            assert (scanned, registration.seat, seen) == ("admitted", Seat.ATTENDED, Seat.ATTENDED)
    assert taken_seats(open_conference) == CheckIn.objects.standing().count()


def test_a_form_withdrawn_while_its_code_is_scanned_never_lets_in_afterwards(open_conference):
    registrations = [make_registration(open_conference, timezone.now()) for _number in range(5)]

    for registration in registrations:
        (scanned, _words), (state, _seen) = run_in_parallel(
            _either, [(scan_at, registration.pk), (withdraw_form, registration.pk)]
        )
        registration.refresh_from_db()
        assert scanned in {"admitted", "ended"}
        if scanned == "ended":
            assert (state, registration.seat) == ("won", Seat.RELEASED)
        else:
            assert registration.seat == Seat.ATTENDED


def test_a_device_that_sends_its_scans_twice_at_once_leaves_one_event_each(open_conference, clerk):
    registrations = [make_registration(open_conference, timezone.now()) for _number in range(4)]
    earlier = (timezone.now() - timedelta(minutes=5)).isoformat()
    scans = [
        {"kind": "scan", "nonce": str(uuid.uuid4()), "code": each.code, "gate": "cửa A", "at": earlier}
        for each in registrations
    ]
    scans.append({"kind": "walk_in", "nonce": str(uuid.uuid4()), "full_name": "Lò Văn Ỏ", "group_size": 1})
    body = json.dumps({"scans": scans})

    answers = run_in_parallel(sync_twice, [(clerk.pk, open_conference.pk, body)] * 3)

    assert answers == [["admitted"] * 5] * 3
    assert CheckIn.objects.count() == 5
    assert Registration.objects.count() == 5
    attended = RegistrationEvent.objects.filter(registration__in=registrations, to_state=Seat.ATTENDED)
    assert attended.count() == 4


def withdraw_form(registration_pk: int, _gate: str) -> tuple[str, str]:
    registration = Registration.objects.get(pk=registration_pk)
    try:
        registration.move_form(
            FormState.WITHDRAWN, expected=registration.form_state, actor=None, reason="", now=timezone.now()
        )
    except (StateChangedError, MoveNotAllowedError):
        return "lost", ""
    return "won", ""


def _either(function, registration_pk: int) -> tuple[str, str]:
    return function(registration_pk, "cửa A")
