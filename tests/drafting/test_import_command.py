"""`manage.py import_plan`: what it prints, what it refuses, and that a refusal leaves nothing."""

import hashlib
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from plans.drafting.models import ImportedText
from plans.models import PlanPage
from tests.factories.drafting import SAMPLES, make_editor
from tests.factories.plans import make_register
from tests.factories.word_files import level, numbered, numbering, paragraph, word_file

pytestmark = pytest.mark.django_db


def run(*arguments) -> str:
    out = StringIO()
    call_command("import_plan", *map(str, arguments), stdout=out, no_color=True)
    return out.getvalue()


def test_a_file_becomes_a_draft_and_the_edit_address_is_printed(home):
    make_register(home)
    printed = run(SAMPLES / "commune.txt", "--under", "ke-hoach")
    page = PlanPage.objects.get()
    assert not page.live
    assert f"/admin/pages/{page.pk}/edit/" in printed
    assert "Tổ chức họp dân" in printed
    assert "IV. TỔ CHỨC:" in printed
    assert "Suối Mơ" in printed


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_sample_is_imported(home, path):
    make_register(home)
    run(path, "--under", "ke-hoach")
    assert PlanPage.objects.count() == 1


def test_a_word_file_is_imported_with_its_numbering_and_kept_beside_the_draft(home, tmp_path):
    make_register(home)
    outline = numbering([level(0, "upperRoman", "%1.")])
    data = word_file(
        paragraph("KẾ HOẠCH"),
        paragraph("Họp dân"),
        numbered("MỤC ĐÍCH"),
        paragraph("Nghe ý kiến của dân."),
        numbered("THỜI GIAN"),
        paragraph("Trong quý II."),
        numbering=outline,
    )
    (tmp_path / "ke-hoach.docx").write_bytes(data)
    printed = run(tmp_path / "ke-hoach.docx", "--under", "ke-hoach")
    assert "II. THỜI GIAN" in printed
    kept = ImportedText.objects.get()
    assert kept.file.read() == data
    assert kept.file_sha256 == hashlib.sha256(data).hexdigest()


def test_a_text_in_an_old_encoding_is_converted_when_asked(home, tmp_path):
    make_register(home)
    (tmp_path / "cu.txt").write_bytes("KÕ ho¹ch ®èi tho¹i\n\nNghe ý kiÕn cña nh©n d©n n¨m 2022.".encode("latin-1"))
    with pytest.raises(CommandError, match="--convert"):
        run(tmp_path / "cu.txt", "--under", "ke-hoach")
    run(tmp_path / "cu.txt", "--under", "ke-hoach", "--convert")
    assert "Nghe ý kiến của nhân dân" in ImportedText.objects.get().text


def test_a_second_import_warns_and_names_the_first(home):
    make_register(home)
    run(SAMPLES / "commune.txt", "--under", "ke-hoach")
    first = PlanPage.objects.get()
    printed = run(SAMPLES / "commune.txt", "--under", "ke-hoach")
    assert first.title in printed
    assert f"{first.pk}" in printed
    assert PlanPage.objects.count() == 2


def test_the_draft_can_be_given_to_an_editor(home):
    register = make_register(home)
    editor = make_editor(register)
    run(SAMPLES / "commune.txt", "--under", "ke-hoach", "--by", editor.username)
    assert PlanPage.objects.get().owner == editor


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("spaces.txt", b" \n\t\n"),
        ("binary.txt", b"\x00\x01\x02\x03"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("word.docx", b"PK\x03\x04..."),
        ("old-font.txt", "KÕ ho¹ch ®èi tho¹i n¨m 2022".encode("cp1252")),
        ("windows-1258.txt", b"K\xea\xec ho\xf2ch"),
        ("large.txt", b"a\n" * 1_100_000),
        ("items.txt", "\n\n".join(f"- Việc số {number}" for number in range(5001)).encode()),
        (".", None),
    ],
)
def test_a_file_that_cannot_be_imported_gets_one_line_and_leaves_nothing(home, tmp_path, name, data):
    make_register(home)
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(CommandError) as refused:
        run(tmp_path / name, "--under", "ke-hoach")
    assert str(refused.value).strip()
    assert "\n" not in str(refused.value)
    assert not PlanPage.objects.exists()
    assert not ImportedText.objects.exists()


def test_an_unknown_register_is_named_with_the_known_ones(home):
    make_register(home)
    with pytest.raises(CommandError, match="ke-hoach"):
        run(SAMPLES / "commune.txt", "--under", "khong-co")


def test_an_ambiguous_register_is_refused(home):
    from cms.pages.models import SectionPage

    make_register(home)
    section = home.add_child(instance=SectionPage(title="Mục", slug="muc"))
    make_register(section)
    with pytest.raises(CommandError) as refused:
        run(SAMPLES / "commune.txt", "--under", "ke-hoach")
    assert "/muc/ke-hoach/" in str(refused.value)
    assert not PlanPage.objects.exists()


def test_an_unknown_editor_is_refused(home):
    make_register(home)
    with pytest.raises(CommandError, match="ai-do"):
        run(SAMPLES / "commune.txt", "--under", "ke-hoach", "--by", "ai-do")
    assert not PlanPage.objects.exists()
