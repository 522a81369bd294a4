"""PDF files, read again by another program."""

import io
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image
from pypdf import PdfReader

from plans.typesetting import press
from plans.typesetting.document import Cell, Heading, Items, Paragraph, Picture, Run, Table
from plans.typesetting.pdf import to_pdf
from tests.factories.documents import make_letter_document, make_minutes

A4 = (595.28, 841.89)
FONTS = Path(press.__file__).parent / "fonts"


def _dot() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return file.getvalue()


DOT = _dot()


def reopened(*documents) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(*documents)))


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_the_text_can_be_read_again_with_all_its_marks():
    shown = words(reopened(make_letter_document()))

    assert "SỞ KHOA HỌC VÀ CÔNG NGHỆ" in shown
    assert "Quảng Ngãi, ngày 05 tháng 6 năm 2026" in shown
    assert "Bà H'Hen Niê, xã Nghĩa Dũng" in shown
    assert "Thủ tục mất 20 ngày./." in shown
    assert "KT. GIÁM ĐỐC" in shown


def test_only_the_own_typeface_is_used_for_vietnamese_and_it_is_embedded():
    letters = "ạảãàáăằắặẳẵâầấậẩẫđèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹ ĂÂĐÊÔƠƯ Čĭŏŭ – “”…₫"
    reader = reopened(make_minutes(body=(Paragraph(letters), Paragraph("Nguyễn Thị Hoà"))))  # the name as NFD

    fonts = [font["/DescendantFonts"][0] for page in reader.pages for font in fonts_of(page)]
    assert fonts
    assert all("Tinos" in font["/BaseFont"] for font in fonts)
    assert all("/FontFile2" in font["/FontDescriptor"] or "/FontFile3" in font["/FontDescriptor"] for font in fonts)
    assert letters.replace(" ", "") in words(reader).replace(" ", "")


@pytest.mark.parametrize("name", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_typeface_has_every_vietnamese_letter_with_every_tone_in_both_cases(name):
    vowels, tones = "aăâeêioôơuưy", ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones}
    letters |= set("abcdđeghiklmnopqrstuvxyfjwz0123456789.,:;!?()[]/-–—+*%&@'\"“”‘’…•§°×₫\u00a0")
    wanted = letters | {letter.upper() for letter in letters}

    with TTFont(FONTS / f"Tinos-{name}.ttf") as font:
        known = {chr(code) for code in font.getBestCmap()}
    assert all(len(letter) == 1 for letter in wanted)
    assert wanted - known == set()


def kinds_of(reader: PdfReader) -> list[str]:
    """The structure of a tagged file, as screen readers walk through it."""
    found = []

    def walk(element):
        if isinstance(element, int):
            return
        element = element.get_object()
        if "/S" in element:
            found.append(element["/S"].removeprefix("/"))
        below = element.get("/K", [])
        below = below.get_object() if hasattr(below, "get_object") else below
        for child in below if isinstance(below, list) else [below]:
            walk(child)

    walk(reader.trailer["/Root"]["/StructTreeRoot"])
    return found


def test_screen_readers_are_told_language_title_headings_lists_and_tables():
    body = (
        Heading("Mở đầu", 1, "I."),
        Heading("Chi tiết", 4, "a)"),
        Items(("một", "hai")),
        Table(("A", "B"), (("1", Cell("2", columns=1)),), has_header_column=True),
        Picture(DOT, "Một chấm"),
        Paragraph((Run("xem "), Run("đây", address="https://cong.example.vn/"))),
    )
    reader = reopened(make_minutes(body=body, qr_address="https://cong.example.vn/kh/"))
    root, kinds = reader.trailer["/Root"], kinds_of(reader)

    assert root["/Lang"] == "vi"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] in (True, "true")
    assert reader.metadata.title.startswith("BIÊN BẢN Hội nghị")
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()
    assert [kind for kind in kinds if kind in ("H1", "H2", "H3", "H4")] == ["H1", "H2", "H3"]
    assert (kinds.count("Table"), kinds.count("TH"), kinds.count("LI"), kinds.count("Link")) == (1, 3, 2, 1)
    assert kinds.count("Figure") == 1


def test_headings_are_bookmarks():
    titles = [entry for entry in reopened(make_minutes()).outline if not isinstance(entry, list)]

    assert len(titles) == 1
    assert titles[0].title.startswith("BIÊN BẢN")


def test_a_code_for_phones_stands_at_the_foot_of_the_first_page_only():
    long = tuple(Paragraph("Nội dung trả lời câu hỏi. " * 20) for _number in range(30))
    reader = reopened(make_minutes(body=long, qr_address="https://cong.example.vn/kh/12/"))

    assert ["cong.example.vn/kh/12" in page.extract_text() for page in reader.pages][:2] == [True, False]


def top_line(page) -> str:
    """What stands in the top margin of 20 mm."""
    found = []

    def visit(text, matrix, text_matrix, _font, _size):
        if text_matrix[5] * matrix[3] + matrix[5] > A4[1] - 56:
            found.append(text)

    page.extract_text(visitor_text=visit)
    return "".join(found).strip()


def fonts_of(page) -> list:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def test_every_page_is_a4_and_numbered_from_the_second_on():
    paragraphs = tuple(Paragraph(f"Đoạn {number}. " + "Nội dung trả lời câu hỏi. " * 20) for number in range(30))
    reader = reopened(make_minutes(body=paragraphs))

    assert len(reader.pages) > 2
    assert all(abs(float(a) - b) < 1 for page in reader.pages for a, b in zip(page.mediabox[2:], A4, strict=True))
    assert [top_line(page) for page in reader.pages[1:3]] == ["2", "3"]
    assert top_line(reader.pages[0]) == ""


@pytest.mark.parametrize("word", ["x" * 3000, "ệ" * 3000, "e\u0302\u0323" * 1000, "😀" * 1500])
def test_a_word_longer_than_a_line_wraps_inside_the_page(word):
    reader = reopened(make_minutes(body=(Paragraph(word), Table(("A", "B"), ((word, "1"),)))))
    edges = []
    for page in reader.pages:
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size: text.strip() and edges.append(tm[4] * cm[0] + cm[4])
        )

    assert len(reader.pages) > 1 or word.startswith("e")
    assert edges
    assert max(edges) < A4[0] - 40


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "{{7*7}}",
        "{% raw %}",
        "</textarea>",
        "<img src=file:///etc/passwd>",
        "a\x00b\x0bc",
    ],
)
def test_what_a_visitor_typed_is_printed_and_does_nothing(text):
    reader = reopened(make_minutes(subject=text, body=(Heading(text), Paragraph(text))))

    assert words(reader).count("".join(sign for sign in text if sign.isprintable())) == 3
    assert not [page for page in reader.pages if page.images]


def test_several_documents_in_one_file_count_their_own_pages():
    long = make_letter_document(body=tuple(Paragraph("Nội dung. " * 60) for _number in range(12)))
    reader = reopened(long, make_letter_document())

    assert [top_line(page) for page in reader.pages][:2] == ["", "2"]
    assert top_line(reader.pages[-1]) == ""


def test_without_pango_the_error_names_what_to_install_and_docx_still_works(tmp_path):
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text("raise OSError('cannot load library libpango-1.0-0')")
    program = (
        "import django; django.setup()\n"
        "from plans.typesetting import docx, pdf\n"
        "from tests.factories.documents import make_minutes\n"
        "assert docx.to_docx(make_minutes())[:2] == b'PK'\n"
        "try: pdf.to_pdf(make_minutes())\n"
        "except pdf.PangoMissingError as missing: print(missing)\n"
    )
    root = str(Path(__file__).resolve().parent.parent.parent)
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{root}", "CONG_DATA": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "apt install libpango-1.0-0 libpangoft2-1.0-0" in run.stdout, run.stderr
