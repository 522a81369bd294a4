"""Many people press the button in the same second, in processes of their own."""

import uuid
from collections import Counter

import pytest
from django.test import Client
from django.utils import timezone

from cms.history import StateChangedError
from cms.intake.token import FormToken
from plans.registrations.models import Registration, Seat
from plans.registrations.moves import NoSeatLeftError
from plans.registrations.seats import taken_seats
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.registrations import make_answers, make_form_data, make_registration
from tests.processes import run_in_parallel

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def index(home):
    return make_conference_index(home)


def signed_token(conference_pk: int) -> str:
    now = timezone.now()
    shown = now - timezone.timedelta(minutes=5)
    return FormToken(f"registration:{conference_pk}", uuid.uuid4(), shown, shown).signed()


def post(conference_pk: int, token: str, number: int, group_size: int) -> tuple[int, str]:
    fields = {
        "full_name": f"Người số {'i' * (number + 1)}",
        "phone": f"0912{number:06d}",
        "email": f"nguoi{number}@example.vn",
        "question": f"Câu hỏi riêng của người thứ {number}?",
        "group_size": str(group_size),
    }
    data = {**make_form_data(**fields), "form_token": token, "website_address": ""}
    response = Client(enforce_csrf_checks=True, raise_request_exception=False).post(f"/dang-ky/{conference_pk}/", data)
    return response.status_code, response.get("Location", "")


def test_forty_at_once_for_three_seats_are_all_received_and_three_are_seated(index):
    conference = make_open_conference(index, timezone.now(), capacity=3)
    make_registration(conference, timezone.now(), participation="in_writing")

    answers = run_in_parallel(
        post, [(conference.pk, signed_token(conference.pk), number, 1) for number in range(40)], timeout=120
    )

    assert Counter(status for status, _receipt in answers) == {303: 40}
    assert len({receipt for _status, receipt in answers}) == 40
    seats = Counter(Registration.objects.filter(participation="in_person").values_list("seat", flat=True))
    assert seats == {Seat.HELD: 3, Seat.WAITING: 37}
    for _status, receipt in answers[:3]:
        assert Client().get(receipt).status_code == 200


def test_groups_at_once_never_overbook_the_hall(index):
    conference = make_open_conference(index, timezone.now(), capacity=10)

    run_in_parallel(
        post, [(conference.pk, signed_token(conference.pk), number, 3) for number in range(30)], timeout=120
    )

    assert Registration.objects.count() == 30
    assert taken_seats(conference) == 9


def test_one_form_sent_thirty_times_at_once_is_one_row_and_one_receipt(index):
    conference = make_open_conference(index, timezone.now(), capacity=3)
    token = signed_token(conference.pk)

    answers = run_in_parallel(post, [(conference.pk, token, 1, 1)] * 30, timeout=120)

    assert len(set(answers)) == 1
    assert answers[0][0] == 303
    assert Registration.objects.count() == 1


def give_seat(pk: int) -> str:
    registration = Registration.objects.get(pk=pk)
    try:
        registration.move_seat("held", expected="waiting", actor=None, reason="", now=timezone.now())
    except (NoSeatLeftError, StateChangedError) as refusal:
        return type(refusal).__name__
    return "held"


def test_the_last_seat_is_given_once_however_many_clerks_give_it(index):
    now = timezone.now()
    conference = make_open_conference(index, now, capacity=1)
    make_registration(conference, now)
    waiting = [make_registration(conference, now).pk for _number in range(8)]
    conference.capacity = 2
    conference.save()

    results = Counter(run_in_parallel(give_seat, [(pk,) for pk in waiting], timeout=60))

    assert results == {"held": 1, "NoSeatLeftError": 7}


def decide(pk: int) -> str:
    registration = Registration.objects.get(pk=pk)
    try:
        registration.move_form("valid", expected="sent", actor=None, reason="", now=timezone.now())
    except StateChangedError:
        return "changed"
    return "moved"


def test_of_clerks_who_decide_at_once_one_wins_and_the_others_are_told(index):
    registration = make_registration(make_open_conference(index, timezone.now()), timezone.now())

    results = Counter(run_in_parallel(decide, [(registration.pk,)] * 6, timeout=60))

    assert results["moved"] == 1
    assert registration.events.filter(to_state="valid").count() == 1


def first_answers(conference_pk: int) -> dict:
    from plans.conferences.models import ConferencePage

    conference = ConferencePage.objects.get(pk=conference_pk)
    return Registration.objects.submit(conference, make_answers(), uuid.uuid4(), timezone.now()).code


def test_the_very_first_forms_of_a_conference_do_not_trip_over_its_missing_lock_row(index):
    conference = make_open_conference(index, timezone.now())
    make_answers()

    codes = run_in_parallel(first_answers, [(conference.pk,)] * 10, timeout=60)

    assert len(set(codes)) == 10
