"""An editor opens a section's side boxes, adds one, saves, and finds it on the page below."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from cms.pages.models import PlainPage, SectionPage
from tests.factories.portlets import place

pytestmark = pytest.mark.journey


def test_a_box_added_to_a_section_shows_on_the_pages_below(transactional_db, home, browser_page):
    get_user_model().objects.create_superuser("quantri", "q@example.vn", "mat-khau-dai")
    section = home.add_child(instance=SectionPage(title="Đối thoại", slug="doi-thoai"))
    section.add_child(instance=PlainPage(title="Hội nghị", slug="hoi-nghi"))
    place(home, "Đường dây nóng")

    page = browser_page()
    page.goto(reverse("wagtailadmin_login"))
    page.fill("input[name=username]", "quantri")
    page.fill("input[name=password]", "mat-khau-dai")
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/admin/")

    page.goto(reverse("portlets:place", args=[section.pk]))
    right = page.locator("#right-section")
    assert "Đường dây nóng" in page.locator(".placing__inherited").nth(1).inner_text()
    right.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name=re.compile("Search box|Ô tìm kiếm")).click()
    page.fill("input[name='right-boxes-0-value-heading']", "Tra cứu văn bản")
    page.locator("#w-editor-form footer button[type=submit]").click()
    page.wait_for_load_state("networkidle")

    page.goto("/doi-thoai/hoi-nghi/")
    headings = page.locator(".layout__right .portlet__heading").all_inner_texts()
    assert headings == ["Tra cứu văn bản", "Đường dây nóng"]
