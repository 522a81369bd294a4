"""A reader opens pages: the counter goes up by what was opened, without a cookie, with and without JavaScript."""

import pytest

from cms.pages.models import PlainPage
from cms.portlets.models import PortletRegion
from cms.visits import counting
from cms.visits.models import SiteTotal

pytestmark = pytest.mark.journey
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"


@pytest.fixture
def site(transactional_db, home):
    """A home page with the visit counter, and one page below it."""
    counting._begin_anew()
    PortletRegion.objects.create(
        page=home, region="right", boxes=[("visit_counter", {"heading": "", "show_page_views": True})]
    )
    return home.add_child(instance=PlainPage(title="Giới thiệu", slug="gioi-thieu"))


def open_as_person(browser_page, **options):
    """A window like a person's: a browser that is not run by a program."""
    page = browser_page(user_agent=options.pop("user_agent", CHROME), **options)
    page.add_init_script("Object.defineProperty(Object.getPrototypeOf(navigator), 'webdriver', {get: () => false})")
    return page


def counted() -> tuple[int, int]:
    counting.flush()
    return SiteTotal.objects.values_list("visits", "views").first() or (0, 0)


def figure(page, name: str) -> str:
    return page.locator(f"[data-visit-figure={name}]").inner_text()


def test_every_page_opened_is_a_view_and_the_counter_says_so(site, browser_page):
    page = open_as_person(browser_page)
    for address in ("/", "/gioi-thieu/", "/gioi-thieu/"):
        page.goto(address, wait_until="networkidle")
    assert counted() == (1, 3)
    page.goto("/", wait_until="networkidle")
    assert (figure(page, "visits"), figure(page, "views"), figure(page, "page-views")) == ("1", "3", "1")
    assert page.context.cookies() == []
    assert counted() == (1, 4)


def test_a_reader_without_javascript_is_counted(site, browser_page):
    page = browser_page(javascript=False, user_agent=CHROME)
    page.goto("/gioi-thieu/", wait_until="networkidle")
    assert counted() == (1, 1)
    page.goto("/", wait_until="networkidle")
    assert figure(page, "views") == "1"


def test_a_reader_who_asks_not_to_be_tracked_is_not_counted(site, browser_page):
    page = open_as_person(browser_page, extra_http_headers={"Sec-GPC": "1"})
    page.goto("/", wait_until="networkidle")
    assert counted() == (0, 0)


def test_a_browser_run_by_a_program_is_not_counted(site, browser_page):
    page = browser_page(user_agent=CHROME)
    page.goto("/", wait_until="networkidle")
    assert counted() == (0, 0)


def test_the_definitions_are_one_click_away(site, browser_page):
    page = open_as_person(browser_page)
    page.goto("/")
    page.locator(".visit-figures__note a").click()
    page.wait_for_url("**/luot-truy-cap/**")
    assert page.locator("h1").count() == 1
