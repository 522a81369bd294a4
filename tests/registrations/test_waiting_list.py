"""The waiting list: order, groups, stop time, and what people are told."""

from datetime import timedelta

import pytest

from cms.outbox.models import Message
from plans.conferences.models import ConferencePage, Dossier
from plans.registrations.jobs import give_free_seats, tell_who_still_waits
from plans.registrations.models import FormState, Registration, Seat
from plans.registrations.seats import overbooked_by, seats_left, taken_seats
from tests.factories.conferences import make_conference, make_conference_index, moment
from tests.factories.registrations import make_registration

pytestmark = pytest.mark.django_db
IN_TIME = moment(2026, 6, 1, 10)
LATER = moment(2026, 6, 2, 10)
START = moment(2026, 6, 20, 8)


@pytest.fixture
def index(home):
    return make_conference_index(home)


def seat_of(registration) -> str:
    registration.refresh_from_db()
    return registration.seat


def leave(registration, now=LATER) -> None:
    registration.refresh_from_db()
    registration.move_seat("absent", expected=registration.seat, actor=None, reason="", now=now)


def given_letters() -> list[str]:
    return list(Message.objects.filter(purpose="notice.seat_given").values_list("to", flat=True))


def test_a_freed_seat_goes_at_once_to_whoever_waits_longest_with_one_letter(index):
    conference = make_conference(index, capacity=1)
    first = make_registration(conference, IN_TIME)
    second = make_registration(conference, IN_TIME + timedelta(minutes=1), email="hai@example.vn")
    third = make_registration(conference, IN_TIME + timedelta(minutes=2), email="ba@example.vn")

    leave(first)
    give_free_seats(LATER)

    assert [seat_of(one) for one in (first, second, third)] == [Seat.ABSENT, Seat.HELD, Seat.WAITING]
    assert given_letters() == ["hai@example.vn"]
    assert second.events.filter(subject="seat", to_state="held").count() == 1


def test_waiting_rows_take_no_seat_and_move_up_when_one_of_five_leaves(index):
    conference = make_conference(index, capacity=5)
    seated = [make_registration(conference, IN_TIME) for _number in range(5)]
    waiting = [make_registration(conference, IN_TIME + timedelta(minutes=1 + number)) for number in range(3)]
    assert taken_seats(conference) == 5

    leave(seated[2])

    assert [seat_of(one) for one in waiting] == [Seat.HELD, Seat.WAITING, Seat.WAITING]
    assert seats_left(conference) == 0


def test_a_group_moves_up_whole_or_waits_on_and_the_next_that_fits_is_served(index):
    conference = make_conference(index, capacity=3)
    seated = [make_registration(conference, IN_TIME) for _number in range(3)]
    three = make_registration(conference, IN_TIME + timedelta(minutes=1), group_size=3)
    two = make_registration(conference, IN_TIME + timedelta(minutes=2), group_size=2)

    leave(seated[0])
    assert (seat_of(three), seat_of(two)) == (Seat.WAITING, Seat.WAITING)
    leave(seated[1])
    assert (seat_of(three), seat_of(two)) == (Seat.WAITING, Seat.HELD)
    assert taken_seats(conference) == 3


def test_more_seats_are_given_out_by_the_worker_in_the_order_of_the_list(index):
    conference = make_conference(index, capacity=1)
    make_registration(conference, IN_TIME)
    waiting = [make_registration(conference, IN_TIME + timedelta(minutes=number)) for number in range(1, 4)]
    conference.capacity = 3
    conference.save()

    assert give_free_seats(LATER) == 2
    assert give_free_seats(LATER) == 0
    assert [seat_of(one) for one in waiting] == [Seat.HELD, Seat.HELD, Seat.WAITING]


def test_nobody_who_comes_new_overtakes_those_who_wait(index):
    conference = make_conference(index, capacity=1)
    make_registration(conference, IN_TIME)
    waiting = make_registration(conference, IN_TIME + timedelta(minutes=1))
    conference.capacity = 2
    conference.save()

    new = make_registration(conference, LATER)

    assert (seat_of(waiting), seat_of(new)) == (Seat.HELD, Seat.WAITING)


@pytest.mark.parametrize(
    ("now", "seat"),
    [
        (START - timedelta(hours=24, seconds=1), Seat.HELD),
        (START - timedelta(hours=24), Seat.WAITING),
        (START, Seat.WAITING),
    ],
)
def test_promotion_ends_at_its_stop_time(index, now, seat):
    conference = make_conference(index, capacity=1)
    first, second = make_registration(conference, IN_TIME), make_registration(conference, IN_TIME)

    leave(first, now)
    give_free_seats(now)

    assert seat_of(second) == seat


def test_those_still_waiting_are_told_once_that_the_list_has_ended(index):
    conference = make_conference(index, capacity=1)
    make_registration(conference, IN_TIME, email="mot@example.vn")
    make_registration(conference, IN_TIME, email="hai@example.vn")

    assert tell_who_still_waits(START - timedelta(hours=25)) == 0
    for hours in (24, 20, 1):
        tell_who_still_waits(START - timedelta(hours=hours))

    letters = Message.objects.filter(purpose="notice.waiting_ended")
    assert [letter.to for letter in letters] == ["hai@example.vn"]


def test_after_a_cancellation_nobody_is_given_a_seat_or_told_about_the_list(index):
    conference = make_conference(index, capacity=1)
    first, second = make_registration(conference, IN_TIME), make_registration(conference, IN_TIME, email="a@b.vn")
    Dossier.objects.update_or_create(conference=conference, defaults={"state": "cancelled"})

    leave(first)

    assert seat_of(second) == Seat.WAITING
    assert tell_who_still_waits(START - timedelta(hours=2)) == 0


def test_who_goes_back_into_the_list_stands_at_its_end(index):
    conference = make_conference(index, capacity=1)
    first = make_registration(conference, IN_TIME)
    second = make_registration(conference, IN_TIME + timedelta(minutes=1))
    third = make_registration(conference, IN_TIME + timedelta(minutes=2))

    first.move_seat("waiting", expected="held", actor=None, reason="", now=LATER)

    assert [seat_of(one) for one in (first, second, third)] == [Seat.WAITING, Seat.HELD, Seat.WAITING]
    assert Registration.objects.place_in_queue(third) == 1
    assert Registration.objects.place_in_queue(first) == 2


def test_late_forms_and_unseen_robots_get_no_seat_until_a_person_says_so(index):
    conference = make_conference(index, capacity=3)
    late = make_registration(conference, moment(2026, 6, 6, 8))
    robot = make_registration(conference, IN_TIME, signs=["trap_filled"])
    give_free_seats(moment(2026, 6, 6, 9))
    assert (seat_of(late), seat_of(robot)) == (Seat.WAITING, Seat.WAITING)

    late.move_form("valid", expected="late", actor=None, reason="", now=moment(2026, 6, 6, 10))
    robot.move_form("sent", expected="held_for_check", actor=None, reason="", now=moment(2026, 6, 6, 10))

    assert (seat_of(late), seat_of(robot)) == (Seat.HELD, Seat.HELD)


def test_a_flood_of_robots_takes_no_seat_from_people(index):
    conference = make_conference(index, capacity=5)
    for _number in range(150):
        make_registration(conference, IN_TIME, signs=["too_fast"])

    people = [make_registration(conference, LATER) for _number in range(5)]

    assert {one.seat for one in people} == {Seat.HELD}
    assert Registration.objects.filter(form_state=FormState.HELD_FOR_CHECK, seat=Seat.WAITING).count() == 150


def test_one_phone_on_many_forms_gets_one_group_of_seats_even_from_the_list(index):
    conference = make_conference(index, capacity=1)
    seated = make_registration(conference, IN_TIME, email="")
    stuffing = [make_registration(conference, IN_TIME, phone="+84987654321") for _number in range(4)]
    honest = make_registration(conference, IN_TIME + timedelta(hours=1))
    for form in stuffing:
        form.refresh_from_db()
        if form.form_state == FormState.HELD_FOR_CHECK:
            form.move_form("sent", expected="held_for_check", actor=None, reason="", now=LATER)
    conference.capacity = 4
    conference.save()
    leave(seated)
    give_free_seats(LATER)

    assert [seat_of(form) for form in stuffing].count(Seat.HELD) == 1
    assert seat_of(honest) == Seat.HELD
    assert taken_seats(conference) == 2


def test_fewer_seats_than_people_unseat_nobody_and_show_as_overbooked(index):
    conference = make_conference(index, capacity=5)
    seated = [make_registration(conference, IN_TIME) for _number in range(5)]
    waiting = make_registration(conference, IN_TIME)
    conference.capacity = 3
    conference.save()
    conference = ConferencePage.objects.get(pk=conference.pk)
    give_free_seats(LATER)

    assert {seat_of(one) for one in seated} == {Seat.HELD}
    assert (overbooked_by(conference), seats_left(conference)) == (2, 0)
    leave(seated[0])
    leave(seated[1])
    assert (overbooked_by(conference), seat_of(waiting)) == (0, Seat.WAITING)
    leave(seated[2])
    assert seat_of(waiting) == Seat.HELD


def test_online_places_are_not_seats(index):
    conference = make_conference(index, capacity=1)
    online = make_registration(conference, IN_TIME, participation="online")
    there = make_registration(conference, IN_TIME)

    leave(online)

    assert (seat_of(online), seat_of(there), seats_left(conference)) == (Seat.ABSENT, Seat.HELD, 0)
