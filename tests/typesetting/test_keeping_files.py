"""Files of published pages: ordered, made, kept for the live revision, served to everybody who may read the page."""

import hashlib
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plans.typesetting import making, typeset_file
from plans.typesetting.models import TypesetFile
from tests.factories.plans import make_issuer, make_plan, make_register, outline_item
from tests.factories.site import make_private, make_translation

State, Problem = TypesetFile.State, TypesetFile.Problem
NOW = timezone.now()


@pytest.fixture
def plan(home):
    plan = make_plan(
        make_register(home), issuer=make_issuer(), body=[outline_item(1, "MỤC ĐÍCH", "<p>Đối thoại.</p>")]
    )
    plan.save_revision().publish()
    plan.refresh_from_db()
    return plan


def make_all() -> list[TypesetFile]:
    """What the worker does until nothing is ordered; only the Word files, which are quick."""
    made = []
    TypesetFile.objects.filter(kind="pdf").delete()
    while one := making.make_next(timezone.now()):
        made.append(one)
    return made


def files(page) -> dict:
    return dict(TypesetFile.objects.filter(page_id=page.pk).values_list("kind", "state"))


def stored() -> list[str]:
    storage = typeset_file.private_storage()
    return storage.listdir(typeset_file.FOLDER)[1] if storage.exists(typeset_file.FOLDER) else []


def address(page, kind="docx") -> str:
    return reverse("typesetting:file", args=[page.pk, page.slug, kind])


def test_publishing_orders_a_word_file_and_a_pdf(plan):
    assert files(plan) == {"docx": State.WAITING, "pdf": State.WAITING}
    assert set(TypesetFile.objects.values_list("revision_id", flat=True)) == {plan.live_revision_id}


def test_a_file_is_made_kept_with_its_checksum_and_served(plan, client):
    [made] = make_all()
    kept = TypesetFile.objects.get(page_id=plan.pk)
    answer = client.get(address(plan))
    content = b"".join(answer.streaming_content)

    assert made.pk == kept.pk
    assert (kept.state, kept.size, kept.sha256) == (State.READY, len(content), hashlib.sha256(content).hexdigest())
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies
    assert "/ke-hoach/" in answer["Link"]
    assert client.get(address(plan), headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_the_page_shows_the_files_when_they_are_ready_and_not_before(plan, client):
    assert address(plan) not in client.get(plan.url).content.decode()
    make_all()

    shown = client.get(plan.url).content.decode()
    assert address(plan) in shown
    assert address(plan, "pdf") not in shown


def test_a_pdf_is_made_by_a_process_of_its_own(plan, client):
    TypesetFile.objects.filter(kind="docx").delete()
    making.make_next(timezone.now())
    answer = client.get(address(plan, "pdf"))

    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")
    assert answer["Content-Disposition"].startswith("inline")


def test_publishing_anew_withdraws_the_files_of_the_revision_before(plan, client, django_capture_on_commit_callbacks):
    make_all()
    [old] = [name for name in stored() if TypesetFile.objects.get().file.name.endswith(name)]
    plan.title = "Kế hoạch đối thoại, bản sửa"
    with django_capture_on_commit_callbacks(execute=True):
        plan.save_revision().publish()

    assert files(plan) == {"docx": State.WAITING, "pdf": State.WAITING}
    assert client.get(address(plan)).status_code == 404
    assert old not in stored()


def test_a_file_finished_after_the_page_was_published_anew_is_thrown_away(plan):
    before = set(stored())
    one = TypesetFile.objects.claim(timezone.now())
    plan.save_revision().publish()

    assert one.keep(b"old", "0" * 64, timezone.now()) is False
    assert files(plan) == {"docx": State.WAITING, "pdf": State.WAITING}
    assert set(stored()) == before


def test_withdrawn_deleted_and_private_pages_give_no_file(plan, client, django_capture_on_commit_callbacks):
    make_all()
    restriction = make_private(plan)
    assert client.get(address(plan)).status_code == 404
    restriction.delete()
    assert client.get(address(plan)).status_code == 200
    name = TypesetFile.objects.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        plan.unpublish()
    assert client.get(address(plan)).status_code == 404
    assert files(plan) == {}
    assert not typeset_file.private_storage().exists(name)


def test_deleting_a_section_deletes_the_files_of_the_pages_below(plan, django_capture_on_commit_callbacks):
    make_all()
    name = TypesetFile.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        plan.get_parent().delete()

    assert not TypesetFile.objects.exists()
    assert not typeset_file.private_storage().exists(name)


def test_only_one_file_is_made_at_a_time(plan):
    first = TypesetFile.objects.claim(NOW)

    assert first.kind == "docx"
    assert TypesetFile.objects.claim(NOW) is None
    first.give_up(Problem.ERROR)
    assert TypesetFile.objects.claim(NOW).kind == "pdf"


def test_what_a_killed_worker_left_is_made_by_another_and_given_up_after_three_deaths(plan):
    TypesetFile.objects.filter(kind="pdf").delete()
    later = NOW
    for _death in range(typeset_file.MOST_ATTEMPTS):
        assert TypesetFile.objects.claim(later) is not None
        assert TypesetFile.objects.claim(later + timedelta(minutes=1)) is None
        later += typeset_file.LEASE

    assert TypesetFile.objects.claim(later) is None
    assert files(plan) == {"docx": State.FAILED}


def test_a_file_in_the_storage_that_no_row_names_goes_after_a_day(plan):
    name = typeset_file.private_storage().save(f"{typeset_file.FOLDER}/lost.pdf", typeset_file.ContentFile(b"x"))
    making.remove_outdated(timezone.now())
    assert typeset_file.private_storage().exists(name)
    making.remove_outdated(timezone.now() + timedelta(days=2))

    assert not typeset_file.private_storage().exists(name)


def test_pages_published_without_an_order_get_their_files_later(home):
    plan = make_plan(make_register(home))

    assert making.order_missing(NOW) == 1
    assert files(plan) == {"docx": State.WAITING, "pdf": State.WAITING}
    assert making.order_missing(NOW) == 0


def test_a_translation_leads_to_the_files_of_the_document(plan, home, english, client):
    make_translation(home, "Home")
    make_translation(plan.get_parent().specific, "Plans")
    translated = make_translation(plan, "Dialogue plan")
    make_all()

    assert files(translated) == {}
    assert f"/en{address(plan)}" in client.get(translated.url).content.decode()


def test_an_old_address_leads_to_the_present_one_and_nonsense_is_not_found(plan, client):
    make_all()

    assert client.get(f"/van-ban/{plan.pk}/ten-cu.docx").headers["Location"] == address(plan)
    assert client.get(f"/van-ban/{plan.pk}/x.exe").status_code == 404
    assert client.get(f"/van-ban/{'9' * 18}/x.pdf").status_code == 404
    assert client.post(address(plan)).status_code == 405


def test_a_file_lost_from_the_disk_is_not_found(plan, client):
    make_all()
    typeset_file.private_storage().delete(TypesetFile.objects.get().file.name)

    assert client.get(address(plan)).status_code == 404
