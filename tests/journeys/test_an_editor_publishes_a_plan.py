"""The whole path of a plan: drafted, previewed, submitted, approved, read by a citizen."""

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from cms.demo.roles import set_up_roles
from plans.models import PlanPage
from tests.factories.plans import make_register

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

TITLE = "Kế hoạch đối thoại với Nhân dân về đất đai và thủ tục hành chính năm 2026"
SENTENCE = "Chủ tịch đối thoại với Nhân dân mỗi quý một lần."
SLUG = "ke-hoach-doi-thoai-voi-nhan-dan-ve-dat-dai-va-thu-tuc-hanh-chinh-nam-2026"


def make_account(name, group):
    user = get_user_model().objects.create_user(name, password="mat-khau-thu-1", first_name=name)
    user.groups.add(group)
    return user


def log_in(page, name):
    page.goto("/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", "mat-khau-thu-1")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def open_action_menu(page):
    page.click("footer [data-w-dropdown-target='toggle']")


def test_an_author_drafts_and_an_approver_publishes(browser_page, home):
    register = make_register(home, title="Kế hoạch", slug="ke-hoach")
    roles = set_up_roles([home])
    make_account("tacgia", roles.authors)
    make_account("nguoiduyet", roles.approvers)

    author = browser_page()
    log_in(author, "tacgia")
    author.goto(f"/admin/pages/add/plans/planpage/{register.pk}/")
    author.fill("#id_title", TITLE)
    author.fill("#id_summary", "Gặp gỡ, lắng nghe và trả lời.")
    author.click("[data-streamfield-stream-container] button.c-sf-add-button")
    author.click("text=Đoạn văn")
    paragraph = author.locator(".public-DraftEditor-content")
    paragraph.click()
    expect(paragraph).to_be_focused()
    author.wait_for_timeout(500)  # the editor takes the cursor a moment after it is focused
    author.keyboard.type(SENTENCE)
    expect(paragraph).to_have_text(SENTENCE)
    author.wait_for_timeout(1000)  # the editor hands its text to the form a moment after the last key
    author.click("[role=tab]:has-text('Văn bản')")
    author.fill("#id_number", "12/KH-UBND")
    author.click("button.action-save")
    author.wait_for_url("**/edit/")
    plan = PlanPage.objects.get()
    assert plan.slug == SLUG
    assert not plan.live

    author.click("[data-side-panel-toggle=preview]")
    preview = author.frame_locator("#w-preview-iframe").locator("main")
    expect(preview).to_contain_text(SENTENCE, timeout=30_000)
    expect(preview).to_contain_text("12/KH-UBND")

    open_action_menu(author)
    author.click("[name=action-submit]")
    author.wait_for_url(f"**/admin/pages/{register.pk}/")

    citizen = browser_page()
    assert citizen.goto(f"/ke-hoach/{SLUG}/").status == 404

    approver = browser_page()
    log_in(approver, "nguoiduyet")
    expect(approver.locator("main")).to_contain_text(TITLE)
    approver.goto(f"/admin/pages/{plan.pk}/edit/")
    open_action_menu(approver)
    approver.click("[data-workflow-action-name=approve] >> nth=0")
    approver.wait_for_url(f"**/admin/pages/{register.pk}/")

    assert citizen.goto(f"/ke-hoach/{SLUG}/").status == 200
    expect(citizen.locator("h1")).to_contain_text("Đối thoại với Nhân dân")
    citizen.goto("/ke-hoach/")
    expect(citizen.locator("main")).to_contain_text("12/KH-UBND")


def test_an_author_cannot_publish_past_the_approver(browser_page, home):
    register = make_register(home, title="Kế hoạch", slug="ke-hoach")
    roles = set_up_roles([home])
    make_account("tacgia", roles.authors)
    author = browser_page()
    log_in(author, "tacgia")
    author.goto(f"/admin/pages/add/plans/planpage/{register.pk}/")
    assert author.locator("[name=action-publish]").count() == 0
    assert author.locator("[name=action-submit]").count() == 1
