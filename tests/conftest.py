"""What every test may ask for."""

import os
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.home.models import HomePage

from . import baseline

_ASKING_FOR_A_DATABASE = {"db", "transactional_db", "live_server"}
# Start programs of their own, which read the address of the database from the environment.
_STARTING_PROGRAMS = ("tests/delivery/", "tests/drafting/test_import_process.py")


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out tests that use no database: what they prove is the same on every database",
    )


def pytest_collection_modifyitems(config, items):
    """On a second database only what can differ there."""
    if not config.getoption("--database-only"):
        return
    left_out = [item for item in items if not _uses_the_database(item)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _uses_the_database(item) -> bool:
    asks = item.get_closest_marker("django_db") or not _ASKING_FOR_A_DATABASE.isdisjoint(item.fixturenames)
    return bool(asks) or item.nodeid.startswith(_STARTING_PROGRAMS)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings, django_db_blocker):
    """`make test` prepares a database with all migrations once; every process begins with a copy of it."""
    ready = os.environ.get("TEST_DATABASE_READY")
    if not ready:
        return django_db_keepdb
    with django_db_blocker.unblock():
        baseline.copy(ready)
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The migrated database with a home page, which nearly every test wants; it comes back after every test."""
    with django_db_blocker.unblock():
        _make_home()
        baseline.keep()


def _make_home() -> None:
    if HomePage.objects.exists():
        return
    Site.objects.all().delete()
    root = Page.get_first_root_node()
    for old in root.get_children():
        old.delete()
    root.refresh_from_db()
    page = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
    Site.objects.create(hostname="localhost", port=80, root_page=page, is_default_site=True, site_name="Cổng")


@contextmanager
def undone_afterwards(django_db_blocker):
    """What is written inside stays for the tests of a whole module, each of which still undoes its own."""
    everything = transaction.atomic()
    with django_db_blocker.unblock():
        everything.__enter__()
    try:
        yield
    finally:
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            everything.__exit__(None, None, None)
        cache.clear()


@pytest.fixture
def english(db) -> Locale:
    """The second language of the site."""
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def home(db) -> HomePage:
    """A published Vietnamese home page that is the root of the default site (host "localhost")."""
    cache.clear()
    page = HomePage.objects.get()
    Site.objects.get().save()  # whoever remembers something about the site forgets it
    return page


@pytest.fixture
def unfurnished(db) -> None:
    """The database as the migrations leave it."""
    unfurnish()


def unfurnish() -> None:
    """Wagtail's own welcome page instead of the home page, as the migrations leave it."""
    cache.clear()
    HomePage.objects.get().delete()
    root = Page.get_first_root_node()
    page = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    Site.objects.create(hostname="localhost", port=80, root_page=page, is_default_site=True)
