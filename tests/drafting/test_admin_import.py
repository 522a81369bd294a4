"""Importing in the admin: the form, the recognised structure, the draft; without JavaScript."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from plans.drafting.content import MOST_PARTS
from plans.drafting.drafts import import_document
from plans.drafting.recognising import recognise
from plans.models import PlanPage
from tests.drafting.test_drafts import NOW
from tests.factories.drafting import make_editor, sample
from tests.factories.plans import make_register

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/nhap-van-ban/"
MANY_ITEMS = "\n\n".join(f"- Việc số {number} và chỗ cuối" for number in range(1, 5002))


@pytest.fixture
def register(home):
    return make_register(home)


@pytest.fixture
def editor_client(client, register):
    client.force_login(make_editor(register))
    return client


def test_the_form_offers_the_registers_the_editor_may_add_to(editor_client, home, register):
    make_register(home, title="Kho khác", slug="kho-khac")
    page = editor_client.get(ADDRESS).content.decode()
    assert register.title in page
    assert "Kho khác" not in page


def test_a_pasted_text_shows_its_structure_and_is_kept(editor_client, register):
    response = editor_client.post(ADDRESS, {"register": register.pk, "text": sample("commune"), "action": "check"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "IV. TỔ CHỨC:" in page
    assert "Lý Mơ" in page
    assert "Báo cho từng nhà biết" in page
    assert not PlanPage.objects.exists()


def test_the_second_button_makes_the_draft_and_leads_to_its_form(editor_client, register):
    response = editor_client.post(ADDRESS, {"register": register.pk, "text": sample("commune"), "action": "draft"})
    page = PlanPage.objects.get()
    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert page.owner.username == "bien-tap"
    form = editor_client.get(response.url)
    assert form.status_code == 200
    assert page.title in form.content.decode()


def test_a_file_is_read_like_a_pasted_text(editor_client, register):
    upload = SimpleUploadedFile("xã.txt", sample("two_columns").encode("utf-16"), content_type="text/plain")
    page = editor_client.post(ADDRESS, {"register": register.pk, "file": upload, "action": "check"}).content.decode()
    assert "Giúp người hái chè" in page
    assert 'value="xã.txt"' in page


def test_the_imported_draft_can_be_saved_in_its_form_as_it_is(editor_client, register):
    editor_client.post(ADDRESS, {"register": register.pk, "text": sample("commune"), "action": "draft"})
    page = PlanPage.objects.get()
    save_as_it_is(editor_client, page)
    saved = PlanPage.objects.get().get_latest_revision_as_object()
    assert saved.recipients.count() == 3
    assert len(saved.body) == len(page.body)


def save_as_it_is(client, page):
    """Send the edit form of `page` back without a change."""
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(client.get(edit).content.decode(), form_id="page-edit-form")
    data.update(nested_form_data({"body": streamfield([as_form_data(block) for block in page.body.raw_data])}))
    assert client.post(edit, data).status_code == 302


def test_a_draft_of_nine_hundred_items_can_be_saved_in_its_form(editor_client, register, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000
    text = "KẾ HOẠCH\nThử\n\n" + "".join(f"{n}. Mục số {n}\n\nNội dung của mục.\n\n" for n in range(1, 900))
    editor_client.post(ADDRESS, {"register": register.pk, "text": text, "action": "draft"})
    page = PlanPage.objects.get()
    assert len(page.body) > 890
    save_as_it_is(editor_client, page)
    saved = PlanPage.objects.get().get_latest_revision_as_object()
    assert len(saved.body) == len(page.body)


@pytest.mark.parametrize("action", ["check", "draft"])
def test_a_text_of_more_items_than_a_page_can_hold_is_refused_and_kept(editor_client, register, action):
    response = editor_client.post(ADDRESS, {"register": register.pk, "text": MANY_ITEMS, "action": action})
    assert response.status_code == 200
    (message,) = response.context["form"].errors["text"]
    assert str(MOST_PARTS) in message
    assert "Việc số 5001 và chỗ cuối" in response.content.decode()
    assert not PlanPage.objects.exists()


def test_a_file_of_more_items_than_a_page_can_hold_is_refused(editor_client, register):
    upload = SimpleUploadedFile("dài.txt", MANY_ITEMS.encode())
    response = editor_client.post(ADDRESS, {"register": register.pk, "file": upload, "action": "draft"})
    assert response.context["form"].errors["file"]
    assert not PlanPage.objects.exists()


def as_form_data(block: dict) -> tuple:
    """A stored block as the admin's form sends it."""
    value = block["value"]
    if isinstance(value, str):
        return block["type"], rich_text(value)
    return block["type"], {**value, "text": rich_text(value["text"])}


@pytest.mark.parametrize(
    "data",
    [
        {"text": ""},
        {"text": " \n"},
        {"text": "Kế hoạch\x00nhị phân và phần còn lại"},
        {"text": "KÕ ho¹ch ®èi tho¹i n¨m 2022 cña UBND x·, phần còn lại"},
        {"text": "Phần còn lại", "register": "999999"},
        {"text": "Phần còn lại", "register": "abc"},
        {"text": "Phần còn lại", "register": ""},
    ],
)
def test_bad_input_keeps_the_typed_text_and_makes_nothing(editor_client, register, data):
    response = editor_client.post(ADDRESS, {"register": register.pk, "action": "draft", **data})
    assert response.status_code == 200
    assert response.context["form"].errors
    if "phần còn lại" in data["text"].lower():
        assert "hần còn lại" in response.content.decode()
    assert not PlanPage.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04", b"\xff" * 40, b"a" * (2 * 1024 * 1024 + 1)])
def test_a_file_that_is_no_text_is_refused(editor_client, register, content):
    upload = SimpleUploadedFile("a.txt", content, content_type="text/plain")
    response = editor_client.post(ADDRESS, {"register": register.pk, "file": upload, "action": "draft"})
    assert response.context["form"].errors["file"]
    assert not PlanPage.objects.exists()


def test_a_text_and_a_file_together_are_refused(editor_client, register):
    upload = SimpleUploadedFile("a.txt", b"b", content_type="text/plain")
    data = {"register": register.pk, "file": upload, "text": "Đã gõ", "action": "draft"}
    response = editor_client.post(ADDRESS, data)
    assert "Đã gõ" in response.content.decode()
    assert not PlanPage.objects.exists()


def test_a_megabyte_is_shown_and_imported_quickly(editor_client, register):
    text = "KẾ HOẠCH\nThử\n\n" + ("1. Mục\n\n" + "nội dung của mục này dài hơn một dòng, " * 100 + "hết.\n\n") * 180
    assert len(text.encode()) > 900_000
    start = time.process_time()
    assert editor_client.post(ADDRESS, {"register": register.pk, "text": text, "action": "check"}).status_code == 200
    assert editor_client.post(ADDRESS, {"register": register.pk, "text": text, "action": "draft"}).status_code == 302
    assert time.process_time() - start < 10


def test_who_may_add_nothing_neither_sees_nor_opens_the_importer(client, register):
    client.force_login(make_editor(None, "khach"))
    assert client.get(ADDRESS).status_code in (302, 403)
    response = client.post(ADDRESS, {"register": register.pk, "text": "Kế hoạch", "action": "draft"})
    assert response.status_code in (302, 403)
    assert not PlanPage.objects.exists()
    assert ADDRESS not in client.get("/admin/").content.decode()


def test_visitors_are_sent_to_the_login(client, register):
    response = client.get(ADDRESS)
    assert response.status_code == 302
    assert "login" in response.url


def test_a_register_of_others_is_refused(editor_client, home):
    other = make_register(home, title="Kho khác", slug="kho-khac")
    response = editor_client.post(ADDRESS, {"register": other.pk, "text": "Kế hoạch thử", "action": "draft"})
    assert response.context["form"].errors["register"]
    assert not PlanPage.objects.exists()


def test_the_same_text_again_is_announced_before_it_is_made(editor_client, register):
    data = {"register": register.pk, "text": sample("commune")}
    editor_client.post(ADDRESS, {**data, "action": "draft"})
    first = PlanPage.objects.get()
    page = editor_client.post(ADDRESS, {**data, "action": "check"}).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[first.pk]) in page


def test_editors_of_the_plan_get_the_source_text_and_others_do_not(editor_client, client, register):
    page, _earlier = import_document(recognise(sample("commune")), register, now=NOW)
    address = reverse("drafting:source", args=[page.pk])
    assert "Lý Mơ" in editor_client.get(address).content.decode()
    assert address in editor_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    client.force_login(make_editor(None, "khach"))
    assert client.get(address).status_code in (302, 403)


def test_a_register_has_a_button_to_the_importer(editor_client, register):
    page = editor_client.get(reverse("wagtailadmin_explore", args=[register.pk])).content.decode()
    assert f"{ADDRESS}?register={register.pk}" in page
    assert editor_client.get(f"{ADDRESS}?register=abc").status_code == 200
