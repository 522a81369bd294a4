"""DOCX files, read again as a word processor would."""

import io

import docx
import pytest
from docx.shared import Pt

from plans.typesetting.document import Items, Paragraph
from plans.typesetting.docx import to_docx
from plans.typesetting.lines import in_vietnamese, motto, national_name
from tests.factories.documents import make_letter_document, make_minutes


def reopened(document):
    return docx.Document(io.BytesIO(to_docx(document)))


def everything(file) -> str:
    lines = [paragraph.text for paragraph in file.paragraphs]
    for table in file.tables:
        lines += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(lines)


def test_the_page_is_a4_with_the_margins_of_the_decree():
    section = reopened(make_minutes()).sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.left_margin.mm) == 30
    assert {round(side.mm) for side in (section.top_margin, section.bottom_margin, section.right_margin)} == {20}


def test_pages_are_numbered_in_the_top_margin_from_the_second_on():
    section = reopened(make_minutes()).sections[0]

    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_text_has_real_styles_in_times_new_roman_of_fourteen_points():
    file = reopened(make_minutes())
    [closing] = [one for one in file.paragraphs if one.text.startswith("Hội nghị kết thúc")]

    assert closing.style.name == "CV Text"
    assert closing.style.font.name == "Times New Roman"
    assert closing.style.font.size == Pt(14)
    assert [one.text for one in file.paragraphs if one.style.name == "Heading 1"] == ["Thành phần tham dự"]


def test_the_letterhead_names_the_office_left_and_the_state_right():
    file = reopened(make_letter_document())
    head = file.tables[0]

    with in_vietnamese():
        assert head.cell(0, 1).text.splitlines()[:2] == [national_name(), motto()]
    assert head.cell(0, 0).text.splitlines()[:2] == ["UBND TỈNH QUẢNG NGÃI", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"]
    assert "123/SKHCN-VP" in head.cell(1, 0).text
    assert "trả lời câu hỏi" in head.cell(1, 0).text
    assert head.cell(1, 1).text == "Quảng Ngãi, ngày 05 tháng 6 năm 2026"


def test_minutes_carry_no_line_of_place_and_day_and_leave_room_for_the_number():
    head = reopened(make_minutes()).tables[0]

    assert head.cell(1, 1).text == ""
    assert head.cell(1, 0).text.endswith("\u00a0/BB-SKHCN")


def test_the_last_words_are_followed_by_the_closing_sign():
    assert "cùng ngày./." in everything(reopened(make_minutes()))
    assert "\nhai./.\n" in everything(reopened(make_minutes(body=(Items(("một", "hai;")),))))
    assert "Đã đọc./.\n" in everything(reopened(make_minutes(body=(Paragraph("Đã đọc./."),))))


def test_two_sign_side_by_side_and_the_recipients_stand_below():
    file = reopened(make_minutes())
    signatures = file.tables[-1]

    assert signatures.cell(0, 0).text.startswith("THƯ KÝ")
    assert signatures.cell(0, 1).text.endswith("Nguyễn Văn A")
    assert [one.text for one in file.paragraphs if one.style.name == "CV Recipient"] == ["- UBND tỉnh;", "- Lưu: VT."]


def test_one_signs_right_of_the_recipients_for_the_head_of_the_office():
    signatures = reopened(make_letter_document()).tables[-1]

    assert "- Lưu: VT." in signatures.cell(0, 0).text
    assert signatures.cell(0, 1).text.splitlines()[:2] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]


@pytest.mark.parametrize(
    "text",
    ["a\x00b\x0bc\x1fd", "\ud800x", "<script>alert(1)</script>", "{{7*7}}", "😀 𡨸", "x" * 3000, "e" + "\u0301" * 500],
)
def test_no_text_breaks_the_file_or_runs_in_it(text):
    shown = everything(reopened(make_minutes(body=(Paragraph(text),))))

    assert "".join(sign for sign in text if sign.isprintable()) in shown


def test_line_ends_of_a_text_stay_in_its_paragraph():
    file = reopened(make_minutes(body=(Paragraph("một\r\nhai"), Paragraph("hết"))))

    assert "một\nhai" in [one.text for one in file.paragraphs]


def test_a_code_for_phones_stands_at_the_foot_of_the_first_page_with_its_address():
    file = reopened(make_minutes(qr_address="https://cong.example.vn/ket-qua/12/"))
    foot = file.sections[0].first_page_footer._element

    assert len(foot.xpath(".//pic:pic")) == 1
    assert foot.xpath(".//wp:docPr/@descr") == ["https://cong.example.vn/ket-qua/12/"]
    assert "https://cong.example.vn/ket-qua/12/" in "".join(foot.itertext())
    assert len(file.inline_shapes) == 0
