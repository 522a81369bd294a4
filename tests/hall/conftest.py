"""A hall of three seats and who works in it."""

import pytest
from django.test import Client

from tests.factories.conferences import make_conference, make_conference_index
from tests.factories.dossiers import open_the_meeting
from tests.registrations.clerks import make_user


@pytest.fixture
def index(home):
    return make_conference_index(home)


@pytest.fixture
def conference(index):
    """On its day, the meeting opened."""
    conference = make_conference(index, capacity=3)
    open_the_meeting(conference)
    return conference


@pytest.fixture
def clerk(db):
    return make_user("o-cua", "check_in")


@pytest.fixture
def leader(db):
    return make_user("chu-toa", "chair")


@pytest.fixture
def chair(leader):
    client = Client(raise_request_exception=False)
    client.force_login(leader)
    return client
