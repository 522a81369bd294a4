"""Taking a form in: window, seats, idempotency, letter."""

import uuid
from datetime import timedelta

import pytest

from cms.outbox.models import Message
from plans.conferences.schedule import Window
from plans.registrations.models import FormState, Registration, RegistrationEvent, Seat
from plans.registrations.querysets import DifferentAnswersError, NotOpenError
from plans.registrations.seats import rounded, seats_left, taken_seats
from tests.factories.conferences import make_conference, make_conference_index, moment
from tests.factories.registrations import make_answers, make_registration

from .own_page import address_of

pytestmark = pytest.mark.django_db
IN_TIME = moment(2026, 6, 1, 10)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture
def index(home):
    return make_conference_index(home)


@pytest.fixture
def conference(index):
    return make_conference(index)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (moment(2026, 6, 5, 16, 59, 59, 900_000), FormState.SENT),
        (moment(2026, 6, 5, 17), FormState.LATE),
        (moment(2026, 6, 20, 11, 29, 59), FormState.LATE),
    ],
)
def test_the_instant_of_arrival_decides_whether_a_form_is_late(conference, now, state):
    assert make_registration(conference, now).form_state == state


def test_minutes_of_grace_count_as_in_time_to_their_last_microsecond(index):
    conference = make_conference(index, grace_minutes=10)

    just_in_time = make_registration(conference, moment(2026, 6, 5, 17, 10) - MICROSECOND)
    too_late = make_registration(conference, moment(2026, 6, 5, 17, 10))

    assert just_in_time.form_state == FormState.SENT
    assert too_late.form_state == FormState.LATE


@pytest.mark.parametrize(
    ("now", "window"),
    [
        (moment(2026, 5, 20, 8) - MICROSECOND, Window.NOT_YET),
        (moment(2026, 6, 20, 11, 30), Window.OVER),
    ],
)
def test_outside_the_window_nothing_is_stored(conference, now, window):
    with pytest.raises(NotOpenError) as refusal:
        make_registration(conference, now)

    assert refusal.value.window is window
    assert Registration.objects.count() == 0
    assert Message.objects.count() == 0


def test_a_conference_without_window_takes_no_forms(index):
    conference = make_conference(index, opens_at=None, closes_at=None)

    with pytest.raises(NotOpenError):
        make_registration(conference, IN_TIME)


def test_a_late_form_waits_for_a_seat_even_when_there_are_some(conference):
    assert make_registration(conference, moment()).seat == Seat.WAITING


def test_seats_are_given_until_none_is_left_and_then_people_wait(index):
    conference = make_conference(index, capacity=5, reserved_seats=2)

    seats = [make_registration(conference, IN_TIME).seat for _number in range(5)]

    assert seats == [Seat.HELD] * 3 + [Seat.WAITING] * 2
    assert taken_seats(conference) == 3
    assert seats_left(conference) == 0


def test_a_group_is_seated_whole_or_not_at_all(index):
    conference = make_conference(index, capacity=4)

    first = make_registration(conference, IN_TIME, group_size=2)
    too_many = make_registration(conference, IN_TIME, group_size=3)
    fits = make_registration(conference, IN_TIME, group_size=2)

    assert [first.seat, too_many.seat, fits.seat] == [Seat.HELD, Seat.WAITING, Seat.HELD]
    assert taken_seats(conference) == 4


def test_waiting_written_online_and_withdrawn_forms_take_no_seat(index):
    conference = make_conference(index, capacity=2)
    make_registration(conference, IN_TIME, participation="in_writing")
    make_registration(conference, IN_TIME, participation="online")
    gone = make_registration(conference, IN_TIME)
    gone.move_form("withdrawn", expected="sent", actor=None, reason="x", now=IN_TIME)

    assert seats_left(conference) == 2


def test_one_phone_gets_one_seat_group_per_conference(conference, index):
    first = make_registration(conference, IN_TIME, phone="+84912345678")
    second = make_registration(conference, IN_TIME, phone="+84912345678")
    elsewhere = make_registration(make_conference(index), IN_TIME, phone="+84912345678")

    assert [first.seat, second.seat, elsewhere.seat] == [Seat.HELD, Seat.WAITING, Seat.HELD]
    assert second.form_state == FormState.SENT
    assert second.signs == ["same_contact"]


def test_old_and_new_tone_marks_and_accents_do_not_hide_a_duplicate(conference):
    make_registration(conference, IN_TIME, email="a@example.vn", full_name="Nguyễn Thị Hoà")
    second = make_registration(conference, IN_TIME, email="A@EXAMPLE.VN", full_name="NGUYỄN THỊ HÒA")

    assert second.is_possible_duplicate


def test_the_same_key_and_answers_give_the_same_registration_even_after_closing(conference):
    key, answers = uuid.uuid4(), make_answers()

    first = Registration.objects.submit(conference, answers, key, IN_TIME)
    again = Registration.objects.submit(conference, answers, key, moment(2026, 6, 21))

    assert again == first
    assert RegistrationEvent.objects.count() == 2


def test_the_same_key_with_other_answers_or_for_another_conference_is_refused(conference, index):
    key, answers = uuid.uuid4(), make_answers()
    Registration.objects.submit(conference, answers, key, IN_TIME)

    with pytest.raises(DifferentAnswersError):
        Registration.objects.submit(conference, {**answers, "group_size": 2}, key, IN_TIME)
    with pytest.raises(DifferentAnswersError):
        Registration.objects.submit(make_conference(index), answers, key, IN_TIME)


def test_a_code_that_is_taken_is_drawn_again(conference, monkeypatch):
    from plans.registrations import codes

    drawn = iter(["DT-AAAA-AAAA", "DT-AAAA-AAAA", "DT-AAAA-AAAA", "DT-CCCC-CCCC"])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))

    assert make_registration(conference, IN_TIME).code == "DT-AAAA-AAAA"
    assert make_registration(conference, IN_TIME).code == "DT-CCCC-CCCC"


def test_the_letter_holds_code_and_session_and_nothing_the_sender_wrote(conference):
    registration = make_registration(
        conference,
        IN_TIME,
        email="nan-nhan@example.vn",
        full_name="MUA NGAY KEO.EXAMPLE",
        organisation_name="Khuyến mãi lớn",
        question="Bấm vào http://spam.example để nhận quà",
        postal_address="Quảng cáo",
    )

    letter = Message.objects.get()
    assert letter.to == "nan-nhan@example.vn"
    assert registration.code in letter.subject
    assert conference.title in letter.text
    assert "08:00" in letter.text
    assert registration.secret in letter.text
    for typed in ("MUA NGAY", "Khuyến mãi", "spam.example", "Quảng cáo"):
        assert typed not in letter.text + letter.subject + letter.reply_to


def test_without_an_address_no_letter_is_written(conference):
    make_registration(conference, IN_TIME, email="")

    assert Message.objects.count() == 0


def test_an_address_in_a_vietnamese_domain_is_written_as_mail_servers_do(conference):
    make_registration(conference, IN_TIME, email="lan@ví-dụ.vn")

    assert Message.objects.get().to.isascii()


def test_an_address_the_outbox_refuses_costs_the_letter_and_not_the_registration(conference, client):
    registration = make_registration(conference, IN_TIME, email="a@exa\uff08mple.vn")

    assert Registration.objects.get().signs == ["letter_refused"]
    assert registration.events.count() == 2
    assert Message.objects.count() == 0
    assert "A letter with the code goes" not in client.get(address_of(registration)).content.decode()


def test_one_address_gets_only_a_few_letters_a_day(index):
    for _number in range(8):
        make_registration(make_conference(index), IN_TIME, email="nan-nhan@example.vn")

    assert Registration.objects.count() == 8
    assert Message.objects.count() == 5


def test_a_failing_letter_leaves_nothing_half_done(conference, monkeypatch):
    from plans.registrations import notices

    def broken(registration, now):
        raise RuntimeError("no letter")

    monkeypatch.setattr(notices, "tell_received", broken)
    with pytest.raises(RuntimeError):
        make_registration(conference, IN_TIME)

    assert Registration.objects.count() == 0
    assert RegistrationEvent.objects.count() == 0


def test_events_can_be_neither_changed_nor_deleted(conference):
    from django.core.exceptions import ValidationError

    event = make_registration(conference, IN_TIME).events.first()

    with pytest.raises(ValidationError):
        event.save()
    with pytest.raises(ValidationError):
        event.delete()


def test_a_consent_text_never_changes_and_new_ones_are_numbered():
    from django.core.exceptions import ValidationError

    from plans.registrations.models import ConsentText

    first = ConsentText.objects.current("vi")
    second = ConsentText.objects.create(language="vi", text="Bản hai")

    assert (first.version, second.version) == (1, 2)
    assert ConsentText.objects.current("vi") == second
    first.text = "Đã sửa"
    with pytest.raises(ValidationError):
        first.save()


def test_seats_are_told_exactly_up_to_ten_and_roughly_above():
    assert [rounded(left) for left in (0, 10, 11, 20, 21, 137)] == [
        (0, True), (10, True), (10, False), (10, False), (20, False), (130, False)
    ]  # fmt: skip
