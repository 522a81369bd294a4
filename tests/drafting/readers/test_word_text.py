"""What stands in the paragraphs of a Word file, each character once, as a reader of the printed sheet sees it."""

import base64
import unicodedata

import docx

from plans.drafting.normalising import normalise
from plans.drafting.readers import read
from plans.drafting.source import Emphasis
from tests.factories.word_files import W, notes, package, paragraph, parts_of, run, story, styles, word_file

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
BLIP = (
    '<w:drawing><wp:inline><wp:docPr id="1" name="Hình" descr="{0}"/><a:blip r:embed="rIdimage1"/></wp:inline>'
    "</w:drawing>"
)


def box(*blocks: str) -> str:
    """A text box as Word writes it: once for new programs, once for old ones."""
    inside = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{inside}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox>"
        "</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def text_of(*blocks: str, **parts) -> str:
    return read(word_file(*blocks, **parts)).text


def test_a_file_of_python_docx_is_read_with_headings_alignment_and_emphasis(tmp_path):
    document = docx.Document()
    document.add_heading("Mục đích", level=2)
    line = document.add_paragraph()
    line.alignment = docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER
    line.add_run("Thời gian: ").bold = True
    line.add_run("buổi sáng").italic = True
    document.save(tmp_path / "a.docx")
    source = read((tmp_path / "a.docx").read_bytes(), "a.docx")
    assert source.text == "Mục đích\nThời gian: buổi sáng"
    assert source.kind == "docx"
    assert source.hints[0].outline_level == 2
    assert source.hints[1].alignment == "center"
    assert source.emphases[-2:] == (Emphasis(9, 20, is_bold=True), Emphasis(20, 29, is_italic=True))


def test_emphasis_comes_from_styles_too_and_twice_bold_is_not_bold():
    looks = styles(
        '<w:style w:type="paragraph" w:styleId="Dam"><w:rPr><w:b/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="Manh"><w:rPr><w:b/></w:rPr></w:style>',
    )
    source = read(
        word_file(
            paragraph(
                run("Đậm ") + run("nhạt ", '<w:b w:val="0"/>') + run("lặp", '<w:rStyle w:val="Manh"/>'),
                '<w:pStyle w:val="Dam"/>',
            ),
            paragraph(run("Mạnh", '<w:rStyle w:val="Manh"/>')),
            styles=looks,
        )
    )
    assert [source.text[each.start : each.end] for each in source.emphases] == ["Đậm ", "Mạnh"]


def test_letters_typed_as_base_and_marks_are_joined_even_over_runs():
    decomposed = unicodedata.normalize("NFD", "đối thoại")
    cut = decomposed.index("\u0302") + 1
    source = read(
        word_file(paragraph(run(decomposed[:cut]) + run(decomposed[cut:], "<w:b/>") + run(" năm", "<w:i/>")))
    )
    assert source.text == "đối thoại năm"
    assert source.text[slice(source.emphases[-1].start, source.emphases[-1].end)] == " năm"
    assert normalise(source.text) == source.text


def test_spaces_that_do_not_break_and_invisible_characters():
    assert text_of(paragraph("ngày\u00a005\u200b tháng\u00ad 6")) == "ngày\u00a005 tháng 6"


def test_tabs_breaks_and_hyphens_that_do_not_break():
    content = "<w:r><w:t>Số: 12</w:t><w:noBreakHyphen/><w:t>KH</w:t><w:tab/><w:t>A</w:t><w:br/><w:t>B</w:t></w:r>"
    source = read(word_file(paragraph(content)))
    assert source.text == "Số: 12-KH\tA\nB"
    assert source.hints[1].continues


def test_empty_paragraphs_stay_as_empty_lines_inside_and_go_around_the_text():
    assert text_of(paragraph(), paragraph("A"), paragraph(), paragraph(), paragraph("B"), paragraph()) == "A\n\n\nB"


def test_pages_are_counted_where_the_author_ended_them():
    ended = '<w:r><w:br w:type="page"/></w:r>'
    source = read(word_file(paragraph("A"), paragraph(ended), paragraph("B"), paragraph("C", "<w:pageBreakBefore/>")))
    pages = {line: source.hints[number].page for number, line in enumerate(source.text.split("\n")) if line}
    assert pages == {"A": 1, "B": 2, "C": 3}


def test_tracked_changes_are_read_as_accepted():
    inserted = f"<w:ins>{run('hai mươi')}</w:ins>"
    deleted = "<w:del><w:r><w:delText>mười</w:delText></w:r></w:del>"
    source = read(
        word_file(
            paragraph(run("Số lượng: ") + deleted + inserted),
            paragraph("Câu bị ", "<w:rPr><w:del/></w:rPr>"),
            paragraph("nối lại"),
            paragraph(f"<w:moveFrom>{run('đi')}</w:moveFrom><w:moveTo>{run('đến')}</w:moveTo>"),
        )
    )
    assert source.text == "Số lượng: hai mươi\nCâu bị nối lại\nđến"
    assert len(source.remarks) == 1


def test_hidden_text_is_left_out_and_told():
    source = read(word_file(paragraph(run("Hiện") + run(" ẩn", "<w:vanish/>"))))
    assert source.text == "Hiện"
    assert source.remarks


def test_fields_show_their_result_and_hide_their_instruction():
    def char(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    field = (
        char("begin")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + run("ẩn")
        + char("separate")
        + run("5")
        + char("end")
    )
    link = f'<w:hyperlink r:id="x">{run("trang thông tin")}</w:hyperlink>'
    simple = f'<w:fldSimple w:instr="DATE">{run("2024")}</w:fldSimple>'
    assert (
        text_of(paragraph(run("Xem ") + field + run(" ") + link + run(" ") + simple)) == "Xem 5 trang thông tin 2024"
    )


def test_a_field_that_is_never_closed_swallows_nothing():
    assert text_of(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("A")), paragraph("B")) == "A\nB"


def test_content_controls_and_nested_wrappers_are_read():
    inner = f"<w:smartTag><w:customXml>{run('Ủy ban')}</w:customXml></w:smartTag>"
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Trong ô')}</w:sdtContent></w:sdt>"
    assert text_of(paragraph(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"), block) == "Ủy ban\nTrong ô"


def test_a_text_box_is_read_once_behind_the_paragraph_that_holds_it():
    assert text_of(paragraph(run("Trước") + box(paragraph("MẬT"), paragraph("Khẩn"))), paragraph("Sau")) == (
        "Trước\nMẬT\nKhẩn\nSau"
    )


def test_capitals_by_format_are_capitals_in_the_text():
    assert text_of(paragraph(run("kế hoạch", "<w:caps/>") + run(" số 5", "<w:smallCaps/>"))) == "KẾ HOẠCH SỐ 5"


def test_signs_of_symbol_fonts_become_ordinary_ones():
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    assert text_of(paragraph(sign + run(" Đồng ý \uf0b7"))) == "□ Đồng ý •"


def test_notes_stand_at_the_end_and_their_numbers_in_place():
    def mark(kind, number):
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    source = read(
        word_file(
            paragraph(run("Lần hai") + mark("endnote", 1) + run(" và lần một") + mark("footnote", 1) + run(".")),
            footnotes=notes("footnote", paragraph("<w:r><w:footnoteRef/></w:r>" + run(" Theo báo cáo."))),
            endnotes=notes("endnote", paragraph("Ghi chú cuối.")),
        )
    )
    assert source.text == "Lần hai[1] và lần một[2].\n\n[1] Ghi chú cuối.\n[2] Theo báo cáo."
    assert [source.hints[line].footnote for line in (2, 3)] == [1, 2]
    assert source.hints[3].label_length == 3


def test_pictures_keep_their_place_and_description():
    source = read(
        word_file(
            paragraph(run("Hình 1: ") + f"<w:r>{BLIP.format('Sơ đồ')}</w:r>" + run(" hết")),
            paragraph(f"<w:r>{BLIP.format('')}</w:r>"),
            paragraph("Sau"),
            image1=PICTURE,
        )
    )
    assert source.text == "Hình 1:  hết\n\nSau"
    assert [(each.position, each.description, each.data) for each in source.pictures] == [
        (8, "Sơ đồ", PICTURE),
        (13, "", PICTURE),
    ]


def test_a_drawing_that_no_page_can_show_is_told():
    source = read(word_file(paragraph(run("A") + f"<w:r>{BLIP.format('')}</w:r>"), image1=b"\x01\x00\x00\x00EMF"))
    assert not source.pictures
    assert source.remarks


def test_page_headers_are_no_text_unless_they_hold_the_letterhead():
    body = '<w:sectPr><w:headerReference r:id="rIdheader1"/></w:sectPr>'
    with_number = story("hdr", paragraph("Trang 2"))
    with_letterhead = story("hdr", paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    assert text_of(paragraph("A"), body, header1=with_number) == "A"
    assert text_of(paragraph("A"), body, header1=with_letterhead) == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nA"


def test_strict_files_are_read_like_others():
    parts = parts_of(paragraph("Chặt chẽ", '<w:jc w:val="center"/>'))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert read(package({name: part.replace(W, strict) for name, part in parts.items()})) == read(package(parts))
