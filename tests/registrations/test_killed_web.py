"""The web process dies in the middle of taking forms in: what was acknowledged is kept, everything else is all there
or not there at all, and sending the same form again ends in one receipt.
"""

import os
import random
import signal
import time
import uuid

import pytest
from django.db import connections, transaction
from django.test import Client
from django.utils import timezone

from cms.intake.token import FormToken
from cms.outbox.models import Message
from plans.conferences.models import ConferencePage
from plans.questions.models import Question
from plans.registrations.models import Registration
from plans.registrations.notices import letter_for
from plans.registrations.seats import ConferenceSeats, taken_seats
from tests.factories.conferences import make_open_conference
from tests.factories.registrations import make_form_data
from tests.processes import start_process

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]
KILLS = 100
SEATS = 20
MOST_FORMS_OF_A_PROCESS = 50
WARM_UP = 3
# So many receipts are also looked at; all of them are compared with the database.
SHOWN = 25
# When a process is killed, in seconds after it began with its first form; later where one form takes longer.
EARLIEST, LATEST = 0.005, 0.08


def test_a_hundred_kills_of_the_web_process_lose_no_acknowledged_form_and_leave_none_half_stored(index):
    conference = make_open_conference(index, timezone.now(), capacity=SEATS)
    chance = random.Random(17)
    begun: dict[uuid.UUID, int] = {}
    receipts: dict[uuid.UUID, str] = {}
    latest = max(LATEST, 3 * seconds_for_one(conference))

    for kill in range(1, KILLS + 1):
        for key, number, receipt in take_in_until_killed(conference.pk, kill, chance.uniform(EARLIEST, latest)):
            begun[key] = number
            if receipt:
                receipts[key] = receipt
    unacknowledged = {key: number for key, number in begun.items() if key not in receipts}
    assert len(receipts) > KILLS / 4, "the processes were killed before they could do anything"
    assert len(unacknowledged) > KILLS / 4, "the processes were not killed at work"

    wait_for_the_last_transaction(conference)
    assert_everything_is_whole(conference)
    assert set(receipts) <= set(Registration.objects.values_list("submission_key", flat=True))
    for key, receipt in receipts.items():
        assert Registration.objects.get(submission_key=key).receipt_path() == receipt
    for receipt in chance.sample(sorted(receipts.values()), min(SHOWN, len(receipts))):
        assert Client().get(receipt).status_code == 200

    for key, number in unacknowledged.items():
        before = Registration.objects.filter(submission_key=key).first()
        receipt = post(conference.pk, key, number)
        assert before is None or before.receipt_path() == receipt
        assert Registration.objects.get(submission_key=key).receipt_path() == receipt

    assert Registration.objects.count() == WARM_UP + len(receipts) + len(unacknowledged)
    assert_everything_is_whole(conference)


def seconds_for_one(conference: ConferencePage) -> float:
    """How long taking in one form lasts here, once everything is loaded."""
    for number in range(WARM_UP):
        started = time.monotonic()
        post(conference.pk, uuid.uuid4(), number)
    return time.monotonic() - started


def take_in_until_killed(conference_pk: int, kill: int, seconds: float) -> list[tuple[uuid.UUID, int, str]]:
    """Kill a process that takes in one form after the other; what it began, each with its receipt or ""."""
    keys = [uuid.uuid4() for _form in range(MOST_FORMS_OF_A_PROCESS)]
    reading, writing = os.pipe()
    worker = start_process(take_in, conference_pk, keys, kill * MOST_FORMS_OF_A_PROCESS, writing)
    os.close(writing)
    with open(reading, encoding="utf-8") as written:
        lines = [written.readline()]
        time.sleep(seconds)
        os.kill(worker.pid, signal.SIGKILL)
        worker.join(10)
        lines += written
    said = {}
    for line in lines:
        key, _space, receipt = line.rstrip("\n").partition(" ")
        said[uuid.UUID(key)] = receipt
    return [(key, kill * MOST_FORMS_OF_A_PROCESS + place, said[key]) for place, key in enumerate(keys) if key in said]


def take_in(conference_pk: int, keys: list[uuid.UUID], first_number: int, writing: int) -> None:
    """The web process: says which form it begins with, and the receipt as soon as it is answered."""
    for number, key in enumerate(keys, start=first_number):
        os.write(writing, f"{key} \n".encode())
        receipt = post(conference_pk, key, number)
        os.write(writing, f"{key} {receipt}\n".encode())
    connections.close_all()


def post(conference_pk: int, key: uuid.UUID, number: int) -> str:
    """Send the form `number` under `key`; the address of the receipt."""
    now = timezone.now()
    shown = now - timezone.timedelta(minutes=5)
    fields = {
        "phone": f"0912{number:06d}",
        "email": f"nguoi{number}@example.vn",
        "question": f"Câu hỏi riêng của người thứ {number}?",
    }
    token = FormToken(f"registration:{conference_pk}", key, shown, shown).signed()
    response = Client(enforce_csrf_checks=True).post(
        f"/dang-ky/{conference_pk}/gui/",
        {**make_form_data(**fields), "form_token": token, "website_address": ""},
    )
    assert response.status_code == 303
    return response["Location"]


def wait_for_the_last_transaction(conference: ConferencePage) -> None:
    """A database server may still be at the last statement of a process that is dead."""
    with transaction.atomic():
        ConferenceSeats.objects.locked(conference)


def assert_everything_is_whole(conference: ConferencePage) -> None:
    """Every form in the database has its question, its two first events and its letter; nothing stands alone."""
    registrations = list(Registration.objects.prefetch_related("questions", "events"))
    for registration in registrations:
        assert len(registration.questions.all()) == 1
        assert sorted(event.subject for event in registration.events.all()) == ["form", "seat"]
        assert letter_for(registration).to == registration.email
    assert Question.objects.count() == len(registrations)
    assert Message.objects.count() == len(registrations)
    assert taken_seats(conference) == min(SEATS, len(registrations))
