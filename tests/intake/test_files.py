"""Files from outside: known by what they are, refused where they could harm, never unpacked."""

import io
import time
import tracemalloc

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cms.intake.files import LARGEST_FILE, display_name, read_file
from cms.intake.pictures import without_traces

from .made_files import PDF, make_jpeg, make_office, make_png, make_png_that_claims


def upload(content: bytes, name: str = "tep.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def code_of(content: bytes, name: str = "tep.pdf") -> str:
    with pytest.raises(ValidationError) as refusal:
        read_file(upload(content, name))
    return refusal.value.code


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (PDF, "pdf"),
        (make_jpeg(), "jpg"),
        (make_png(), "png"),
        (make_office("docx"), "docx"),
        (make_office("xlsx"), "xlsx"),
    ],
)
def test_every_accepted_kind_is_known_by_its_content_whatever_its_name_says(content, ending):
    assert read_file(upload(content, "Đơn đề nghị.bin")).name == f"Đơn đề nghị.{ending}"


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00" + b"\x00" * 200,
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"alert(1);/*" + PDF,
        b"GIF89a" + b"\x00" * 50,
        b"PK\x03\x04" + b"\x00" * 100,
        b"%PDF-1.4 but nothing follows",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
        b"\xff\xd8\xff",
        b"just text",
    ],
)
@pytest.mark.parametrize("name", ["tep.pdf", "tep.docx", "tep.jpg"])
def test_other_kinds_are_refused_under_every_name(content, name):
    assert code_of(content, name) == "kind"


def test_an_empty_file_is_called_empty():
    assert code_of(b"") == "empty"


def test_a_file_over_five_megabytes_is_refused_and_one_of_exactly_five_is_not():
    filled = PDF.replace(b"endobj", b"endobj\n%" + b"x" * (LARGEST_FILE - len(PDF) - 2))

    assert len(read_file(upload(filled)).content) == LARGEST_FILE
    assert code_of(filled + b"\n") == "big"


@pytest.mark.parametrize("name", [b"/JavaScript", b"/JS", b"/J#61vaScript", b"/Launch", b"/EmbeddedFile"])
def test_a_pdf_with_scripts_programs_or_files_inside_is_refused(name):
    assert code_of(PDF.replace(b"/Catalog", b"/Catalog " + name + b" (x)")) == "active"


def test_packed_points_of_a_pdf_that_happen_to_spell_a_script_are_no_script():
    content = PDF.replace(b"endobj", b"endobj\n2 0 obj\nstream\n\x00/JS \x01\nendstream\nendobj")

    assert read_file(upload(content)).content_type == "application/pdf"


@pytest.mark.parametrize(
    "content",
    [
        make_office("docx", {"word/vbaProject.bin": b"x"}),
        make_office("xlsx", {"xl/vbaProject.bin": b"x"}),
        make_office("docx", main_type="vnd.ms-word.document.macroEnabled.main+xml"),
        make_office("docx", {"word/activeX/activeX1.xml": "<x/>"}),
    ],
)
def test_macros_are_refused_also_under_an_honest_name(content):
    assert code_of(content, "don.docx") == "macro"


def test_an_archive_that_reaches_outside_is_refused():
    assert code_of(make_office("docx", {"../../etc/passwd": "x"})) == "kind"


def test_a_bomb_is_refused_without_being_unpacked():
    bomb = make_office("docx", {f"word/media/{number}.xml": b"\x00" * 30_000_000 for number in range(8)})
    assert len(bomb) < LARGEST_FILE

    tracemalloc.start()
    started = time.perf_counter()
    code = code_of(bomb, "don.docx")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert code == "bomb"
    assert peak < 10_000_000
    assert time.perf_counter() - started < 2


def test_a_list_of_types_that_is_a_bomb_itself_is_read_up_to_a_limit():
    content = make_office("docx", main_type=" " * 50_000_000)

    tracemalloc.start()
    code = code_of(content, "don.docx")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert code == "kind"
    assert peak < 10_000_000


def test_a_picture_of_20000_by_20000_points_is_refused_by_its_head():
    assert code_of(make_png_that_claims(20_000, 20_000), "anh.png") in {"big", "kind"}
    assert code_of(make_png_that_claims(12_000, 12_000), "anh.png") == "big"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Lan\\đơn.doc", "đơn.pdf"),
        ("CON.pdf", "tep_CON.pdf"),
        ("fdp.\u202eexe", "fdp.pdf"),
        ('a"b\r\nc.pdf', "a_b c.pdf"),
        ("Đo\u031bn \u0111e\u0302\u0300 nghi\u0323.pdf", "Đơn đề nghị.pdf"),
        ("", "tep.pdf"),
        (".pdf", "tep.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
    ],
)
def test_names_are_shown_without_folders_tricks_and_excess(name, shown):
    assert display_name(name, "pdf") == shown


def test_a_photograph_loses_place_device_and_notes_but_no_point_of_the_picture():
    original = make_jpeg(place=True)
    assert b"MayAnhCuaLan" in original

    stripped = without_traces(original, "image/jpeg")

    with Image.open(io.BytesIO(original)) as before, Image.open(io.BytesIO(stripped)) as after:
        assert not after.getexif()
        assert "comment" not in after.info
        assert before.tobytes() == after.tobytes()
    assert b"MayAnhCuaLan" not in stripped
    assert b"ghi chu rieng" not in stripped


def test_a_turned_photograph_stays_turned():
    stripped = without_traces(make_jpeg(place=True, turn=6), "image/jpeg")

    with Image.open(io.BytesIO(stripped)) as picture:
        assert dict(picture.getexif()) == {0x0112: 6}


def test_what_hangs_behind_the_picture_goes():
    stripped = without_traces(make_jpeg() + b"<script>alert(1)</script>", "image/jpeg")

    assert stripped == without_traces(make_jpeg(), "image/jpeg")
    assert b"script" not in stripped


def test_notes_in_a_png_go_too():
    noted = io.BytesIO()
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Lan")
    Image.new("RGB", (4, 4)).save(noted, "PNG", pnginfo=info)

    stripped = without_traces(noted.getvalue(), "image/png")

    assert b"Author" not in stripped
    with Image.open(io.BytesIO(stripped)) as picture:
        picture.load()


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png"])
def test_a_picture_cut_off_is_an_error_to_be_named(kind):
    whole = make_jpeg() if kind == "image/jpeg" else make_png()

    with pytest.raises(ValueError):
        without_traces(whole[:-12], kind)
