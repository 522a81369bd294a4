"""What comes back, or was left blank, when the file of a conference is closed."""

import pytest

from cms.history import MoveNotAllowedError
from plans.conferences.dossier import Dossier, DossierState
from plans.questions.closing import object_to_closing
from plans.questions.models import QuestionState, Source
from plans.reports.ledger_check import findings
from tests.factories.dossiers import open_the_meeting
from tests.factories.questions import make_question
from tests.factories.registrations import make_registration
from tests.registrations.clerks import IN_TIME

from .steps import answered

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(conference):
    return answered(make_registration(conference, IN_TIME).questions.get())


@pytest.fixture
def closed(conference, question):
    dossier = Dossier.objects.of(conference)
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.REPORTED)
    dossier.refresh_from_db()
    dossier.move(DossierState.CLOSED, expected="reported", actor=None, reason="", now=IN_TIME, closed_at=IN_TIME)
    return dossier


def test_a_citizen_who_asks_again_in_time_opens_the_closed_file_again(closed, question):
    question.reopen(reason="Chưa trả lời về lệ phí", now=IN_TIME)

    closed.refresh_from_db()
    assert (closed.state, closed.closed_at) == (DossierState.REPORTED, None)
    assert question.reference in closed.events.last().reason
    assert findings() == []
    with pytest.raises(MoveNotAllowedError):
        closed.move(DossierState.CLOSED, expected="reported", actor=None, reason="", now=IN_TIME)


def test_a_form_on_paper_entered_later_opens_it_too(closed, conference):
    make_question(conference, IN_TIME, source=Source.PAPER)

    closed.refresh_from_db()
    assert closed.state == DossierState.REPORTED


def test_nobody_is_asked_again_once_the_people_are_erased(closed, question):
    Dossier.objects.filter(pk=closed.pk).update(state=DossierState.ANONYMISED)

    with pytest.raises(MoveNotAllowedError):
        question.reopen(reason="x", now=IN_TIME, actor=None)

    question.refresh_from_db()
    assert question.state == QuestionState.ANSWERED_AT_CONFERENCE


def test_an_answer_nobody_has_written_down_keeps_the_file_open(conference):
    dossier = open_the_meeting(conference)
    question = make_question(conference, IN_TIME)
    question.answer_in_hall("", expected=question.state, actor=None, now=IN_TIME)

    [objection] = object_to_closing(Dossier, dossier, IN_TIME)

    assert question.reference in objection
    question.mend_hall_answer("Sẽ cấp trước 30/6", actor=None, now=IN_TIME)
    assert object_to_closing(Dossier, dossier, IN_TIME) == []
