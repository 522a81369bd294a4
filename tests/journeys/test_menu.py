"""A visitor finds the way by keyboard, on a phone and without scripts."""

import pytest

from tests.factories.site import make_plain, make_section, make_translation

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(home):
    """Two sections, one with pages under it."""
    make_plain(make_section(home, "Giới thiệu"), "Chức năng, nhiệm vụ")
    make_plain(make_section(home, "Đối thoại"), "Quy chế đối thoại")
    return home


def test_submenu_opens_and_closes_by_keyboard(browser_page, site):
    page = browser_page()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#noi-dung"
    summary = page.locator(".submenu summary").first
    child = page.locator(".submenu a").first
    summary.focus()
    assert not child.is_visible()
    page.keyboard.press("Enter")
    assert child.is_visible()
    page.keyboard.press("Tab")
    assert child.evaluate("link => link === document.activeElement")
    page.keyboard.press("Escape")
    assert not child.is_visible()
    assert summary.evaluate("summary => summary === document.activeElement")


def test_an_open_submenu_closes_when_the_reader_goes_on(browser_page, site):
    page = browser_page()
    page.goto("/")
    first, second = page.locator(".submenu").all()
    first.locator("summary").click()
    second.locator("summary").click()
    assert not first.locator("a").is_visible()
    assert second.locator("a").is_visible()
    page.locator("#noi-dung").click(position={"x": 5, "y": 5})
    assert not second.locator("a").is_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_phone_menu_leads_to_a_page_under_a_section(browser_page, site, javascript):
    page = browser_page(width=360, height=740, javascript=javascript)
    page.goto("/")
    assert not page.locator(".menu__list").is_visible()
    page.locator(".menu-button").click()
    page.locator(".submenu summary").nth(1).click()
    page.locator(".submenu a").nth(1).click()
    page.wait_for_url("**/doi-thoai/quy-che-doi-thoai/")
    assert page.locator("h1").inner_text() == "Quy chế đối thoại"


def test_phone_menu_closes_by_its_button(browser_page, site):
    page = browser_page(width=360, height=740, javascript=False)
    page.goto("/")
    page.locator(".menu-button").click()
    assert page.locator(".menu__list").is_visible()
    page.locator(".menu__top button").click()
    assert not page.locator(".menu__list").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_open_menus_and_error_pages_are_without_violations(
    browser_page, assert_no_violations, site, english, width, dark
):
    make_translation(site, "Home")
    page = browser_page(width=width, dark=dark)
    assert page.goto("/khong-co-trang-nay/").status == 404
    assert_no_violations(page)
    page.goto("/")
    if width < 1000:
        page.locator(".menu-button").click()
    page.locator(".submenu summary").first.click()
    assert_no_violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_can_be_pressed_is_large_enough(browser_page, site, english):
    make_translation(site, "Home")
    for width in (1280, 360):
        page = browser_page(width=width)
        page.goto("/gioi-thieu/")
        small = page.evaluate(
            """[...document.querySelectorAll("header :is(a, button, summary), .breadcrumbs a, .card__title a")]
            .map(element => [element.textContent.trim(), element.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 24 || box.height < 23.5))
            .map(([text, box]) => `${text} ${box.width}x${box.height}`)"""
        )
        assert small == []


def test_reader_changes_the_language_and_stays_on_the_page(browser_page, site, english):
    make_translation(site, "Home")
    make_translation(type(site).objects.get(pk=site.pk).get_children().get(slug="gioi-thieu"), "About us")
    page = browser_page()
    page.goto("/gioi-thieu/")
    page.get_by_role("link", name="English").click()
    assert page.locator("h1").inner_text() == "About us"
    assert page.evaluate("document.documentElement.lang") == "en"
