"""Every page type, wide and narrow, light and dark, is looked at by axe; nothing sticks out sideways."""

import pytest

from tests.architecture.page_types import make_all_pages

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def addresses(home) -> dict[str, str]:
    """Page type → address, one published page of each."""
    return {kind.__name__: page.get_url() for kind, page in make_all_pages(home).items()}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_every_page_type_is_without_violations(browser_page, assert_no_violations, addresses, width, dark):
    page = browser_page(width=width, dark=dark)
    for kind, address in addresses.items():
        response = page.goto(address)
        assert response.status == 200, kind
        assert_no_violations(page)
        overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overhang <= 0, f"{kind} is {overhang} px wider than a window of {width} px"


def test_every_page_type_reads_without_scripts(browser_page, addresses):
    page = browser_page(javascript=False)
    for kind, address in addresses.items():
        assert page.goto(address).status == 200, kind
        assert page.locator("h1").count() == 1, f"{kind} needs one main heading"
        assert page.locator("main").count() == 1, kind
