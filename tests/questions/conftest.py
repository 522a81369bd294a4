"""A conference, two units and the people of the office."""

import pytest

from tests.factories.conferences import make_conference, make_conference_index
from tests.factories.questions import make_officer, make_unit
from tests.registrations.clerks import make_user


@pytest.fixture
def conference(home):
    return make_conference(make_conference_index(home))


@pytest.fixture
def unit(db):
    return make_unit("Phòng Quản lý Công nghệ")


@pytest.fixture
def other_unit(db):
    return make_unit("Phòng Quản lý Chuyên ngành")


@pytest.fixture
def clerk(db):
    """The reception office."""
    return make_user("van-phong", "view_question", "change_question", "view_registration")


@pytest.fixture
def officer(unit):
    """Prepares answers of the first unit."""
    user = make_user("chuyen-vien", "prepare_answer")
    make_officer(user, unit)
    return user


@pytest.fixture
def outsider(other_unit):
    """Prepares answers of the other unit."""
    user = make_user("don-vi-khac", "prepare_answer")
    make_officer(user, other_unit)
    return user


@pytest.fixture
def leader(db):
    return make_user("lanh-dao", "view_question", "approve_answer")


@pytest.fixture
def receptionist(db):
    """Handles complaints and denunciations."""
    return make_user("tiep-dan", "view_question", "change_question", "handle_complaint")
