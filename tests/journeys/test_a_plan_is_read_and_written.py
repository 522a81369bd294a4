"""A citizen follows a deep link into a plan on a phone; a clerk writes one with a table."""

import contextlib
import re

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import TimeoutError

from plans.models import PlanPage
from tests.factories.plans import make_plan, make_register, outline_item

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def long_plan(home):
    """A published plan of three parts with items and long texts."""
    items = []
    for part in range(3):
        items.append(outline_item(1, f"PHẦN {part + 1}"))
        for number in range(4):
            items.append(outline_item(2, f"Nội dung {number + 1}", "<p>" + "Văn bản dài. " * 60 + "</p>"))
            items.append(outline_item(5, text="<p>Gạch đầu dòng</p>"))
    return make_plan(make_register(home), body=[(item["type"], item["value"]) for item in items])


@pytest.mark.parametrize("javascript", [True, False])
def test_a_deep_link_opens_the_item_below_the_top_of_a_phone(home, browser_page, javascript):
    plan = long_plan(home)
    page = browser_page(width=360, height=640, javascript=javascript)
    page.goto(plan.url + "#ii-3")
    box = page.locator("#ii-3").bounding_box()
    assert 8 <= box["y"] < 320
    page.goto(plan.url)
    page.get_by_role("link", name=re.compile("3. Nội dung 3")).nth(2).click()
    assert page.url.endswith("#iii-3")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360 if javascript else True


def test_the_contents_list_folds_away_by_keyboard(home, browser_page):
    plan = long_plan(home)
    page = browser_page(width=360)
    page.goto(plan.url)
    entry = page.locator(".contents__list a").first
    assert entry.is_visible()
    page.locator(".contents__summary").focus()
    page.keyboard.press("Enter")
    assert not entry.is_visible()


def test_the_register_is_filtered_without_javascript(home, browser_page, assert_no_violations):
    plan = long_plan(home)
    make_plan(plan.get_parent(), title="Kế hoạch khác", number="7/KH-UBND")
    page = browser_page(javascript=False)
    page.goto(plan.get_parent().url)
    page.locator("#register-number").fill("15 kh skhcn")
    page.locator(".register-filters button").click()
    assert page.locator(".register__row").count() == 1
    assert "15/KH-SKHCN" in page.locator(".register").inner_text()


def test_a_clerk_writes_a_plan_with_a_numbered_item_and_a_table(home, browser_page):
    get_user_model().objects.create_superuser("bien-tap", "a@b.vn", "mat-khau-dai-1")
    register = make_register(home)
    page = browser_page(height=1000)
    page.goto("/admin/login/")
    page.fill("[name=username]", "bien-tap")
    page.fill("[name=password]", "mat-khau-dai-1")
    page.click("[type=submit]")
    page.goto(f"/admin/pages/add/plans/planpage/{register.pk}/")
    page.fill("[name=title]", "Kế hoạch đối thoại có bảng")
    add_block(page, "Numbered item|Mục đánh số")
    page.fill("[name='body-0-value-heading']", "MỤC ĐÍCH")
    add_block(page, "Table|Bảng")
    page.locator("select[name=table-header-choice]").select_option("row")
    page.locator(".ht_master .htCore td").first.dblclick()
    page.keyboard.type("Đơn vị")
    page.keyboard.press("Enter")
    page.locator("[role=tab]").nth(1).click()
    page.fill("[name=number]", "Số: 21 / KH-SKHCN")
    page.fill("[name=issued_on]", "05/06/2026")
    page.keyboard.press("Escape")
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/"))
    plan = PlanPage.objects.get(title="Kế hoạch đối thoại có bảng")
    assert plan.live
    assert plan.slug == "ke-hoach-doi-thoai-co-bang"
    assert plan.number == "21/KH-SKHCN"
    assert f"{plan.issued_on:%d/%m/%Y}" == "05/06/2026"
    assert plan.body[1].value["data"][0][0] == "Đơn vị"
    page.goto(plan.url)
    assert page.locator("th", has_text="Đơn vị").count() == 1


def add_block(page, name):
    """Add a block at the end of the body from the chooser; `name` is a pattern of its label."""
    wanted = page.get_by_role("option", name=re.compile(f"^({name})")).first
    for _attempt in range(5):
        page.locator(".c-sf-add-button:visible").last.click()
        with contextlib.suppress(TimeoutError):
            wanted.click(timeout=4000)
            return
    raise AssertionError(f"The chooser never offered {name}")
