"""One conference whose registration is open, with forms, questions and answers in it."""

import pytest
from django.utils import timezone

from tests.factories.conferences import make_conference_index, make_open_conference


@pytest.fixture
def index(home):
    return make_conference_index(home)


@pytest.fixture
def conference(index):
    return make_open_conference(index, timezone.now())
