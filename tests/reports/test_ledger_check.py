"""The nightly check: finds what must not be, and is silent otherwise."""

import io

import pytest
from django.core.management import CommandError, call_command

from cms.outbox.models import Message
from plans.conferences.dossier import Dossier, DossierState, asking_to_close
from plans.questions.models import Letter, Question, QuestionEvent, QuestionState
from plans.registrations.models import Registration
from plans.registrations.states import Seat
from plans.reports.jobs import check_ledger
from plans.reports.ledger_check import findings
from tests.factories.conferences import moment
from tests.factories.questions import make_published_question, make_question
from tests.factories.reports import make_absent, make_answered, make_form_in_time, make_prepared_letter
from tests.registrations.clerks import make_user

BEFORE = moment(2026, 6, 1, 10)
AFTER = moment(2026, 6, 22, 9)


def rules() -> list[int]:
    return [finding.rule for finding in findings()]


def run() -> str:
    out = io.StringIO()
    call_command("check_ledger", stdout=out)
    return out.getvalue()


def test_nothing_is_found_where_every_question_has_its_place(conference):
    make_absent(conference, BEFORE)
    make_answered(conference, AFTER)
    make_question(conference, AFTER)

    assert findings() == []
    assert "3" in run()


def test_a_question_whose_receipt_is_lost_makes_the_sides_differ(conference):
    question = make_question(conference, AFTER)
    QuestionEvent.objects.filter(question=question).delete()

    assert set(rules()) == {1}
    with pytest.raises(CommandError) as error:
        run()
    assert error.value.returncode == 1


def test_somebody_absent_to_whom_no_answer_is_owed_is_found(conference):
    person = make_form_in_time(conference, BEFORE)
    Registration.objects.filter(pk=person.pk).update(seat=Seat.ABSENT)

    assert rules() == [2]
    assert person.code in str(findings()[0])


def test_a_conference_that_fell_through_owes_every_form_an_answer(conference):
    make_form_in_time(conference, BEFORE)
    Dossier.objects.filter(conference=conference).update(state=DossierState.NOT_HELD)

    assert rules() == [2]


def test_more_people_than_seats_are_found(conference):
    make_form_in_time(conference, BEFORE, group_size=3)
    type(conference).objects.filter(pk=conference.pk).update(capacity=3)
    assert rules() == []

    type(conference).objects.filter(pk=conference.pk).update(capacity=2)
    assert rules() == [3]


def test_a_published_text_that_names_the_asker_is_found_without_repeating_the_name(conference):
    person = make_form_in_time(conference, BEFORE, full_name="Nguyễn Thị Bí Mật")
    published = make_published_question(
        conference, AFTER, registration=person, public_answer="Gửi bà Nguyễn Thị Bí Mật."
    )

    [finding] = [one for one in findings() if one.rule == 4]
    assert published.reference in finding.sentence
    assert "Bí Mật" not in finding.sentence


def test_a_closed_file_with_an_open_question_or_letter_is_found(conference):
    make_prepared_letter(list(make_absent(conference, BEFORE).questions.all()), AFTER)
    Dossier.objects.filter(conference=conference).update(state=DossierState.CLOSED)

    assert rules() == [5, 5]


def test_an_answer_in_writing_without_a_letter_that_left_is_found(conference):
    person = make_absent(conference, BEFORE)
    letter = make_prepared_letter(list(person.questions.all()), AFTER)
    letter.send(number="1/VP", issued_on=AFTER.date(), way="post", sent_to="Số 1", actor=None, now=AFTER)
    assert rules() == []

    Letter.objects.filter(pk=letter.pk).update(sent_at=None)
    assert rules() == [5]
    assert Question.objects.get().state == QuestionState.SENT_IN_WRITING


def test_the_daily_job_tells_the_approvers_once_a_day_and_nobody_else(conference):
    QuestionEvent.objects.filter(question=make_question(conference, AFTER)).delete()
    for name, codename in (("lanh-dao", "approve_dossier"), ("can-bo", "change_dossier")):
        user = make_user(name, codename)
        user.email = f"{name}@example.vn"
        user.save()

    assert check_ledger(AFTER) == 2
    check_ledger(AFTER)

    assert [message.to for message in Message.objects.filter(purpose="office.notice")] == ["lanh-dao@example.vn"]


def test_a_file_whose_ledger_does_not_add_up_is_not_closed(conference):
    make_answered(conference, AFTER)
    dossier = Dossier.objects.of(conference)

    def objections() -> list:
        answers = asking_to_close.send(Dossier, dossier=dossier, now=AFTER)
        return [sentence for _receiver, sentences in answers for sentence in sentences or ()]

    assert objections() == []
    QuestionEvent.objects.filter(from_state="").delete()
    assert len(objections()) == 1


def test_the_ledger_screen_shows_both_sides_and_what_is_wrong(desk, conference):
    make_answered(conference, AFTER)
    assert "1" in desk.get("/admin/dialogue-reports/ledger/").content.decode()

    QuestionEvent.objects.filter(from_state="").delete()
    shown = desk.get("/admin/dialogue-reports/ledger/").content.decode()
    assert "reports__wrong" in shown
    assert str(findings()[0].sentence) in shown
