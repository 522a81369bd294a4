"""Who is let in at the door, and what the clerk is told otherwise."""

import pytest

from cms.history import StateChangedError
from cms.outbox.models import Message
from plans.hall.admission import Outcome, admit, places_free, take_back
from plans.hall.models import CheckIn
from plans.hall.walk_in import WalkIn, admit_walk_in
from plans.hall.wording import sentence
from plans.questions.models import Source
from plans.registrations.models import FormState, Registration, Seat
from tests.factories.conferences import make_conference, moment
from tests.factories.hall import make_scan, scan_in
from tests.factories.registrations import make_registration
from tests.registrations.clerks import IN_TIME

pytestmark = pytest.mark.django_db
MORNING = moment(2026, 6, 20, 8, 1)


def test_who_holds_a_seat_is_checked_in_with_an_event(conference, clerk):
    registration = make_registration(conference, IN_TIME)

    admission = scan_in(registration, MORNING, actor=clerk)

    registration.refresh_from_db()
    assert admission.outcome is Outcome.ADMITTED
    assert registration.seat == Seat.ATTENDED
    event = registration.events.last()
    assert (event.from_state, event.to_state, event.actor, event.at) == (Seat.HELD, Seat.ATTENDED, clerk, MORNING)
    assert "cửa A" in event.reason


def test_the_second_scan_says_when_and_where_the_first_was(conference):
    registration = make_registration(conference, IN_TIME)
    scan_in(registration, MORNING)

    again = scan_in(registration, moment(2026, 6, 20, 8, 30), gate="cửa B")

    assert again.outcome is Outcome.ALREADY
    assert "08:01" in sentence(again)
    assert "cửa A" in sentence(again)
    assert CheckIn.objects.count() == 1


def test_the_same_nonce_gives_the_same_arrival_even_after_it_was_taken_back(conference, clerk):
    registration = make_registration(conference, IN_TIME)
    scan = make_scan()
    first = admit(conference, registration.code, scan, actor=clerk, now=MORNING)
    take_back(first.check_in, actor=clerk, now=MORNING)

    again = admit(conference, registration.code, scan, actor=clerk, now=MORNING)

    assert again.check_in == first.check_in
    registration.refresh_from_db()
    assert registration.seat == Seat.HELD


def test_what_was_taken_back_can_be_checked_in_again(conference, clerk):
    registration = make_registration(conference, IN_TIME)
    first = scan_in(registration, MORNING)
    take_back(first.check_in, actor=clerk, now=MORNING)
    with pytest.raises(StateChangedError):
        take_back(CheckIn.objects.get(pk=first.check_in.pk), actor=clerk, now=MORNING)

    assert scan_in(registration, MORNING).outcome is Outcome.ADMITTED
    assert CheckIn.objects.standing().count() == 1


@pytest.mark.parametrize(
    ("steps", "back"),
    [
        ((Seat.ABSENT,), Seat.ABSENT),
        ((Seat.WAITING,), Seat.WAITING),
        ((Seat.NOT_WANTED,), Seat.NOT_WANTED),
    ],
)
def test_the_unexpected_are_let_in_after_a_question_and_go_back_where_they_were(conference, clerk, steps, back):
    registration = make_registration(conference, IN_TIME)
    for step in steps:
        registration.move_seat(step, expected=registration.seat, actor=None, reason="", now=MORNING)

    asked = scan_in(registration, MORNING)
    let_in = scan_in(registration, MORNING, is_confirmed=True)

    assert asked.outcome is Outcome.ASK
    assert let_in.outcome is Outcome.ADMITTED
    registration.refresh_from_db()
    assert registration.seat == Seat.ATTENDED
    told = Message.objects.count()
    take_back(let_in.check_in, actor=clerk, now=MORNING)
    registration.refresh_from_db()
    assert registration.seat == back
    assert Message.objects.count() == told


def test_a_full_hall_opens_for_the_waiting_only_with_the_chairs_consent(conference):
    make_registration(conference, IN_TIME, group_size=3)
    waiting = make_registration(conference, IN_TIME, group_size=2)

    refused = scan_in(waiting, MORNING, is_confirmed=True)
    let_in = scan_in(waiting, MORNING, has_consent=True)

    assert (refused.outcome, refused.room) == (Outcome.FULL, 0)
    assert let_in.outcome is Outcome.ADMITTED
    assert let_in.check_in.is_over_capacity
    waiting.refresh_from_db()
    assert waiting.seat == Seat.WALK_IN


def test_a_withdrawn_form_and_one_of_another_conference_are_named_as_such(conference, index):
    withdrawn = make_registration(conference, IN_TIME)
    withdrawn.move_form(FormState.WITHDRAWN, expected=withdrawn.form_state, actor=None, reason="", now=IN_TIME)
    elsewhere = make_registration(make_conference(index), IN_TIME)

    assert scan_in(withdrawn, MORNING).outcome is Outcome.ENDED
    assert admit(conference, elsewhere.code, make_scan(), actor=None, now=MORNING).outcome is Outcome.OTHER_CONFERENCE
    assert admit(conference, "DT-0000-0000", make_scan(), actor=None, now=MORNING).outcome is Outcome.UNKNOWN
    assert not CheckIn.objects.exists()


def test_the_code_of_a_merged_form_lets_in_the_last_it_was_merged_into(conference):
    kept, merged = make_registration(conference, IN_TIME), make_registration(conference, IN_TIME)
    first = make_registration(conference, IN_TIME)
    first.merge_into(merged, actor=None, reason="cùng người", now=IN_TIME)
    merged.merge_into(kept, actor=None, reason="cùng người", now=IN_TIME)

    admission = scan_in(first, MORNING)

    assert admission.outcome is Outcome.ADMITTED
    assert admission.registration == kept


def test_a_walk_in_gets_a_code_a_place_and_a_question_from_the_hall(conference, clerk):
    person = WalkIn("Trần Văn Đức", group_size=2, question="Khi nào sửa đường liên thôn?")

    admission = admit_walk_in(conference, person, make_scan(), actor=clerk, now=MORNING)

    registration = admission.registration
    assert registration.seat == Seat.WALK_IN
    assert registration.form_state == FormState.VALID
    assert registration.code.startswith("DT-")
    assert [(question.text, question.source) for question in registration.questions.all()] == [
        (person.question, Source.HALL)
    ]
    assert places_free(conference) == 1


def test_the_same_walk_in_sent_twice_is_one(conference, clerk):
    scan, person = make_scan(), WalkIn("Trần Văn Đức", question="Khi nào sửa đường?")

    first = admit_walk_in(conference, person, scan, actor=clerk, now=MORNING)
    second = admit_walk_in(conference, person, scan, actor=clerk, now=moment(2026, 6, 20, 9))

    assert first.check_in == second.check_in
    assert Registration.objects.count() == 1
    assert first.registration.questions.count() == 1


def test_walk_ins_beyond_capacity_need_the_chairs_consent(conference, clerk):
    make_registration(conference, IN_TIME, group_size=2)
    two = WalkIn("Lê Thị Én", group_size=2)

    refused = admit_walk_in(conference, two, make_scan(), actor=clerk, now=MORNING)
    let_in = admit_walk_in(conference, two, make_scan(has_consent=True), actor=clerk, now=MORNING)

    assert (refused.outcome, refused.room) == (Outcome.FULL, 1)
    assert let_in.check_in.is_over_capacity
    assert Registration.objects.filter(seat=Seat.WALK_IN).count() == 1
