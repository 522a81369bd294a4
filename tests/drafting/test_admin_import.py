"""Bringing a document in: who may, what is read at once, what is refused, what stays in the form; no JavaScript."""

import time
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from plans.drafting import intake_reading
from plans.drafting.drafts import import_document
from plans.drafting.intake import MOST_ATTEMPTS
from plans.drafting.intake_reading import AT_ONCE, read
from plans.drafting.jobs import forget_old_intakes, read_waiting
from plans.drafting.kept_files import FOLDER, keep, private_storage
from plans.drafting.models import Intake
from plans.drafting.readers import MAX_BYTES
from plans.drafting.reading import UnreadableError
from plans.drafting.recognising import recognise
from plans.models import PlanPage
from tests.drafting.test_drafts import NOW
from tests.factories.drafting import make_editor, sample
from tests.factories.intakes import make_intake
from tests.factories.plans import make_register

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/nhap-van-ban/"
OLD_FONT = "KÕ ho¹ch ®èi tho¹i n¨m 2022 cña UBND x· víi nh©n d©n trªn ®Þa bµn"
LARGE = "KẾ HOẠCH\nThử\n\n" + ("1. Mục\n\n" + "nội dung của mục này dài hơn một dòng, " * 100 + "hết.\n\n") * 120


def kept_files() -> set[str]:
    storage = private_storage()
    return set(storage.listdir(FOLDER)[1]) if storage.exists(FOLDER) else set()


@pytest.fixture
def nothing_is_kept():
    """After the test there are no more files than before, and no document on its way in."""
    before = kept_files()
    yield
    assert not Intake.objects.exists()
    assert kept_files() == before


def test_the_form_offers_the_registers_the_editor_may_add_to(editor_client, home, register):
    make_register(home, title="Kho khác", slug="kho-khac")
    page = editor_client.get(ADDRESS).content.decode()
    assert register.title in page
    assert "Kho khác" not in page
    assert editor_client.get(f"{ADDRESS}?register=abc").status_code == 200


def test_a_pasted_text_leads_to_its_check_screen(editor_client, editor, register):
    response = editor_client.post(ADDRESS, {"register": register.pk, "text": sample("commune")})
    intake = Intake.objects.get()
    assert response.status_code == 302
    assert response.url == intake.get_absolute_url()
    assert (intake.user, intake.state, intake.register) == (editor, Intake.State.READY, register)
    page = editor_client.get(response.url).content.decode()
    assert "TỔ CHỨC" in page
    assert "Báo cho từng nhà biết" in page
    assert not PlanPage.objects.exists()


def test_a_pasted_page_is_read_with_its_format(editor_client, register):
    html = "<p><b>KẾ HOẠCH</b></p><p>Họp dân</p><p>Giao <i>các thôn</i>.</p><script>alert(1)</script>"
    editor_client.post(ADDRESS, {"register": register.pk, "text": "KẾ HOẠCH Họp dân", "html": html})
    intake = Intake.objects.get()
    assert any("các thôn</i>" in node["html"] for node in intake.tree)
    assert "alert" not in intake.text


def test_a_file_is_read_and_kept_with_its_checksum_under_no_name_of_its_own(editor_client, register):
    data = sample("two_columns").encode("utf-16")
    upload = SimpleUploadedFile("thư mục/xã.txt", data, content_type="text/plain")
    editor_client.post(ADDRESS, {"register": register.pk, "file": upload})
    intake = Intake.objects.get()
    assert intake.name == "xã.txt"
    assert intake.size == len(data)
    assert "xã" not in intake.file.name
    with intake.file.open() as file:
        assert file.read() == data
    assert "xã.txt" in editor_client.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"text": ""},
        {"text": " \n"},
        {"text": "Kế hoạch\x00nhị phân và phần còn lại"},
        {"text": "Phần còn lại", "register": "999999"},
        {"text": "Phần còn lại", "register": "abc"},
        {"text": "Phần còn lại", "register": ""},
    ],
)
@pytest.mark.usefixtures("nothing_is_kept")
def test_bad_input_keeps_the_typed_text_and_makes_nothing(editor_client, register, data):
    response = editor_client.post(ADDRESS, {"register": register.pk, **data})
    assert response.status_code == 200
    assert response.context["form"].errors
    if "phần còn lại" in data["text"].lower():
        assert "hần còn lại" in response.content.decode()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04", b"%PDF-1.4", b"a" * (MAX_BYTES + 1)])
@pytest.mark.usefixtures("nothing_is_kept")
def test_a_file_that_cannot_be_read_is_refused_and_leaves_nothing_behind(editor_client, register, content):
    upload = SimpleUploadedFile("a.txt", content, content_type="text/plain")
    response = editor_client.post(ADDRESS, {"register": register.pk, "file": upload})
    assert response.context["form"].errors["file"]


def test_a_text_and_a_file_together_are_refused(editor_client, register):
    upload = SimpleUploadedFile("a.txt", b"b", content_type="text/plain")
    response = editor_client.post(ADDRESS, {"register": register.pk, "file": upload, "text": "Đã gõ"})
    assert "Đã gõ" in response.content.decode()
    assert not Intake.objects.exists()


def test_a_text_for_an_old_font_is_offered_converted_and_read_at_one_click(editor_client, register):
    text = "\n".join([OLD_FONT, "", "I. Môc ®Ých", "", "N¨m 2022 tæ chøc ®èi tho¹i víi nh©n d©n."])
    response = editor_client.post(ADDRESS, {"register": register.pk, "text": text})
    intake = Intake.objects.get()
    page = editor_client.get(response.url).content.decode()
    assert intake.offers_conversion
    assert "Kế hoạch đối thoại" in page
    address = reverse("drafting:convert", args=[intake.pk])
    assert address in page
    editor_client.post(address)
    intake.refresh_from_db()
    assert intake.state == Intake.State.READY
    assert "đối thoại với nhân dân" in intake.text
    assert editor_client.post(address).status_code == 302


def test_a_large_file_is_read_by_the_worker_while_the_screen_waits(editor_client, register):
    assert len(LARGE.encode()) > AT_ONCE
    response = editor_client.post(ADDRESS, {"register": register.pk, "text": LARGE})
    intake = Intake.objects.get()
    assert intake.state == Intake.State.WAITING
    waiting = editor_client.get(response.url)
    assert waiting["Refresh"]
    assert "<progress" in waiting.content.decode()
    assert read_waiting(NOW)
    assert not read_waiting(NOW)
    intake.refresh_from_db()
    assert (intake.state, intake.progress) == (Intake.State.READY, 100)
    assert "Refresh" not in editor_client.get(response.url)


def test_a_large_file_that_cannot_be_read_says_why_and_is_not_kept(editor_client, register):
    upload = SimpleUploadedFile("a.docx", b"PK\x03\x04" + b"x" * AT_ONCE)
    response = editor_client.post(ADDRESS, {"register": register.pk, "file": upload})
    read_waiting(NOW)
    intake = Intake.objects.get()
    page = editor_client.get(response.url).content.decode()
    assert intake.state == Intake.State.FAILED
    assert intake.problem in page.replace("&#x27;", "'")
    assert not intake.file


def test_a_file_whose_worker_died_is_read_by_another_one(editor_client, editor, register):
    intake = make_intake(editor, register, LARGE)
    Intake.objects.filter(pk=intake.pk).update(state=Intake.State.READING, beat_at=NOW - timedelta(minutes=5))
    assert not read_waiting(NOW)
    assert read_waiting(NOW + timedelta(minutes=10))
    intake.refresh_from_db()
    assert intake.state == Intake.State.READY


def test_a_file_that_every_worker_died_of_is_given_up(editor_client, editor, register):
    intake = make_intake(editor, register, LARGE)
    Intake.objects.filter(pk=intake.pk).update(
        state=Intake.State.READING, beat_at=NOW - timedelta(hours=1), attempts=MOST_ATTEMPTS
    )
    assert read_waiting(NOW)
    assert not read_waiting(NOW + timedelta(hours=1))
    intake.refresh_from_db()
    assert (intake.state, intake.file.name) == (Intake.State.FAILED, "")
    assert intake.problem in editor_client.get(intake.get_absolute_url()).content.decode()


@pytest.mark.parametrize("is_readable", [True, False])
def test_what_is_deleted_while_the_worker_reads_stays_deleted(editor, register, monkeypatch, is_readable):
    def read_slowly(arrival, is_converted=False):
        Intake.objects.all().forget()
        if not is_readable:
            raise UnreadableError("")
        return read(arrival, is_converted)

    make_intake(editor, register, LARGE)
    monkeypatch.setattr(intake_reading, "read", read_slowly)
    assert read_waiting(NOW)
    assert not Intake.objects.exists()


def test_a_worker_taken_for_dead_overwrites_nothing(editor, register, monkeypatch):
    def read_slowly(arrival, is_converted=False):
        Intake.objects.update(attempts=2)
        return read(arrival, is_converted)

    intake = make_intake(editor, register, LARGE)
    monkeypatch.setattr(intake_reading, "read", read_slowly)
    assert read_waiting(NOW)
    intake.refresh_from_db()
    assert (intake.state, intake.tree) == (Intake.State.READING, [])


def test_what_nobody_goes_on_with_is_deleted_after_a_week_with_its_file(
    editor, register, django_capture_on_commit_callbacks
):
    old = make_intake(editor, register, now=NOW - timedelta(days=7))
    new = make_intake(editor, register, now=NOW - timedelta(days=6))
    path = old.file.name
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_intakes(NOW) == 1
    assert list(Intake.objects.all()) == [new]
    assert not private_storage().exists(path)
    assert private_storage().exists(new.file.name)


def test_files_that_no_row_names_are_swept_once_they_are_a_day_old(editor, register):
    kept = make_intake(editor, register)
    stray = keep(b"a killed process left it")
    now = timezone.now()
    forget_old_intakes(now)
    assert private_storage().exists(stray)
    Intake.objects.update(changed_at=now)
    forget_old_intakes(now + timedelta(days=1, minutes=1))
    assert not private_storage().exists(stray)
    assert private_storage().exists(kept.file.name)


def test_a_clerk_deletes_what_was_begun_by_mistake(
    editor_client, editor, register, django_capture_on_commit_callbacks
):
    intake = make_intake(editor, register)
    with django_capture_on_commit_callbacks(execute=True):
        assert editor_client.post(reverse("drafting:forget", args=[intake.pk])).status_code == 302
    assert not Intake.objects.exists()
    assert not private_storage().exists(intake.file.name)


def test_a_text_of_a_million_bytes_is_kept_quickly_and_read_in_time(editor_client, register):
    start = time.process_time()
    editor_client.post(ADDRESS, {"register": register.pk, "text": LARGE + LARGE[20:]})
    assert time.process_time() - start < 2
    read_waiting(NOW)
    assert editor_client.get(Intake.objects.get().get_absolute_url()).status_code == 200
    assert time.process_time() - start < 12


def test_who_may_add_nothing_neither_sees_nor_opens_the_importer(client, register):
    client.force_login(make_editor(None, "khach"))
    assert client.get(ADDRESS).status_code in (302, 403)
    assert client.post(ADDRESS, {"register": register.pk, "text": "Kế hoạch"}).status_code in (302, 403)
    assert not Intake.objects.exists()
    assert ADDRESS not in client.get("/admin/").content.decode()


def test_visitors_are_sent_to_the_login(client, register):
    response = client.get(ADDRESS)
    assert response.status_code == 302
    assert "login" in response.url


def test_a_register_of_others_is_refused(editor_client, home):
    other = make_register(home, title="Kho khác", slug="kho-khac")
    response = editor_client.post(ADDRESS, {"register": other.pk, "text": "Kế hoạch thử"})
    assert response.context["form"].errors["register"]
    assert not Intake.objects.exists()


def test_editors_of_the_plan_get_the_source_text_and_others_do_not(editor_client, client, register):
    page, _earlier = import_document(recognise(sample("commune")), register, now=NOW)
    address = reverse("drafting:source", args=[page.pk])
    assert "Lý Mơ" in editor_client.get(address).content.decode()
    assert address in editor_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert editor_client.get(reverse("drafting:source_file", args=[page.pk])).status_code == 404
    client.force_login(make_editor(None, "khach"))
    assert client.get(address).status_code in (302, 403)


def test_a_register_has_a_button_to_the_importer(editor_client, register):
    page = editor_client.get(reverse("wagtailadmin_explore", args=[register.pk])).content.decode()
    assert f"{ADDRESS}?register={register.pk}" in page
