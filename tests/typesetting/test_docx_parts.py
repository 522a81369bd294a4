"""Numbering, tables, links, pictures and notes of a DOCX."""

import io

import docx
from docx.oxml.ns import qn
from PIL import Image

from plans.drafting.readers import read
from plans.typesetting.document import Box, Cell, Heading, Items, Paragraph, Picture, Run, Table
from plans.typesetting.docx import to_docx
from tests.factories.documents import make_minutes


def made(*body, **fields) -> bytes:
    return to_docx(make_minutes(body=body, closing="", **fields))


def reopened(*body, **fields):
    return docx.Document(io.BytesIO(made(*body, **fields)))


def counted(file) -> list[str]:
    return [one.text for one in file.paragraphs if one._p.pPr is not None and one._p.pPr.numPr is not None]


def labelled(labels) -> list:
    """A paragraph for each (level, label), its text saying the label."""
    return [Paragraph(f"mục {label}", label=label, level=level) for level, label in labels]


def printed(*body) -> list[str]:
    """The lines as a word processor prints them, counted labels included."""
    return [line for line in read(made(*body), "a.docx").text.splitlines() if " mục " in line]


USUAL = [
    (1, "I."),
    (2, "1."),
    (3, "1.1."),
    (3, "1.2."),
    (2, "2."),
    (4, "a)"),
    (4, "b)"),
    (5, "-"),
    (6, "+"),
    (1, "II."),
]


def test_labels_are_counted_by_the_word_processor_and_printed_as_on_the_page():
    file = reopened(*labelled(USUAL))

    assert len(counted(file)) == len(USUAL)
    assert printed(*labelled(USUAL)) == [f"{label} mục {label}" for _level, label in USUAL]


def test_a_number_that_jumps_is_counted_from_there_and_so_are_those_below_and_after_it():
    labels = [(1, "I."), (2, "1."), (1, "II."), (2, "1."), (1, "IV."), (2, "1."), (2, "5."), (3, "5.1."), (1, "V.")]

    assert len(counted(reopened(*labelled(labels)))) == len(labels)
    assert printed(*labelled(labels)) == [f"{label} mục {label}" for _level, label in labels]


def test_a_way_of_writing_labels_that_a_whole_document_keeps_to_is_counted_too():
    labels = [(1, "Phần I"), (2, "Điều 1."), (4, "a/"), (4, "b/"), (2, "Điều 2."), (1, "Phần II"), (2, "Điều 3.")]

    assert len(counted(reopened(*labelled(labels)))) == len(labels)
    assert printed(*labelled(labels)) == [f"{label} mục {label}" for _level, label in labels]


def test_labels_that_no_word_processor_counts_are_printed_as_plain_text():
    labels = [(1, "I."), (4, "c)"), (4, "d)"), (4, "đ)"), (4, "e)"), (1, "II."), (1, "Hai là"), (3, "7.3."), (2, "*")]
    file = reopened(*labelled(labels))

    assert counted(file) == ["mục I.", "mục II."]
    assert printed(*labelled(labels)) == [f"{label} mục {label}" for _level, label in labels]


def test_lists_of_their_own_begin_at_their_own_number():
    body = [
        Items(("mục a", "mục b"), is_numbered=True),
        Paragraph("giữa"),
        Items(("mục c",), is_numbered=True, first=3),
        Items(("mục d", "mục e"), is_numbered=True),
        Items(("mục f",)),
        Items(("mục g",), mark="+", depth=1),
    ]

    assert printed(*body) == ["1. mục a", "2. mục b", "3. mục c", "1. mục d", "2. mục e", "- mục f", "+ mục g"]


def test_looks_of_words_and_links_are_kept():
    text = (
        Run("Theo "),
        Run("quy chế", address="https://cong.example.vn/a?b=1&c=2"),
        Run(" m"),
        Run("2", is_raised=True),
    )
    file = reopened(Paragraph(text), Paragraph((Run("đậm", is_bold=True), Run("\tnghiêng\nhai", is_italic=True))))
    paragraph = next(one for one in file.paragraphs if one.text.startswith("Theo"))
    link = paragraph.hyperlinks[0]
    bold, italic = next(one for one in file.paragraphs if one.text.startswith("đậm")).runs

    assert (link.text, link.address) == ("quy chế", "https://cong.example.vn/a?b=1&c=2")
    assert paragraph.runs[-1].font.superscript
    assert (bold.bold, bold.italic, italic.bold, italic.italic) == (True, None, None, True)
    assert italic.text == "\tnghiêng\nhai"


def test_tables_keep_merged_cells_and_repeat_their_header():
    table = Table(
        ("TT", "Nội dung", "Giờ"),
        (("1", Cell("Đón tiếp", rows=2), "07:30"), ("2", "08:00"), (Cell("Tổng", columns=2), "2")),
        caption="Chương trình",
        has_header_column=True,
    )
    grid = reopened(table).tables[1]

    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["TT", "Nội dung", "Giờ"],
        ["1", "Đón tiếp", "07:30"],
        ["2", "Đón tiếp", "08:00"],
        ["Tổng", "Tổng", "2"],
    ]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in grid.rows] == [True, False, False, False]
    assert grid.cell(1, 0).paragraphs[0].style.name == "CV Table row head"


def test_thousands_of_rows_are_written():
    table = Table(("A", "B"), tuple((str(number), "nội dung") for number in range(2_000)))

    assert len(reopened(table).tables[1]._tbl.tr_lst) == 2_001


def picture(width=40, height=20) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(file, "PNG")
    return file.getvalue()


def test_a_picture_says_what_it_shows_and_fits_the_page():
    file = reopened(Picture(picture(), "Hội trường", "Hình 1", share=0.5), Picture(picture(10, 200), "Cao"))
    wide, tall = file.inline_shapes

    assert wide._inline.docPr.get("descr") == "Hội trường"
    assert (round(wide.width.mm), round(wide.height.mm)) == (80, 40)
    assert round(tall.height.mm) == 200
    assert "Hình 1" in [one.text for one in file.paragraphs if one.style.name == "CV Picture caption"]


def test_a_broken_picture_leaves_its_description():
    assert "Hội trường" in [one.text for one in reopened(Picture(b"no picture", "Hội trường")).paragraphs]


def test_a_note_is_boxed_and_an_annex_begins_a_page():
    file = reopened(
        Box((Paragraph("Lưu ý", is_bold=True), Paragraph("Không nhận đơn."))),
        annexes=((Heading("PHỤ LỤC I"), Paragraph("Họ và tên:")),),
    )
    styles = {one.text: one.style for one in file.paragraphs}

    assert styles["Không nhận đơn."].element.pPr.find(qn("w:pBdr")) is not None
    assert styles["PHỤ LỤC I"].paragraph_format.page_break_before
    assert [one.text for one in file.paragraphs][-1] == "Họ và tên:"


def test_the_file_says_its_language_title_office_and_address():
    file = reopened(Paragraph("x"), qr_address="https://cong.example.vn/kh/", summary="Tóm tắt")
    properties = file.core_properties
    defaults = file.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")

    assert defaults.get(qn("w:val")) == "vi-VN"
    assert (properties.title, properties.author) == (
        "BIÊN BẢN Hội nghị đối thoại đợt 1 năm 2026",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    )
    assert (properties.language, properties.subject, properties.identifier) == (
        "vi-VN", "Tóm tắt", "https://cong.example.vn/kh/",
    )  # fmt: skip
