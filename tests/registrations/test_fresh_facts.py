"""What a crowd's process remembers of a conference for some seconds never decides who gets in."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from plans.conferences.models import ConferencePage, Dossier
from plans.registrations import codes, screens
from plans.registrations.models import Registration, Seat
from plans.registrations.querysets import DifferentAnswersError, NotOpenError
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.registrations import make_answers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def remembering(settings):
    settings.CONG_PAGE_SECONDS = 5
    screens._kept.clear()
    yield
    screens._kept.clear()


@pytest.fixture
def conference(home):
    return make_open_conference(make_conference_index(home), timezone.now(), capacity=1)


def send(conference, key=None, **answers) -> Registration:
    remembered = screens.public_conference(conference.pk)
    return Registration.objects.submit(remembered, make_answers(**answers), key or uuid.uuid4(), timezone.now())


def change(conference, **columns) -> None:
    """What somebody does in another process."""
    ConferencePage.objects.filter(pk=conference.pk).update(**columns)


def test_a_conference_is_remembered_and_its_seats_are_counted_anew(conference):
    assert send(conference).seat == Seat.HELD
    change(conference, capacity=2)
    assert send(conference).seat == Seat.HELD
    change(conference, capacity=1)

    assert send(conference).seat == Seat.WAITING


@pytest.mark.parametrize("state", ["cancelled", "not_held", "held", "closed"])
def test_a_conference_that_is_over_or_called_off_takes_nothing_from_this_moment_on(conference, state):
    send(conference)
    Dossier.objects.of(conference)
    Dossier.objects.filter(conference=conference).update(state=state)

    with pytest.raises(NotOpenError):
        send(conference)


def test_a_page_taken_back_takes_nothing_from_this_moment_on(conference):
    send(conference)
    change(conference, live=False)

    with pytest.raises(NotOpenError):
        send(conference)


def test_a_window_that_was_closed_meanwhile_makes_a_form_late(conference):
    send(conference)
    change(conference, closes_at=timezone.now() - timedelta(seconds=1))

    assert send(conference).form_state == "late"


def test_the_same_form_once_more_is_known_although_the_page_was_taken_back(conference):
    key, answers = uuid.uuid4(), make_answers()
    first = Registration.objects.submit(conference, answers, key, timezone.now())
    change(conference, live=False)

    assert Registration.objects.submit(conference, answers, key, timezone.now()) == first
    with pytest.raises(DifferentAnswersError):
        Registration.objects.submit(conference, {**answers, "group_size": 2}, key, timezone.now())


def test_a_known_form_writes_nothing_and_a_taken_code_costs_only_another_draw(conference, monkeypatch):
    key, answers = uuid.uuid4(), make_answers()
    first = Registration.objects.submit(conference, answers, key, timezone.now())
    drawn = iter([first.code, first.code, "DT-CCCC-CCCC"])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))

    assert Registration.objects.submit(conference, answers, key, timezone.now()) == first
    assert Registration.objects.count() == 1
    assert first.events.count() == 2
    assert first.questions.count() == 1
    assert send(conference).code == "DT-CCCC-CCCC"
    assert Registration.objects.get(code="DT-CCCC-CCCC").events.count() == 2
