"""What the tests of the reports share."""

import pytest

from tests.factories.conferences import moment
from tests.factories.reports import make_held_conference
from tests.registrations.clerks import make_user

HELD = moment(2026, 6, 20, 11, 30)
OFFICE = ("view_dossier", "change_dossier", "view_question", "change_question", "view_registration")


@pytest.fixture
def conference(home):
    return make_held_conference(home, HELD)


@pytest.fixture
def clerk(db):
    return make_user("van-thu", *OFFICE)


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client
