"""What every test may ask for."""

import pytest
from wagtail.models import Locale, Page, Site

from cms.home.models import HomePage


def pytest_collection_modifyitems(items):
    """Tests that commit end by emptying the database; the next one gets back what the migrations put in."""
    for item in items:
        for mark in item.iter_markers("django_db"):
            mark.kwargs["serialized_rollback"] = True


@pytest.fixture(autouse=True)
def _migrated_content_comes_back(django_db_serialized_rollback):
    """The same for tests that ask for the database by a fixture."""


@pytest.fixture
def english(db) -> Locale:
    """The second language of the site."""
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def home(db) -> HomePage:
    """A published Vietnamese home page that is the root of the default site (host "localhost")."""
    Site.objects.all().delete()
    root = Page.get_first_root_node()
    for old in root.get_children():
        old.delete()
    root.refresh_from_db()
    page = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
    Site.objects.create(hostname="localhost", port=80, root_page=page, is_default_site=True, site_name="Cổng")
    return page
