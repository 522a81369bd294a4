"""What every test may ask for."""

import pytest
from wagtail.models import Locale, Page, Site

from cms.home.models import HomePage


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
