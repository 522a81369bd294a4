"""From the check screen to the draft: once, whole, with its file and pictures, or not at all."""

import io
import json
from datetime import date

import docx
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image
from wagtail.models import Comment
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from cms.media.models import Picture
from plans.drafting.drafts import make_draft
from plans.drafting.intake import VersionConflictError
from plans.drafting.intake_reading import Arrival, begin
from plans.drafting.kept_files import private_storage
from plans.drafting.models import ImportedText, Intake
from plans.models import PlanPage
from tests.drafting.check_screen import address, facts, reread, step
from tests.drafting.test_drafts import NOW
from tests.factories.drafting import make_editor, sample
from tests.factories.intakes import PLAN, make_intake
from tests.factories.plans import make_issuer

pytestmark = pytest.mark.django_db


def test_the_draft_holds_what_was_checked_and_leads_to_its_form(editor_client, intake, editor, register):
    step(editor_client, intake, "drop", "Mỗi quý một lần")
    intake = reread(intake)
    issuer = make_issuer(name="Ủy ban nhân dân xã Suối Mơ", parent_line="")
    response = editor_client.post(address("draft", intake), facts(intake, number="13/KH-UBND", issuer=issuer.pk))
    page = PlanPage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.number, page.place, page.issued_on) == ("13/KH-UBND", "Suối Mơ", date(2026, 1, 8))
    assert page.issuer == issuer
    assert page.owner == editor
    assert not page.live
    assert "Mỗi quý" not in json.dumps(list(page.body.raw_data), ensure_ascii=False)
    assert [row.text for row in page.legal_bases.all()] == ["Căn cứ Luật Thực hiện dân chủ ở cơ sở;"]
    assert editor_client.get(response.url).status_code == 200


def test_a_double_click_makes_one_draft(editor_client, intake):
    first = editor_client.post(address("draft", intake), facts(intake))
    second = editor_client.post(address("draft", intake), facts(intake))
    assert PlanPage.objects.count() == 1
    assert second.status_code == 302
    assert editor_client.get(second.url, follow=True).request["PATH_INFO"] == first.url
    late = editor_client.post(address("edit", intake), {"verb": "drop", "node": "n1", "version": 0})
    assert late.url == first.url


def test_the_file_stays_privately_beside_the_draft_with_its_checksum(editor_client, editor, register):
    intake = make_intake(editor, register, name="họp dân.txt")
    path, sha256 = intake.file.name, intake.sha256
    editor_client.post(address("draft", intake), facts(intake))
    page = PlanPage.objects.get()
    imported = ImportedText.objects.get()
    assert (imported.file.name, imported.file_sha256, imported.name) == (path, sha256, "họp dân.txt")
    assert not page.attachments.exists()
    response = editor_client.get(reverse("drafting:source_file", args=[page.pk]))
    assert b"".join(response.streaming_content).decode() == PLAN
    assert reread(intake).tree == []


def test_the_file_is_given_to_readers_only_when_the_clerk_says_so(editor_client, editor, register):
    intake = make_intake(editor, register, name="họp dân.txt")
    editor_client.post(address("draft", intake), facts(intake, is_attached="on"))
    (attached,) = PlanPage.objects.get().attachments.all()
    assert attached.document.sha256 == intake.sha256
    pasted = make_intake(editor, register)
    editor_client.post(address("draft", pasted), facts(pasted, is_attached="on"))
    assert not PlanPage.objects.order_by("pk").last().attachments.exists()


def test_the_file_goes_with_the_plan(editor_client, intake, django_capture_on_commit_callbacks):
    editor_client.post(address("draft", intake), facts(intake))
    with django_capture_on_commit_callbacks(execute=True):
        PlanPage.objects.get().delete()
    assert not private_storage().exists(intake.file.name)


def test_doubts_nobody_looked_at_become_comments_on_the_draft(editor_client, editor, register):
    text = sample("portal_copy")
    intake = make_intake(editor, register, text)
    assert intake.doubts
    editor_client.post(address("draft", intake), {"version": intake.version, "title": "Tên"})
    assert Comment.objects.filter(page=PlanPage.objects.get(), user=editor).exists()


def word_file_with_a_picture() -> bytes:
    """A plan with one picture below its only heading."""
    document, picture, data = docx.Document(), io.BytesIO(), io.BytesIO()
    Image.new("RGB", (40, 20), "seagreen").save(picture, "PNG")
    picture.seek(0)
    for line in ("KẾ HOẠCH", "Trồng cây năm 2026", "", "I. SƠ ĐỒ", "Trồng cây hai bên đường theo sơ đồ sau:"):
        document.add_paragraph(line)
    document.add_picture(picture)
    document.add_paragraph("Trên đây là Kế hoạch./.")
    document.save(data)
    return data.getvalue()


def test_a_picture_is_described_on_the_screen_and_published_with_its_description(
    editor_client, client, editor, register, django_capture_on_commit_callbacks
):
    intake = begin(Arrival(word_file_with_a_picture(), "cây.docx"), register, editor, NOW)
    (node,) = [node for node in intake.tree if node["kind"] == "picture"]
    assert node["concern"] == "not_described"
    shown = editor_client.get(address("picture", intake, node["picture"]))
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert editor_client.get(address("picture", intake, 5)).status_code == 404
    data = {"version": 0, "verb": "save", "node": node["id"], "heading": "Sơ đồ trồng cây"}
    editor_client.post(address("edit", intake), data)
    editor_client.post(address("draft", intake), {"version": 1, "title": "Trồng cây"})
    with django_capture_on_commit_callbacks(execute=True):
        PlanPage.objects.get().get_latest_revision().publish()
    page = client.get(PlanPage.objects.get().url)
    assert 'alt="Sơ đồ trồng cây"' in page.content.decode()
    client.force_login(make_editor(register, "nguoi-khac"))
    assert client.get(address("picture", intake, node["picture"])).status_code == 404


def test_nothing_stays_behind_when_the_draft_cannot_be_made(editor, register, monkeypatch):
    intake = begin(Arrival(word_file_with_a_picture(), "cây.docx"), register, editor, NOW)
    # A checksum no column can hold: the last step of making the draft fails.
    monkeypatch.setattr("plans.drafting.drafts.checksum", lambda text: None)
    before = {*Picture.objects.values_list("pk"), *default_storage.listdir("original_images")[1]}
    with pytest.raises(Exception):  # noqa: B017 - whatever the database says
        make_draft(intake, seen=0, now=NOW, is_attached=True)
    assert not PlanPage.objects.exists()
    assert {*Picture.objects.values_list("pk"), *default_storage.listdir("original_images")[1]} == before
    assert reread(intake).state == Intake.State.READY
    assert private_storage().exists(intake.file.name)


@pytest.mark.parametrize("is_full", [False, True])
def test_a_missing_file_and_a_full_disk_are_said_on_the_screen(editor_client, editor, register, monkeypatch, is_full):
    def fail(*_arguments):
        raise OSError

    intake = make_intake(editor, register, name="họp dân.txt")
    if is_full:
        monkeypatch.setattr("plans.drafting.drafts._attached", fail)
    else:
        private_storage().delete(intake.file.name)
    response = editor_client.post(address("draft", intake), facts(intake, is_attached="on"))
    assert response.context["problem"]
    assert not PlanPage.objects.exists()
    assert reread(intake).state == Intake.State.READY


def test_a_document_deleted_in_another_window_becomes_no_draft(intake):
    Intake.objects.all().forget()
    with pytest.raises(VersionConflictError):
        make_draft(intake, seen=0, now=NOW)
    assert not PlanPage.objects.exists()


def test_the_file_of_a_draft_outlives_the_row_of_its_import(editor, intake, django_capture_on_commit_callbacks):
    stale = reread(intake)
    make_draft(intake, seen=0, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        stale.delete()
    assert private_storage().exists(ImportedText.objects.get().file.name)


def test_the_imported_draft_can_be_saved_in_its_form_as_it_is(editor_client, editor, register):
    text = "KẾ HOẠCH\nThử\n\n" + "".join(f"{n}. Mục số {n}\n\nNội dung của mục.\n\n" for n in range(1, 60))
    intake = make_intake(editor, register, text)
    editor_client.post(address("draft", intake), {"version": intake.version, "title": "Thử"})
    page = PlanPage.objects.get()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(editor_client.get(edit).content.decode(), form_id="page-edit-form")
    data.update(nested_form_data({"body": streamfield([as_form_data(block) for block in page.body.raw_data])}))
    assert editor_client.post(edit, data).status_code == 302
    assert len(PlanPage.objects.get().get_latest_revision_as_object().body) == len(page.body)


def as_form_data(block: dict) -> tuple:
    """A stored block as the admin's form sends it."""
    value = block["value"]
    if isinstance(value, str):
        return block["type"], rich_text(value)
    return block["type"], {**value, "text": rich_text(value["text"])}


def test_a_text_of_more_items_than_a_page_can_hold_is_refused_and_stays(editor_client, editor, register):
    many = "\n\n".join(f"- Việc số {number} và chỗ cuối" for number in range(1, 5002))
    intake = make_intake(editor, register, many)
    intake.refresh_from_db()
    if intake.is_being_read:
        pytest.fail("the text was meant to be small enough to be read at once")
    response = editor_client.post(address("draft", intake), {"version": intake.version, "title": "Nhiều"})
    assert "5000" in response.content.decode().replace(".", "")
    assert not PlanPage.objects.exists()
    assert reread(intake).state == Intake.State.READY
