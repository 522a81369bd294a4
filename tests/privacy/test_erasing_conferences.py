"""Erasing a whole conference: nobody can be found afterwards, every number is as before."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.history import MoveNotAllowedError
from cms.outbox.models import Message
from plans.conferences.dossier import Dossier, DossierState
from plans.privacy.conference_eraser import work_on
from plans.privacy.erasure import due_dossiers, objections_to_erasing
from plans.privacy.models import Erasure
from plans.questions.ledger import ledger_of
from plans.questions.models import Question, QuestionState
from plans.registrations.models import Registration
from plans.reports.attendance import attendance_of
from tests.factories.privacy import (
    NAME,
    TRACES,
    close_file,
    confirm_erasing,
    leave_traces,
    make_conference_to_erase,
    make_issued_minutes,
    make_known_person,
    make_settled_person,
)
from tests.factories.questions import make_question
from tests.factories.reports import make_answered, make_form_in_time
from tests.registrations.clerks import make_user

from .searching import files_holding, tables_holding

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def conference(home, now):
    return make_conference_to_erase(home, now)


def sent_in(conference):
    return conference.closes_at - timedelta(days=1)


def carry_out(erasure, now):
    for _portion in range(50):
        if work_on(erasure, now, portion=2):
            return
    raise AssertionError("the order is not carried out after 50 portions")


def test_nothing_tells_who_it_was_in_any_table_or_file(conference, now):
    person = make_known_person(conference, sent_in(conference))
    leave_traces(person, now, actor=make_user("van-thu"))
    make_issued_minutes(conference, now)
    make_question(conference, now, text=f"Tôi là {NAME}", state=QuestionState.EXCLUDED, guidance=f"Gửi {NAME}")
    assert len(tables_holding(*TRACES)) > 15, "the test looks where nothing is"
    assert len(files_holding(*TRACES)) >= 4

    carry_out(confirm_erasing(conference, now), now)

    assert tables_holding(*TRACES) == []
    assert files_holding(*TRACES) == []


def test_one_day_before_everything_is_there(conference, now):
    make_settled_person(conference, sent_in(conference))
    dossier = close_file(conference, timezone.localdate(now) + timedelta(days=1))
    today = timezone.localdate(now)

    assert list(due_dossiers(today)) == []
    with pytest.raises(MoveNotAllowedError):
        Erasure.objects.confirm(dossier, actor=None, now=now, today=today)
    assert Registration.objects.get().full_name == NAME


def test_numbers_are_the_same_before_and_after(conference, now):
    make_settled_person(conference, sent_in(conference))
    make_form_in_time(conference, sent_in(conference)).questions.get().move(
        QuestionState.WITHDRAWN, expected=QuestionState.RECEIVED, actor=None, reason="rút", now=now
    )
    make_answered(conference, now)
    before = ledger_of(Question.objects.all()), attendance_of([conference.pk])
    kinds = list(Question.objects.order_by("pk").values_list("state", "topic_kind", "subject_field", "answered_at"))

    carry_out(confirm_erasing(conference, now), now)

    assert (ledger_of(Question.objects.all()), attendance_of([conference.pk])) == before
    after = Question.objects.order_by("pk").values_list("state", "topic_kind", "subject_field", "answered_at")
    assert list(after) == kinds


def test_what_was_published_stays_and_names_nobody(conference, now):
    question = make_settled_person(conference, sent_in(conference)).questions.get()
    Question.objects.filter(pk=question.pk).update(
        published_at=now, public_text="Bao giờ có kết quả?", public_answer=f"Sau 20 ngày, bà {NAME} nhé."
    )

    carry_out(confirm_erasing(conference, now), now)

    question.refresh_from_db()
    assert question.text == question.public_text == "Bao giờ có kết quả?"
    assert question.answer == question.public_answer == "Sau 20 ngày, bà […] nhé."


def test_the_file_says_that_the_data_is_erased_and_the_senders_page_too(conference, now, client):
    person = make_settled_person(conference, sent_in(conference))

    carry_out(confirm_erasing(conference, now, actor=make_user("phu-trach")), now)

    dossier = Dossier.objects.of(conference)
    assert dossier.state == DossierState.ANONYMISED
    assert dossier.events.last().actor_name == "phu-trach"
    page = client.get(person.receipt_path()).content.decode()
    assert "đã hết thời hạn" in page or "is over" in page
    assert NAME not in page
    assert client.get(f"{person.receipt_path()}bien-nhan/").status_code == 404


def test_nothing_is_erased_while_a_letter_is_owed(conference, now):
    make_known_person(conference, sent_in(conference)).questions.get().owe(actor=None, reason="vắng", now=now)
    today = timezone.localdate(now)
    dossier = close_file(conference, today)

    assert any("/1" in sentence for sentence in objections_to_erasing(dossier, today))
    with pytest.raises(MoveNotAllowedError):
        Erasure.objects.confirm(dossier, actor=None, now=now, today=today)


def test_a_question_that_is_owed_again_stops_the_erasing_midway(conference, now):
    first = make_settled_person(conference, sent_in(conference))
    second = make_form_in_time(conference, sent_in(conference))
    answered = second.questions.get()
    answered.move(QuestionState.ANSWERED_AT_CONFERENCE, expected="received", actor=None, reason="", now=now)
    erasure = confirm_erasing(conference, now)
    work_on(erasure, now, portion=1)
    answered.move(QuestionState.REOPENED, expected=answered.state, actor=None, reason="chưa trả lời", now=now)

    assert work_on(erasure, now) is False

    first.refresh_from_db()
    second.refresh_from_db()
    assert first.erased_at is not None
    assert second.erased_at is None


def test_a_letter_that_is_just_being_sent_is_waited_for(conference, now):
    person = make_settled_person(conference, sent_in(conference))
    letter = Message.objects.get(purpose="notice.received")
    Message.objects.filter(pk=letter.pk).update(
        state="sending", lease="6b1f1c9e-0000-4000-8000-000000000000", leased_until=now
    )
    erasure = confirm_erasing(conference, now)

    assert work_on(erasure, now) is False
    person.refresh_from_db()
    assert person.erased_at is None

    Message.objects.filter(pk=letter.pk).update(state="sent", sent_at=now, lease=None, leased_until=None)
    carry_out(erasure, now)
    assert tables_holding(*TRACES) == []


def test_erasing_twice_changes_nothing(conference, now):
    make_settled_person(conference, sent_in(conference))
    erasure = confirm_erasing(conference, now)
    carry_out(erasure, now)
    before = list(Registration.objects.values()), list(Question.objects.values())

    assert work_on(erasure, now + timedelta(days=1)) is True
    assert confirm_again(erasure, now) == erasure
    assert (list(Registration.objects.values()), list(Question.objects.values())) == before


def confirm_again(erasure, now):
    return Erasure.objects.get_or_create(conference=erasure.conference, defaults={"confirmed_at": now})[0]


def test_the_command_erases_what_is_confirmed_and_nothing_else(conference, now, home, capsys):
    confirmed = make_settled_person(conference, sent_in(conference))
    other = make_conference_to_erase(home, now)
    kept = make_settled_person(other, sent_in(other))
    confirm_erasing(conference, now)
    close_file(other, timezone.localdate(now))

    call_command("erase_expired", "--dry-run")
    said = capsys.readouterr().out
    assert "confirmed" in said
    assert "waits for the data officer" in said
    assert Registration.objects.filter(erased_at=None).count() == 2

    call_command("erase_expired")
    confirmed.refresh_from_db()
    kept.refresh_from_db()
    assert confirmed.erased_at is not None
    assert kept.full_name == NAME


def test_the_command_fails_while_something_hinders_it(conference, now):
    person = make_settled_person(conference, sent_in(conference))
    confirm_erasing(conference, now)
    question = person.questions.get()
    question.move(QuestionState.REOPENED, expected=question.state, actor=None, reason="chưa đúng", now=now)

    with pytest.raises(CommandError):
        call_command("erase_expired")
    assert Registration.objects.get().full_name == NAME
