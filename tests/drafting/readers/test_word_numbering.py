"""Labels that Word computes stand in the text as a reader of the sheet sees them."""

import pytest

from plans.drafting.readers import read
from plans.drafting.readers.numerals import bullet, numeral
from tests.factories.word_files import level, numbered, numbering, paragraph, styles, word_file

OUTLINE = [
    level(0, "upperRoman", "%1."),
    level(1, "decimal", "%2."),
    level(2, "lowerLetter", "%3)"),
    level(3, "bullet", "-"),
]


def lines(*blocks: str, **parts) -> list[str]:
    return read(word_file(*blocks, **parts)).text.split("\n")


def test_levels_count_on_and_begin_anew_below_the_next_heading():
    assert lines(
        numbered("MỤC ĐÍCH"),
        numbered("Mục đích", level=1),
        numbered("Yêu cầu", level=1),
        numbered("NỘI DUNG"),
        numbered("Thời gian", level=1),
        numbered("buổi sáng", level=2),
        numbered("buổi chiều", level=2),
        numbered("tại hội trường", level=3),
        numbered("Địa điểm", level=1),
        numbered("nhà văn hóa", level=2),
        numbering=numbering(OUTLINE),
    ) == [
        "I. MỤC ĐÍCH",
        "1. Mục đích",
        "2. Yêu cầu",
        "II. NỘI DUNG",
        "1. Thời gian",
        "a) buổi sáng",
        "b) buổi chiều",
        "- tại hội trường",
        "2. Địa điểm",
        "a) nhà văn hóa",
    ]


def test_a_label_is_counted_out_in_the_hint_and_looks_like_its_text():
    source = read(
        word_file(
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            "<w:r><w:rPr><w:b/></w:rPr><w:t>MỤC ĐÍCH</w:t></w:r></w:p>",
            numbering=numbering(OUTLINE),
        )
    )
    assert source.hints[0].label_length == len("I.")
    assert source.emphasis_at(0).is_bold


def test_text_between_items_does_not_disturb_the_count():
    assert lines(
        numbered("Một"), paragraph("Lời dẫn"), paragraph(), numbered("Hai"), numbering=numbering(OUTLINE)
    ) == ["I. Một", "Lời dẫn", "", "II. Hai"]


def test_several_numbers_of_one_label_and_digits_for_roman_ones():
    kind = [
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%1.%2."),
        level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
    ]
    assert lines(numbered("A"), numbered("B", level=1), numbered("C", level=2), numbering=numbering(kind)) == [
        "I. A",
        "I.1. B",
        "1.1.1 C",
    ]


def test_a_level_may_go_on_under_the_next_heading():
    kind = [level(0, "upperRoman", "%1."), level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')]
    assert lines(
        numbered("A"), numbered("x", level=1), numbered("B"), numbered("y", level=1), numbering=numbering(kind)
    ) == ["I. A", "Điều 1. x", "II. B", "Điều 2. y"]


def test_a_list_restarts_where_it_says_so_and_shares_its_count_where_not():
    lists = (
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="8"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    assert lines(
        numbered("a"),
        numbered("b", 7),
        numbered("c", 8),
        numbered("d", 8),
        numbering=numbering([level(0, "decimal", "%1.")], lists=lists),
    ) == ["1. a", "2. b", "5. c", "6. d"]


def test_a_list_may_write_a_level_of_its_own():
    lists = (
        '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        f"{level(0, 'lowerLetter', '%1)')}</w:lvlOverride></w:num>"
    )
    assert lines(numbered("a", 9), numbering=numbering(OUTLINE, lists=lists)) == ["a) a"]


def test_a_style_numbers_its_paragraphs_at_the_level_that_names_it():
    style = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Khoan"><w:basedOn w:val="Muc"/></w:style>'
    )
    kind = [
        level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc"/>'),
        level(1, "decimal", "%2.", '<w:pStyle w:val="Khoan"/>'),
    ]
    source = read(
        word_file(
            paragraph("MỤC ĐÍCH", '<w:pStyle w:val="Muc"/>'),
            paragraph("Yêu cầu", '<w:pStyle w:val="Khoan"/>'),
            paragraph("Không số", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
            styles=styles(style),
            numbering=numbering(kind),
        )
    )
    assert source.text.split("\n") == ["I. MỤC ĐÍCH", "1. Yêu cầu", "Không số"]
    assert source.hints[0].outline_level == 1


def test_a_list_that_points_to_a_numbering_style_is_followed():
    style = (
        '<w:style w:type="numbering" w:styleId="DanhSach"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "</w:style>"
    )
    link = ['<w:numStyleLink w:val="DanhSach"/>']
    assert lines(numbered("A", 2), numbering=numbering(OUTLINE, link), styles=styles(style)) == ["I. A"]


def test_an_empty_item_counts_but_leaves_no_label():
    assert lines(numbered("A"), numbered(""), numbered("B"), numbering=numbering(OUTLINE)) == ["I. A", "", "III. B"]


def test_label_and_text_without_space_between_them_stay_readable():
    kind = [
        level(0, "decimal", "Điều %1", '<w:suff w:val="nothing"/>'),
        level(1, "decimal", "%2.", '<w:suff w:val="nothing"/>'),
    ]
    assert lines(numbered(". Phạm vi"), numbered("Thời gian", level=1), numbering=numbering(kind)) == [
        "Điều 1. Phạm vi",
        "1. Thời gian",
    ]


def test_lists_that_are_not_defined_give_no_label():
    assert lines(numbered("A", 55), numbering=numbering(OUTLINE)) == ["A"]
    assert lines(numbered("A")) == ["A"]


@pytest.mark.parametrize(
    ("count", "form", "written"),
    [
        (4, "upperRoman", "IV"),
        (49, "lowerRoman", "xlix"),
        (3, "upperLetter", "C"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (21, "vietnameseCounting", "hai mươi mốt"),
        (15, "vietnameseCounting", "mười lăm"),
        (0, "upperRoman", "0"),
        (12, "chineseCounting", "12"),
        (3, "none", ""),
    ],
)
def test_numbers_are_written_as_word_writes_them(count, form, written):
    assert numeral(count, form) == written


def test_signs_of_bullets_lose_their_symbol_font():
    assert [bullet(sign) for sign in ("-", "–", "\uf02d", "+", "*", "\uf0b7", "§", "o", "")] == [
        "-",
        "-",
        "-",
        "+",
        "*",
        "•",
        "•",
        "•",
        "",
    ]
