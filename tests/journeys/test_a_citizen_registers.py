"""From the conference notice to the receipt, and from the clerk's list to the file on his desk."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from cms.addresses.divisions import load
from cms.addresses.models import Commune, Province
from plans.registrations.models import FormState, Registration, Seat
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.registrations import make_registration
from tests.intake.made_files import PDF

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def conference(home, live_server):
    from wagtail.models import Site

    host, port = live_server.url.removeprefix("http://").split(":")
    Site.objects.update(hostname=host, port=int(port))
    index = make_conference_index(home, slug="doi-thoai")
    return make_open_conference(index, timezone.now(), slug="dot-1", capacity=50)


def fill_in(page):
    page.check("[name=applicant_kind][value=citizen]")
    page.fill("[name=full_name]", "Nguyễn Thị Hoà")
    page.check("[name=participation][value=in_person]")
    page.fill("[name=group_size]", "2")
    page.fill("[name=phone]", "0912 345 678")
    page.check("[name=answer_by][value=collect]")
    page.check("[name=topic_kind][value=difficulty]")
    page.fill("[name=question]", "Thủ tục đăng ký nhãn hiệu mất bao lâu?")
    page.check("[name=complaint_answer][value=no_complaint]")
    page.check("[name=may_publish][value=no]")
    page.check("[name=consent]")


CODE = ".receipt__code"
LOOK_OVER = "form[data-registration] .button[value=check]"


def look_over(page):
    page.click(LOOK_OVER)
    page.wait_for_selector("form[data-checked]")


def press_send(page):
    page.click("form[data-checked] .button >> nth=0")
    page.wait_for_selector(CODE)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_citizen_finds_the_notice_fills_in_the_form_and_gets_a_receipt(browser_page, conference, javascript):
    page = browser_page(width=360, javascript=javascript)
    page.goto("/doi-thoai/dot-1/")
    page.click("main a.button")
    fill_in(page)
    page.wait_for_timeout(3100)  # as long as a person takes at the very least

    look_over(page)
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in page.inner_text("main")
    assert Registration.objects.count() == 0
    press_send(page)

    registration = Registration.objects.get()
    assert page.inner_text(".receipt__code") == registration.code
    assert (registration.form_state, registration.seat, registration.group_size) == (FormState.SENT, Seat.HELD, 2)
    assert page.evaluate("document.querySelector('.receipt__qr').naturalWidth") > 0
    page.reload()
    page.go_back()
    press_send(page)
    assert page.inner_text(".receipt__code") == registration.code
    assert Registration.objects.count() == 1


def test_errors_are_listed_on_top_with_the_focus_and_nothing_typed_is_lost(
    browser_page, conference, assert_no_violations
):
    page = browser_page()
    page.goto(f"/dang-ky/{conference.pk}/")
    assert page.is_hidden("[name=organisation_name]")
    page.check("[name=applicant_kind][value=business]")
    assert page.is_visible("[name=organisation_name]")
    page.fill("[name=question]", "Ngắn")
    assert "4" in page.inner_text(".registration-counter")

    page.click(LOOK_OVER)
    page.wait_for_selector(".error-summary")

    assert page.evaluate("document.activeElement.classList.contains('error-summary')")
    assert page.input_value("[name=question]") == "Ngắn"
    assert page.is_checked("[name=applicant_kind][value=business]")
    assert_no_violations(page)
    page.click(".error-summary a[href='#id_full_name']")
    assert page.evaluate("document.activeElement.id") == "id_full_name"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_second_question_a_file_and_an_address_by_post_with_and_without_script(
    browser_page, conference, assert_no_violations, javascript
):
    load(Province, Commune)
    page = browser_page(width=360, javascript=javascript)
    page.goto(f"/dang-ky/{conference.pk}/")
    fill_in(page)
    page.check("[name=answer_by][value=post]")
    page.select_option("[name=province]", "51")
    if javascript:
        page.locator("[name=commune] option").nth(12).wait_for(state="attached")
        page.fill("#commune-filter", "ba gia")
        assert page.input_value("[name=commune]")
        assert_no_violations(page)
    else:
        page.click("[value=communes]")
        page.select_option("[name=commune]", label="Xã Ba Gia")
    page.fill("[name=postal_address]", "Thôn 3, huyện Sơn Tịnh cũ")
    page.set_input_files("[name=upload]", [{"name": "Đơn.pdf", "mimeType": "application/pdf", "buffer": PDF}])
    page.click("[value=add-question]")
    page.wait_for_selector("#id_question_2")
    page.check("[name=topic_kind_2][value=proposal]")
    page.fill("[name=question_2]", "Đề nghị niêm yết lệ phí tại bộ phận một cửa.")

    look_over(page)
    assert "Đơn.pdf" in page.inner_text("main")
    if javascript:
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert_no_violations(page)
    press_send(page)

    registration = Registration.objects.get()
    assert registration.questions.count() == 2
    assert registration.commune.name == "Xã Ba Gia"
    assert registration.enclosures.get().name == "Đơn.pdf"


@pytest.mark.parametrize("dark", [False, True])
def test_notice_form_and_receipt_are_accessible(browser_page, conference, assert_no_violations, dark):
    registration = make_registration(conference, timezone.now())
    page = browser_page(dark=dark)
    for address in (
        "/doi-thoai/",
        "/doi-thoai/dot-1/",
        f"/dang-ky/{conference.pk}/",
        registration.receipt_path(),
    ):
        page.goto(address)
        assert_no_violations(page)


def test_a_clerk_finds_a_form_takes_a_step_and_downloads_the_list(browser_page, conference):
    registration = make_registration(conference, timezone.now(), full_name="Nguyễn Thị Hoà")
    make_registration(conference, timezone.now(), full_name="Trần Văn Bình")
    clerk = User.objects.create_user("can-bo", password="mat-khau-dai")
    clerk.user_permissions.set(
        Permission.objects.filter(
            codename__in=["access_admin", "view_registration", "change_registration", "export_registration"]
        )
    )
    page = browser_page()
    page.goto("/admin/login/")
    page.fill("[name=username]", "can-bo")
    page.fill("[name=password]", "mat-khau-dai")
    page.click("[type=submit]")
    page.goto("/admin/registrations/?q=thi+hoa")
    page.click(f"text={registration.code}")
    page.select_option("[name=form-to]", "valid")
    page.click("section.desk__step:first-child [type=submit]")
    page.wait_for_load_state()

    registration.refresh_from_db()
    assert registration.form_state == FormState.VALID
    assert registration.events.last().actor == clerk
    page.goto("/admin/registrations/?form_state=valid")
    page.click("a[href*='/export/']")
    page.check("[name=file_format][value=csv]")
    with page.expect_download() as download:
        page.click("form.entry [type=submit]")
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [registration.code in row for row in rows] == [False, True]
