"""PDF files: text comes back in paragraphs, columns and tables; what repeats around it does not."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation

from plans.drafting.readers import read
from plans.drafting.readers.pdf.columns import Columns, with_columns
from plans.drafting.readers.pdf.extraction.rows import Glyph, Row, Upright
from plans.drafting.readers.pdf.lines import Line, Page, Span, in_reading_order
from plans.drafting.readers.pdf.paragraphs import Frame, joined, paragraphs
from plans.drafting.readers.pdf.running import without_running_lines
from plans.drafting.readers.pdf.tables import Cell, Table, continue_table, is_continued
from plans.drafting.reading import UnreadableError

from .test_word_tables import cells_of, columns_of

PLAIN = (False, False)
SENTENCE = (
    "Văn phòng phối hợp với các tổ dân phố chuẩn bị hội trường, tài liệu, nước uống và danh sách người dự theo đúng "
    "kế hoạch đã được thống nhất tại cuộc họp giao ban đầu tuần, gửi về bộ phận tổng hợp trước khi khai mạc hai ngày."
)
SHEET = f"""<style>
@page {{ size: A4; margin: 20mm 15mm 20mm 30mm; @top-center {{ content: counter(page) }}
  @bottom-left {{ content: "Tài liệu họp, trang " counter(page) " của tập"; font-size: 8pt }} }}
@page :first {{ @top-center {{ content: none }} }}
body {{ font: 13pt/1.4 "Liberation Serif", serif }} p {{ margin: 0; text-indent: 1cm; text-align: justify }}
.frame {{ width: 100% }} .frame td {{ text-align: center; vertical-align: top }} .title {{ text-align: center }}
.grid {{ border-collapse: collapse; width: 100% }} .grid td {{ border: 1px solid black; padding: 2px }}
</style>
<table class=frame><tr><td>UBND XÃ SUỐI MƠ<br>Số: 12/KH-UBND<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA<br>
Độc lập - Tự do - Hạnh phúc<br><i>Suối Mơ, ngày 05 tháng 6 năm 2024</i></table>
<div class=title><b>KẾ HOẠCH</b><br>Tổ chức họp dân</div>
<p><b>1. Mục đích</b></p>{f"<p>{SENTENCE}</p><p>- {SENTENCE}</p>" * 13}
<table class=grid><tr><td><b>TT</b><td><b>Nội dung</b><td><b>Đơn vị</b>
<tr><td>1<td>{SENTENCE}<td>Văn phòng<tr><td>2<td colspan=2>Chung</table>
<table class=frame><tr><td style="text-align: left">Nơi nhận:<br>- Như trên;<br>- Lưu: VT.<td>
<b>CHỦ TỊCH</b><br><br><br><b>Trần Văn Mẫu</b></table>"""


@pytest.fixture(scope="module")
def sheet() -> bytes:
    """A plan of three pages."""
    import weasyprint

    return weasyprint.HTML(string=SHEET).write_pdf()


@pytest.fixture(scope="module")
def source(sheet):
    """The plan, read."""
    return read(sheet, "ke-hoach.pdf")


def line(left: float, right: float, baseline: float, text: str, page: int = 1) -> Line:
    first = (right - left) * len(text.split()[0]) / len(text)
    return Line(left, right, baseline, 13.0, first, [Span(text)], page)


def texts(lines) -> list[str]:
    return [each.text for each in lines]


def test_broken_lines_are_put_back_into_paragraphs_over_the_end_of_a_page_too(source):
    lines = source.text.split("\n")
    assert lines[5:10] == ["KẾ HOẠCH", "Tổ chức họp dân", "1. Mục đích", SENTENCE, f"- {SENTENCE}"]
    assert lines.count(SENTENCE) == 14
    assert lines.count(f"- {SENTENCE}") == 13


def test_letterhead_and_signature_are_columns(source):
    columns = columns_of(source)
    assert columns[0, 0] == ["UBND XÃ SUỐI MƠ", "Số: 12/KH-UBND"]
    assert columns[0, 1] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA",
        "Độc lập - Tự do - Hạnh phúc",
        "Suối Mơ, ngày 05 tháng 6 năm 2024",
    ]
    assert columns[1, 0] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert columns[1, 1] == ["CHỦ TỊCH", "Trần Văn Mẫu"]


def test_a_table_with_rules_keeps_its_grid(source):
    assert cells_of(source) == [["TT", "Nội dung", "Đơn vị"], ["1", SENTENCE, "Văn phòng"], ["2", "Chung"]]
    assert source.tables[0].has_header
    assert source.tables[0].rows[2][1].columns == 2


def test_looks_places_and_pages_are_told(source):
    assert source.kind == "pdf"
    number = source.text.split("\n").index("KẾ HOẠCH")
    assert source.hints[number].alignment == "center"
    assert source.emphasis_at(source.text.index("1. Mục đích")).is_bold
    assert source.emphasis_at(source.text.index("Suối Mơ, ngày")).is_italic
    assert {hint.page for hint in source.hints.values()} == {1, 2, 3}


def test_every_character_of_the_pages_is_there_once_without_page_numbers(sheet, source):
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(sheet)).pages]
    expected = sorted("".join("".join(pages).split()))
    running = "".join(f"Tài liệu họp, trang {number} của tập" for number in (1, 2, 3)) + "23"
    assert sorted("".join(source.text.split()) + "".join(running.split())) == expected


def test_columns_set_with_tabs_are_found_by_their_place():
    rows = [
        line(90, 200, 700, "UBND XÃ SUỐI MƠ"),
        line(300, 540, 700, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        line(100, 190, 682, "Số: 12/KH-UBND"),
        line(330, 500, 682, "Độc lập - Tự do - Hạnh phúc"),
        line(310, 520, 664, "Suối Mơ, ngày 05 tháng 6"),
        line(290, 350, 640, "KẾ HOẠCH"),
    ]
    first, second = with_columns(rows)
    assert isinstance(first, Columns)
    assert texts(first.columns[0]) == ["UBND XÃ SUỐI MƠ", "Số: 12/KH-UBND"]
    assert texts(first.columns[1])[-1] == "Suối Mơ, ngày 05 tháng 6"
    assert texts(second) == ["KẾ HOẠCH"]


def glyphs(text: str, left: float, width: float = 7.0) -> list[Glyph]:
    """The characters of `text`, each `width` wide, from `left` on."""
    return [Glyph(left + at * width, left + (at + 1) * width, sign, PLAIN) for at, sign in enumerate(text)]


def test_letters_of_another_font_written_behind_the_line_return_to_their_place():
    nothing = Upright([])
    row = Row(100, 700, 13)
    late = [*glyphs("ế", 107), *glyphs("ạ", 135)]
    for glyph in [*(each for each in glyphs("K  ho ch năm", 100) if each.left not in (107, 135)), *late]:
        assert row.takes(glyph.left, 700, 13, nothing)
        row.add(glyph, 13, 700)
    assert [fragment[-1] for fragment in row.fragments(nothing)] == [[["Kế hoạch năm", False, False]]]


def test_a_rule_between_two_words_parts_them():
    row = Row(100, 700, 13)
    row.add(Glyph(100, 110, "1", PLAIN), 13, 700)
    assert row.takes(118, 700, 13, Upright([]))
    assert not row.takes(118, 700, 13, Upright([[113.0, 600.0, 114.0, 800.0]]))


def test_where_a_line_writes_its_spaces_a_gap_without_one_parts_columns():
    row = Row(100, 700, 13)
    for glyph in glyphs("XÃ SUỐI", 100):
        row.add(glyph, 13, 700)
    assert row.takes(row.right + 3, 700, 13, Upright([]))
    assert not row.takes(row.right + 9, 700, 13, Upright([]))
    row.add(Glyph(row.right, row.right + 20, " ", PLAIN), 1)
    assert row.takes(row.right + 20, 700, 13, Upright([]))


def test_a_table_goes_on_over_the_end_of_a_page():
    def part(page: int, *rows: list[str]) -> Table:
        def cell(row: int, column: int) -> Cell:
            word = rows[row][column]
            return Cell(row, column, lines=[line(90, 200, 700, word, page)] if word else [])

        cells = [[cell(row, column) for column in range(len(rows[row]))] for row in range(len(rows))]
        return Table(90, 100, 500, 700, page, cells, [90, 150, 500])

    before, after = part(1, ["TT", "Việc"], ["1", "In giấy"]), part(2, ["TT", "Việc"], ["", "mời"], ["2", "Gửi"])
    assert is_continued(before, after)
    assert not is_continued(before, part(3, ["TT", "Việc"]))
    continue_table(before, after)
    assert [[texts(cell.lines) for cell in row] for row in before.rows] == [
        [["TT"], ["Việc"]],
        [["1"], ["In giấy", "mời"]],
        [["2"], ["Gửi"]],
    ]


def test_lines_in_no_order_are_read_from_top_to_bottom():
    rows = [line(90, 540, height, f"dòng {height}") for height in (500, 700, 520, 680, 540, 660)]
    assert texts(in_reading_order(rows)) == [f"dòng {height}" for height in (700, 680, 660, 540, 520, 500)]


def test_a_number_of_a_document_broken_at_its_hyphen_is_glued():
    group = [line(90, 540, 700, "theo Kế hoạch số 12/KH-"), line(90, 200, 682, "UBND của xã")]
    assert joined(group).text == "theo Kế hoạch số 12/KH-UBND của xã"


def test_short_lines_labels_and_wide_gaps_part_paragraphs():
    lines = [
        line(118, 540, 700, "Một câu dài đến hết dòng"),
        line(90, 540, 682, "và còn nữa đến hết dòng"),
        line(90, 200, 664, "rồi hết."),
        line(118, 540, 646, "Câu khác dài đến hết dòng"),
        line(118, 540, 628, "- Một ý dài đến hết dòng"),
        line(90, 540, 590, "Sau khoảng trống đến hết dòng"),
    ]
    groups = paragraphs(lines, Frame(90, 540, 18.0))
    assert [len(group) for group in groups] == [3, 1, 1, 1]


def test_numbers_alone_at_the_edge_of_a_page_go_and_others_stay():
    pages = [
        Page(
            number,
            595,
            842,
            [line(300, 310, 810, f"- {number} -"), line(90, 540, 400, "2024"), line(90, 200, 40, "Hết")],
        )
        for number in (1, 2)
    ]
    assert [texts(page.lines) for page in without_running_lines(pages)] == [["2024", "Hết"]] * 2


def test_a_scan_is_refused_with_what_to_do():
    scanned = io.BytesIO()
    Image.new("L", (200, 300), 255).save(scanned, "PDF")
    with pytest.raises(UnreadableError, match="OCR"):
        read(scanned.getvalue(), "scan.pdf")


def test_a_locked_pdf_is_refused_and_one_that_only_forbids_printing_is_read(sheet):
    def written(user: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet)))
        writer.encrypt(user_password=user, owner_password="chu", algorithm="RC4-128")
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    with pytest.raises(UnreadableError) as refused:
        read(written("bi mat"))
    assert "\n" not in str(refused.value)
    assert "KẾ HOẠCH" in read(written("")).text


def test_pages_stored_on_their_side_are_read_as_they_are_seen(sheet, source):
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheet)))
    for page in writer.pages:
        width, height = page.mediabox.upper_right
        page.add_transformation(Transformation().rotate(90).translate(height, 0))
        page.mediabox.upper_right = page.cropbox.upper_right = (height, width)
        page.rotate(90)
    out = io.BytesIO()
    writer.write(out)
    turned = read(out.getvalue())
    assert turned.text == source.text
    assert columns_of(turned) == columns_of(source)


@pytest.mark.parametrize("cut", [20, 400])
def test_a_broken_pdf_is_refused_in_one_line(sheet, cut):
    with pytest.raises(UnreadableError) as refused:
        read(sheet[:cut])
    assert "\n" not in str(refused.value)
