"""Files that cannot be made: the Word file comes all the same, the office is told why, nothing else suffers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from plans.typesetting import apart, making, pdf
from plans.typesetting.models import TypesetFile
from tests.factories.documents import make_minutes
from tests.factories.plans import make_plan, make_register
from tests.registrations.clerks import make_user

ROOT = Path(__file__).resolve().parent.parent.parent
State, Problem = TypesetFile.State, TypesetFile.Problem


@pytest.fixture
def without_pango(tmp_path, monkeypatch):
    """A machine on which the library finds no Pango: processes started from here on import this instead."""
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.fixture
def plan(home):
    plan = make_plan(make_register(home))
    TypesetFile.objects.order(plan, timezone.now())
    return plan


def test_without_pango_the_word_file_is_made_and_the_pdf_says_what_is_missing(plan, without_pango, client):
    while making.make_next(timezone.now()):
        pass
    shown = dict(TypesetFile.objects.values_list("kind", "state"))

    assert shown == {"docx": State.READY, "pdf": State.FAILED}
    assert TypesetFile.objects.get(kind="pdf").problem == Problem.PANGO
    client.force_login(User.objects.create_superuser("admin", password="x"))
    assert pdf.PANGO_PACKAGES in client.get(reverse("wagtailadmin_home")).content.decode()


def test_when_pango_is_there_the_pdf_is_ordered_again(plan):
    TypesetFile.objects.update(state=State.FAILED, problem=Problem.PANGO, attempts=1)
    making.order_missing(timezone.now())

    assert set(TypesetFile.objects.values_list("state", "problem", "attempts")) == {(State.WAITING, "", 0)}


def test_a_document_beyond_the_limits_is_given_up_and_said_to_be_too_long(plan, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 0.01)
    TypesetFile.objects.filter(kind="docx").delete()
    making.make_next(timezone.now())

    assert TypesetFile.objects.values_list("state", "problem").get() == (State.FAILED, Problem.TOO_BIG)


def test_the_press_ends_itself_when_it_needs_too_much_memory():
    program = "from plans.typesetting import press; press.MEMORY_BYTES = 120_000_000; raise SystemExit(press.main())"
    order = json.dumps({"documents": [pdf.html_of(make_minutes())]}).encode()
    run = subprocess.run([sys.executable, "-c", program], input=order, capture_output=True, cwd=ROOT, check=False)

    assert run.returncode != 0
    assert run.stdout == b""


def test_an_error_is_tried_again_and_then_given_up(plan):
    TypesetFile.objects.filter(kind="pdf").delete()
    attempts = []
    while one := TypesetFile.objects.claim(timezone.now()):
        attempts.append(one.attempts)
        one.try_again()

    assert attempts == [1, 2, 3]
    assert TypesetFile.objects.values_list("state", "problem").get() == (State.FAILED, Problem.ERROR)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_an_editor_downloads_the_draft_and_nobody_else_does(plan, client, kind):
    address = reverse("typesetting_admin:draft", args=[plan.pk, kind])
    plan.title = "Bản nháp chưa công bố"
    plan.save_revision()

    assert client.get(address).status_code == 302
    client.force_login(make_user("nguoi-xem"))
    assert client.get(address).status_code in (302, 403)
    client.force_login(User.objects.create_superuser("admin", password="x"))
    answer = client.get(address)
    assert b"".join(answer.streaming_content)[:4] in (b"PK\x03\x04", b"%PDF")
    assert answer["Cache-Control"].startswith("private, no-store")
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[plan.pk])).content.decode()


def test_a_page_that_is_no_document_has_no_draft_to_download(home, client):
    client.force_login(User.objects.create_superuser("admin", password="x"))

    assert client.get(reverse("typesetting_admin:draft", args=[home.pk, "docx"])).status_code == 404
