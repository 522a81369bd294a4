"""A conference with open registration, and a visitor at its form."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.conferences import make_conference_index, make_open_conference

from .clerks import make_user


@pytest.fixture
def index(home):
    return make_conference_index(home)


@pytest.fixture
def conference(index):
    return make_open_conference(index, timezone.now())


@pytest.fixture
def visitor():
    """A browser that checks CSRF like a real one meets it, keeps no cookie."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def clerk(client):
    client.force_login(make_user("can-bo", "view_registration", "change_registration"))
    return client
