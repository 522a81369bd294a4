"""Many processes at once on one database: seats, promotion, withdrawal against check-in."""

from collections import Counter

import pytest
from django.utils import timezone

from cms.history import MoveNotAllowedError, StateChangedError
from cms.outbox.models import Message
from plans.registrations.jobs import give_free_seats
from plans.registrations.models import Registration, Seat
from plans.registrations.seats import taken_seats
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.registrations import make_registration
from tests.processes import run_in_parallel

from .test_many_at_once import post, signed_token

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def index(home):
    return make_conference_index(home)


def test_fifty_at_once_for_one_seat_are_all_received_and_one_is_seated(index):
    conference = make_open_conference(index, timezone.now(), capacity=1)
    make_registration(conference, timezone.now(), participation="in_writing")

    answers = run_in_parallel(
        post, [(conference.pk, signed_token(conference.pk), number, 1) for number in range(50)], timeout=180
    )

    assert Counter(status for status, _receipt in answers) == {303: 50}
    seats = Counter(Registration.objects.filter(participation="in_person").values_list("seat", flat=True))
    assert seats == {Seat.HELD: 1, Seat.WAITING: 49}
    assert Registration.objects.values("code").distinct().count() == 51


def promote() -> int:
    return give_free_seats(timezone.now())


def test_one_freed_seat_and_many_promotions_at_once_seat_one_with_one_letter(index):
    now = timezone.now()
    conference = make_open_conference(index, now, capacity=1)
    make_registration(conference, now)
    for number in range(10):
        make_registration(conference, now, email=f"cho{number}@example.vn")
    conference.capacity = 2
    conference.save()

    assert sum(run_in_parallel(promote, [()] * 6, timeout=60)) == 1
    assert taken_seats(conference) == 2
    assert Message.objects.filter(purpose="notice.seat_given").count() == 1


def withdraw(pk: int) -> str:
    try:
        Registration.objects.get(pk=pk).withdraw(timezone.now())
    except (MoveNotAllowedError, StateChangedError) as refusal:
        return str(refusal) or "refused"
    return "withdrawn"


def check_in(pk: int) -> str:
    try:
        Registration.objects.get(pk=pk).move_seat(
            "attended", expected="held", actor=None, reason="", now=timezone.now()
        )
    except (MoveNotAllowedError, StateChangedError) as refusal:
        return str(refusal) or "refused"
    return "attended"


def run(function, pk):
    return function(pk)


def test_of_a_withdrawal_and_a_check_in_at_once_one_wins_and_the_other_is_told(index):
    conference = make_open_conference(index, timezone.now())
    for _round in range(5):
        registration = make_registration(conference, timezone.now())

        results = run_in_parallel(run, [(withdraw, registration.pk), (check_in, registration.pk)], timeout=60)

        registration.refresh_from_db()
        won = {"withdrawn", "attended"} & set(results)
        assert len(won) == 1
        expected = {"withdrawn": ("withdrawn", Seat.RELEASED), "attended": ("sent", Seat.ATTENDED)}[won.pop()]
        assert (registration.form_state, registration.seat) == expected


def merge(pk: int, into: int) -> str:
    try:
        Registration.objects.get(pk=pk).merge_into(
            Registration.objects.get(pk=into), actor=None, reason="x", now=timezone.now()
        )
    except (MoveNotAllowedError, StateChangedError):
        return "refused"
    return "merged"


def run_two(function, *arguments):
    return function(*arguments)


def test_merging_and_withdrawing_one_form_many_times_at_once_frees_its_seat_once(index):
    now = timezone.now()
    conference = make_open_conference(index, now, capacity=4)
    survivor = make_registration(conference, now, group_size=2)
    form = make_registration(conference, now, group_size=2)
    waiting = [make_registration(conference, now).pk for _number in range(8)]

    tasks = [(merge, form.pk, survivor.pk)] * 4 + [(withdraw, form.pk)] * 4
    results = Counter(run_in_parallel(run_two, tasks, timeout=60))

    assert results["merged"] + results["withdrawn"] == 1
    assert form.events.filter(to_state="released").count() == 1
    assert Registration.objects.filter(pk__in=waiting, seat=Seat.HELD).count() == 2
    assert taken_seats(conference) == 4


def leave(pk: int) -> str:
    Registration.objects.get(pk=pk).report_absence(timezone.now())
    return "left"


def test_many_who_leave_at_once_make_room_for_as_many_and_no_more(index):
    now = timezone.now()
    conference = make_open_conference(index, now, capacity=6)
    seated = [make_registration(conference, now).pk for _number in range(6)]
    for _number in range(9):
        make_registration(conference, now)

    assert run_in_parallel(leave, [(pk,) for pk in seated], timeout=60) == ["left"] * 6
    seats = Counter(Registration.objects.values_list("seat", flat=True))
    assert seats == {Seat.ABSENT: 6, Seat.HELD: 6, Seat.WAITING: 3}


def guess(code: str, proof: str) -> int:
    from django.test import Client

    from .own_page import look_up

    return look_up(Client(enforce_csrf_checks=True), code, proof).status_code


def test_guesses_at_once_get_no_more_tries_than_guesses_in_turn(index):
    registration = make_registration(make_open_conference(index, timezone.now()), timezone.now())

    answers = Counter(run_in_parallel(guess, [(registration.code, "0000")] * 12, timeout=60))

    assert answers[422] <= 5
    assert answers[422] + answers[429] == 12
