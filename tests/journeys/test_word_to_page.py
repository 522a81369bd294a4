"""A clerk's Word file becomes a published page, and what was recognised is set right with the keyboard alone."""

import io

import docx
import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from cms.demo.roles import set_up_roles
from plans.drafting.models import Intake
from plans.drafting.tree import text_of
from plans.models import PlanPage
from tests.factories.drafting import make_editor
from tests.factories.intakes import PLAN, make_intake
from tests.factories.plans import make_register

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MOST_CLICKS = 8


class Clicks:
    """Counts what a clerk presses."""

    def __init__(self, page):
        self.page = page
        self.count = 0

    def __call__(self, selector: str) -> None:
        self.count += 1
        self.page.click(selector)


def word_file() -> bytes:
    """A plan as an office writes it: letterhead in a table, a basis, headings, a table, the signature."""
    document = docx.Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ SUỐI MƠ\nSố: 12/KH-UBND"
    head.cell(
        0, 1
    ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSuối Mơ, ngày 08 tháng 01 năm 2026"
    for line in ("KẾ HOẠCH", "Họp dân năm 2026", "Căn cứ Luật Thực hiện dân chủ ở cơ sở;", "I. MỤC ĐÍCH"):
        document.add_paragraph(line)
    document.add_paragraph("1. Nghe dân nói và trả lời ngay tại chỗ những việc xã làm được.")
    document.add_paragraph("II. LỊCH HỌP")
    plan = document.add_table(rows=2, cols=2, style="Table Grid")
    for cell, text in zip(plan._cells, ("Thôn", "Ngày", "Thôn Đông", "15/01/2026"), strict=True):
        cell.text = text
    document.add_paragraph("Giao các thôn thực hiện./.")
    foot = document.add_table(rows=1, cols=2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Các thôn;\n- Lưu: VT."
    foot.cell(0, 1).text = "CHỦ TỊCH\n\n\nLý Mơ"
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def log_in(page, name: str, password: str) -> None:
    page.goto("/admin/login/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")


def test_a_word_file_is_a_published_page_after_eight_clicks_at_most(browser_page, home):
    make_register(home, title="Kế hoạch", slug="ke-hoach")
    user = get_user_model().objects.create_user("nguoiduyet", password="mat-khau-thu-1")
    user.groups.add(set_up_roles([home]).approvers)
    clerk = browser_page()
    log_in(clerk, "nguoiduyet", "mat-khau-thu-1")
    click = Clicks(clerk)
    click("a[href='/admin/nhap-van-ban/']")
    with clerk.expect_file_chooser() as chooser:
        click("[name=file]")
    chooser.value.set_files({"name": "họp dân.docx", "mimeType": "application/msword", "buffer": word_file()})
    click(".import-form button[type=submit]")
    expect(clerk.locator("[name=number]")).to_have_value("12/KH-UBND")
    expect(clerk.locator("[data-rows]")).to_contain_text("Thôn Đông")
    click("[data-draft]")
    clerk.wait_for_url("**/edit/")
    click("footer [data-w-dropdown-target='toggle']")
    click("[name=action-publish]")
    clerk.wait_for_url("**/admin/pages/**")
    assert click.count <= MOST_CLICKS
    page = PlanPage.objects.live().get()
    citizen = browser_page()
    assert citizen.goto(page.url).status == 200
    expect(citizen.locator("h1")).to_contain_text("Họp dân năm 2026")
    expect(citizen.locator("main table")).to_contain_text("15/01/2026")
    expect(citizen.locator("main")).to_contain_text("12/KH-UBND")


def test_parts_are_set_right_with_the_keyboard_alone_and_steps_can_be_undone(browser_page, home):
    register = make_register(home)
    intake = make_intake(make_editor(register), register)
    page = browser_page()
    log_in(page, "bien-tap", "mat-khau-dai-123")
    page.goto(intake.get_absolute_url())
    kept = page.locator("[data-state]")
    node = next(node for node in intake.tree if "Mỗi quý" in node["html"])
    row = page.locator(f"#{node['id']}")
    page.locator("[data-rows] .part__link").first.focus()
    while not row.evaluate("row => row.classList.contains('part--chosen')"):
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(30)
    expect(page.locator(f"#s-{node['id']}")).to_have_class("is-chosen")
    page.keyboard.press("Shift+ArrowRight")
    expect(row).to_have_class("part part--item part--level-6 part--chosen")
    expect(row.locator(".part__link")).to_be_focused()
    page.keyboard.press("KeyZ")
    expect(row).to_have_class("part part--item part--level-5 part--chosen")
    page.keyboard.press("Enter")
    words = row.locator("textarea")
    expect(words).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("Viết thêm một dòng.")
    page.keyboard.press("Escape")
    expect(page.locator("[data-rows]")).to_contain_text("Viết thêm một dòng.")
    expect(kept).not_to_be_empty()
    intake.refresh_from_db()
    assert any(node["html"] == "Viết thêm một dòng." for node in intake.tree)


def test_two_windows_overwrite_nothing_and_the_typed_words_stay(browser_page, home):
    register = make_register(home)
    intake = make_intake(make_editor(register), register)
    page = browser_page()
    log_in(page, "bien-tap", "mat-khau-dai-123")
    page.goto(intake.get_absolute_url())
    other = page.context.new_page()
    other.goto(intake.get_absolute_url())
    node = next(node for node in intake.tree if "Nghe dân nói" in text_of(node))
    other.click(f"#{node['id']} .part__link")
    other.click(f"#{node['id']} [value=drop]")
    expect(other.locator(f"#{node['id']}.part--dropped")).to_have_count(1)
    first = page.locator(f"#{intake.tree[-1]['id']}")
    first.locator(".part__link").click()
    first.locator("[name=text]").fill("Tên vừa gõ")
    first.locator("[value=save]").last.click()
    expect(page.locator("[data-messages] .help-critical")).to_be_visible()
    expect(page.locator(f"#{node['id']}.part--dropped")).to_have_count(1)
    expect(first.locator("[name=text]")).to_have_value("Tên vừa gõ")
    first.locator("[value=save]").last.click()
    expect(first.locator(".part__link")).to_contain_text("Tên vừa gõ")


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (360, True)], ids=["wide-light", "narrow-dark"])
def test_the_screens_are_without_violations(browser_page, assert_no_violations, home, width, dark):
    register = make_register(home)
    intake = make_intake(make_editor(register), register, PLAN.replace("Giao các", "Giao  các"))
    page = browser_page(width=width, dark=dark)
    log_in(page, "bien-tap", "mat-khau-dai-123")
    item = next(node["id"] for node in intake.tree if node["kind"] == "item")
    for address in ("/admin/nhap-van-ban/", f"{intake.get_absolute_url()}?node={item}"):
        page.goto(address)
        page.wait_for_timeout(300)
        assert_no_violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_everything_works_without_scripts(browser_page, home):
    register = make_register(home)
    make_editor(register)
    page = browser_page(javascript=False)
    log_in(page, "bien-tap", "mat-khau-dai-123")
    page.goto("/admin/nhap-van-ban/")
    page.fill("[name=text]", PLAN)
    page.click(".import-form button[type=submit]")
    page.click(".part__link:has-text('Nghe dân nói')")
    page.click(".part--chosen [value=inner]")
    expect(page.locator(".part--chosen")).to_contain_text("Nghe dân nói")
    page.fill(".part--chosen [name=text]", "Lắng nghe\nvà trả lời dân.")
    page.click(".part--chosen [value=save] >> nth=-1")
    page.fill("[name=number]", "13/KH-UBND")
    page.click("[data-draft]")
    page.wait_for_url("**/edit/")
    plan = PlanPage.objects.get()
    assert plan.number == "13/KH-UBND"
    assert "và trả lời dân." in str(plan.body.raw_data[:])
    assert Intake.objects.get().page == plan
