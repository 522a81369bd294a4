"""What the steps of a conference and of a form mean: letters, owed answers, calendars."""

from datetime import timedelta

import pytest

from cms.outbox.models import Message
from plans.conferences.models import ConferencePage, Dossier
from plans.correspondence.calls import CallTask, asking_for_contacts
from plans.questions.models import Question
from plans.registrations.jobs import remind
from plans.registrations.models import Registration, Seat
from tests.factories.conferences import make_conference, make_conference_index, moment
from tests.factories.questions import make_question
from tests.factories.registrations import make_registration

pytestmark = pytest.mark.django_db
IN_TIME = moment(2026, 6, 1, 10)
START = moment(2026, 6, 20, 8)


@pytest.fixture
def conference(home):
    return make_conference(make_conference_index(home))


@pytest.fixture
def dossier(conference):
    dossier = Dossier.objects.of(conference)
    dossier.move("announced", expected=dossier.state, actor=None, reason="", now=moment(2026, 5, 20))
    return dossier


def letters(purpose: str) -> list[str]:
    return sorted(Message.objects.filter(purpose=f"notice.{purpose}").values_list("to", flat=True))


def state_of_question(registration) -> str:
    return registration.questions.get().state


def test_an_absence_is_noted_and_the_answer_owed_with_a_day(conference):
    registration = make_registration(conference, IN_TIME, email="lan@example.vn")

    registration.move_seat("absent", expected="held", actor=None, reason="", now=IN_TIME)

    question = registration.questions.get()
    assert question.state == "owed"
    assert question.due_on > IN_TIME.date()
    assert letters("absence_noted") == ["lan@example.vn"]


def test_a_withdrawn_form_takes_its_questions_along_unless_they_are_kept(conference):
    gone, kept = make_registration(conference, IN_TIME, email="a@b.vn"), make_registration(conference, IN_TIME)

    gone.withdraw(IN_TIME)
    kept.withdraw(IN_TIME, keeps_questions=True)

    assert (state_of_question(gone), state_of_question(kept)) == ("withdrawn", "received")
    assert (gone.seat, kept.seat) == (Seat.RELEASED, Seat.RELEASED)
    assert letters("withdrawn") == ["a@b.vn"]


@pytest.mark.parametrize("state", ["cancelled", "not_held"])
def test_when_it_does_not_take_place_everybody_is_told_and_every_question_is_owed(conference, dossier, state):
    first = make_registration(conference, IN_TIME, email="mot@example.vn")
    make_registration(conference, IN_TIME, email="hai@example.vn", participation="in_writing")
    by_phone = make_registration(conference, IN_TIME)
    gone = make_registration(conference, IN_TIME, email="ba@example.vn")
    gone.withdraw(IN_TIME)
    in_hall = make_question(conference, IN_TIME)

    dossier.move(state, expected="announced", actor=None, reason="Bão", now=IN_TIME)

    assert letters(state) == ["hai@example.vn", "mot@example.vn"]
    letter = Message.objects.filter(purpose=f"notice.{state}").first()
    assert "Bão" in letter.text
    assert CallTask.objects.get().reference == by_phone.code
    in_hall.refresh_from_db()
    assert {state_of_question(first), in_hall.state} == {"owed"}
    assert state_of_question(gone) == "withdrawn"


def test_a_new_time_reaches_those_who_come_with_the_old_one_and_a_calendar(conference, dossier):
    make_registration(conference, IN_TIME, email="den@example.vn")
    make_registration(conference, IN_TIME, email="viet@example.vn", participation="in_writing")
    robot = make_registration(conference, IN_TIME, email="nan-nhan@example.vn", signs=["trap_filled"])

    dossier.move("announced", expected="announced", actor=None, reason="Đổi hội trường", now=IN_TIME)

    assert letters("changed") == ["den@example.vn"]
    letter = Message.objects.get(purpose="notice.changed")
    assert letter.attachments
    assert robot.email not in letters("changed")


def test_a_refused_address_or_a_step_that_fails_leaves_nothing_half_done(conference, dossier):
    make_registration(conference, IN_TIME, email="a@exa\uff08mple.vn")

    dossier.move("cancelled", expected="announced", actor=None, reason="Bão", now=IN_TIME)

    assert letters("cancelled") == []
    assert Registration.objects.get().signs == ["letter_refused"]


def test_at_the_end_whoever_did_not_come_is_owed_a_letter_and_whoever_came_is_not(conference, dossier):
    came, missed, late, wrote = (
        make_registration(conference, IN_TIME),
        make_registration(conference, IN_TIME),
        make_registration(conference, moment(2026, 6, 6)),
        make_registration(conference, IN_TIME, participation="in_writing"),
    )
    dossier.move("running", expected="announced", actor=None, reason="", now=START)
    came.move_seat("attended", expected="held", actor=None, reason="", now=START)
    dossier.move("held", expected="running", actor=None, reason="", now=START + timedelta(hours=3))

    for registration in (came, missed, late, wrote):
        registration.refresh_from_db()
    assert (came.seat, missed.seat, late.seat) == (Seat.ATTENDED, Seat.NO_SHOW, Seat.WAITING)
    assert [state_of_question(one) for one in (came, missed, late, wrote)] == ["received", "owed", "owed", "owed"]
    assert Question.objects.filter(state="owed", due_on=None).count() == 0


def test_additions_are_asked_for_in_the_words_of_the_office_and_validity_invites(conference):
    registration = make_registration(conference, IN_TIME, email="lan@example.vn")

    registration.move_form(
        "incomplete", expected="sent", actor=None, reason="nội bộ", now=IN_TIME, public_note="Ghi rõ số hồ sơ"
    )
    registration.move_form("valid", expected="incomplete", actor=None, reason="", now=IN_TIME)

    asked = Message.objects.get(purpose="notice.incomplete")
    assert "Ghi rõ số hồ sơ" in asked.text
    assert "nội bộ" not in asked.text
    assert letters("invitation") == ["lan@example.vn"]


def test_those_who_agreed_are_reminded_once_even_after_days_without_a_worker(conference, dossier):
    make_registration(conference, IN_TIME, email="co@example.vn", wants_reminders=True)
    make_registration(conference, IN_TIME, email="khong@example.vn")
    gone = make_registration(conference, IN_TIME, email="rut@example.vn", wants_reminders=True)
    gone.withdraw(IN_TIME)

    assert remind(START - timedelta(days=3)) == 0
    assert [remind(START - timedelta(hours=hours)) for hours in (5, 4)] == [1, 0]
    assert letters("reminder") == ["co@example.vn"]
    assert remind(START) == 0


def test_a_new_date_is_reminded_of_anew_and_a_cancelled_one_never(conference, dossier):
    make_registration(conference, IN_TIME, email="co@example.vn", wants_reminders=True)
    remind(START - timedelta(hours=5))
    session = conference.sessions.first()
    session.starts_at, session.ends_at = START + timedelta(days=7), START + timedelta(days=7, hours=3)
    session.save()
    ConferencePage.objects.get(pk=conference.pk).save()

    assert remind(START + timedelta(days=6)) == 1
    dossier.refresh_from_db()
    dossier.move("cancelled", expected="announced", actor=None, reason="Bão", now=IN_TIME)
    Message.objects.all().delete()
    assert remind(START + timedelta(days=6, hours=1)) == 0


def test_the_list_of_calls_learns_name_and_phone_from_the_form(conference):
    registration = make_registration(conference, IN_TIME)

    [(_receiver, known)] = asking_for_contacts.send(CallTask, references=[registration.code, "DT-0000-0000"])

    assert set(known) == {registration.code}
    assert known[registration.code].phone == registration.phone_as_typed


def test_a_letter_links_to_the_page_in_the_language_of_the_form(conference):
    from django.utils import translation

    registration = make_registration(conference, IN_TIME, email="lan@example.vn")
    with translation.override("en"):
        registration.move_seat("absent", expected="held", actor=None, reason="", now=IN_TIME)

    assert "/en/dang-ky/" not in Message.objects.get(purpose="notice.absence_noted").text
