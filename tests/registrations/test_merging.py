"""Two forms of one person: merged, parted again, and the seat that is freed once."""

import pytest

from cms.history import MoveNotAllowedError
from plans.registrations.models import FormState, Seat
from plans.registrations.seats import taken_seats
from tests.factories.conferences import make_conference, make_conference_index, moment
from tests.factories.registrations import make_registration

pytestmark = pytest.mark.django_db
IN_TIME = moment(2026, 6, 1, 10)


@pytest.fixture
def conference(home):
    return make_conference(make_conference_index(home), capacity=4)


def merge(form, survivor) -> None:
    form.merge_into(survivor, actor=None, reason="Cùng một người", now=IN_TIME)


def test_a_merged_form_gives_up_its_seat_once_and_keeps_code_and_questions(conference):
    survivor = make_registration(conference, IN_TIME, group_size=2)
    form = make_registration(conference, IN_TIME, group_size=2)
    waiting = make_registration(conference, IN_TIME, group_size=2)

    merge(form, survivor)
    with pytest.raises(MoveNotAllowedError):
        merge(form, survivor)

    waiting.refresh_from_db()
    assert (form.form_state, form.seat, form.merged_into) == (FormState.MERGED, Seat.RELEASED, survivor)
    assert waiting.seat == Seat.HELD
    assert taken_seats(conference) == 4
    assert form.events.filter(subject="seat", to_state="released").count() == 1
    assert form.questions.get().state == "received"


def test_withdrawing_a_merged_form_is_refused_and_frees_nothing(conference):
    survivor, form = make_registration(conference, IN_TIME), make_registration(conference, IN_TIME)
    merge(form, survivor)

    with pytest.raises(MoveNotAllowedError):
        form.withdraw(IN_TIME)
    assert taken_seats(conference) == 1


def test_a_survivor_who_waited_takes_over_the_seat_of_the_merged_form(conference):
    form = make_registration(conference, IN_TIME, phone="+84912000001")
    survivor = make_registration(conference, IN_TIME, phone="+84912000001")
    assert survivor.seat == Seat.WAITING

    merge(form, survivor)

    assert (form.seat, survivor.seat, taken_seats(conference)) == (Seat.RELEASED, Seat.HELD, 1)


def test_parting_brings_back_form_and_seat(conference):
    survivor = make_registration(conference, IN_TIME)
    form = make_registration(conference, IN_TIME)
    form.move_form("valid", expected="sent", actor=None, reason="", now=IN_TIME)
    merge(form, survivor)

    form.part_again(actor=None, reason="Nhầm người", now=IN_TIME)

    assert (form.form_state, form.seat, form.merged_into) == (FormState.VALID, Seat.HELD, None)
    with pytest.raises(MoveNotAllowedError):
        form.part_again(actor=None, reason="x", now=IN_TIME)


def test_parting_into_a_full_hall_puts_the_form_back_into_the_list_at_its_old_time(conference):
    survivor, form = make_registration(conference, IN_TIME), make_registration(conference, IN_TIME)
    merge(form, survivor)
    make_registration(conference, IN_TIME, group_size=3)

    form.part_again(actor=None, reason="x", now=moment(2026, 6, 3))

    assert (form.seat, form.waiting_since) == (Seat.WAITING, IN_TIME)
    assert taken_seats(conference) == 4


def test_forms_that_cannot_be_merged_are_refused_with_the_reason(conference, home):
    form, other = make_registration(conference, IN_TIME), make_registration(conference, IN_TIME)
    elsewhere = make_registration(make_conference(make_conference_index(home)), IN_TIME)
    gone = make_registration(conference, IN_TIME)
    gone.withdraw(IN_TIME)
    other.move_seat("attended", expected="held", actor=None, reason="", now=IN_TIME)

    for one, survivor in [(form, form), (form, elsewhere), (form, gone), (gone, form), (other, form)]:
        with pytest.raises(MoveNotAllowedError) as refusal:
            merge(one, survivor)
        assert str(refusal.value)
    assert taken_seats(conference) == 2
