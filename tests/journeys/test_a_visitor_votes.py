"""A visitor votes: in the box on a page, without scripts, and when something is in the way."""

import pytest
from playwright.sync_api import expect

from cms.portlets.models import PortletRegion
from polls.models import Ballot
from tests.factories.polls import make_ballots, make_poll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def poll(home):
    """The open poll with no, one and one vote, in a box on the home page."""
    PortletRegion.objects.create(
        page=home, region="right", boxes=[{"type": "poll", "value": {"heading": "", "poll": None}}]
    )
    poll = make_poll()
    make_ballots(poll, [0, 1, 1])
    return poll


def test_voting_in_the_box_without_leaving_the_page(browser_page, assert_no_violations, poll):
    page = browser_page()
    page.goto("/")
    assert page.context.cookies() == []
    page.click("[data-poll-open]")
    page.get_by_label("Đẹp").check()
    assert_no_violations(page)
    page.click("[data-poll] button[type=submit]")
    page.wait_for_selector("[data-poll-notice]")
    assert page.url.endswith("/")
    assert "Đẹp" in page.inner_text("[data-poll-status]")
    assert page.locator(".tally__row").all_inner_texts()[0].startswith("Đẹp: 1")
    assert_no_violations(page)

    page.reload()
    page.wait_for_selector("[data-poll-notice]")
    page.click("[data-poll] summary")
    page.get_by_label("Xấu").check()
    page.click("[data-poll] button[type=submit]")
    expect(page.locator("[data-poll-notice]")).to_contain_text("Xấu")
    assert Ballot.objects.count() == 3
    assert Ballot.objects.filter(choice__text="Xấu").count() == 2


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_voting_without_scripts(browser_page, poll, width, dark):
    page = browser_page(javascript=False, width=width, dark=dark)
    page.goto("/")
    page.click("[data-poll-open]")
    page.get_by_label("Bình thường").check()
    page.click("main button[type=submit]")
    assert page.url.endswith(f"/binh-chon/{poll.pk}/")
    assert "Bình thường" in page.inner_text("[data-poll-notice]")
    assert page.locator("main .tally__row").all_inner_texts()[1].startswith("Bình thường: 2")
    assert Ballot.objects.count() == 3


def test_when_the_fragment_cannot_be_had_the_link_leads_to_the_ballot(browser_page, poll):
    page = browser_page()
    page.route("**/phieu/", lambda route: route.abort())
    page.goto("/")
    page.click("[data-poll-open]")
    page.wait_for_url(f"**/binh-chon/{poll.pk}/")
    assert page.locator("input[type=radio]").count() == 3


def test_the_keyboard_alone_is_enough(browser_page, poll):
    page = browser_page()
    page.goto("/")
    page.focus("[data-poll-open]")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Đẹp")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-poll-notice]")
    assert "Bình thường" in page.inner_text("[data-poll-status]")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)])
def test_ballot_and_archive_are_without_violations(browser_page, assert_no_violations, poll, width, dark):
    page = browser_page(width=width, dark=dark)
    for address in (f"/binh-chon/{poll.pk}/", "/binh-chon/"):
        assert page.goto(address).status == 200
        assert_no_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
