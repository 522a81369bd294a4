"""The demo site, loaded once for all tests of a module."""

from datetime import datetime

import pytest
from django.test import TestCase
from django.utils import timezone

from cms.demo.loading import load
from tests.conftest import undone_afterwards, unfurnish

NOW = timezone.make_aware(datetime(2026, 11, 22, 10, 0))


@pytest.fixture(scope="module")
def loaded_demo(django_db_setup, django_db_blocker) -> dict[str, str]:
    """Loaded into a migrated database; translations are published once the loading is committed."""
    with undone_afterwards(django_db_blocker):
        with django_db_blocker.unblock():
            unfurnish()
            with TestCase.captureOnCommitCallbacks(execute=True):
                passwords = load(NOW, say=lambda line: None)
        yield passwords


@pytest.fixture
def demo(loaded_demo, db) -> dict[str, str]:
    """The passwords of the freshly loaded demo; what a test changes is undone after it."""
    return loaded_demo
