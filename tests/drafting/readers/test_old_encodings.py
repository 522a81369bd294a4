"""Texts of before Unicode are noticed, and what they say is offered."""

import unicodedata

import pytest

from cms.intake.old_encoding import from_tcvn3, from_vni
from plans.drafting.readers import read, read_text
from plans.drafting.reading import OldEncodingError, UnreadableError
from tests.factories.word_files import cell, paragraph, run, styles, table, word_file

from .test_word_tables import cells_of

TCVN3 = "KÕ ho¹ch ®èi tho¹i n¨m 2022 cña nh©n d©n x·"
VNI = "Keá hoaïch ñoái thoaïi naêm 2022 cuûa nhaân daân xaõ"
MEANT = "Kế hoạch đối thoại năm 2022 của nhân dân xã"


def windows_1258(text: str) -> bytes:
    """`text` as Windows wrote Vietnamese: letters with their shape, tones behind them."""
    written = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        shape = [mark for mark in parts[1:] if mark in "\u0302\u0306\u031b"]
        tones = [mark for mark in parts[1:] if mark not in shape]
        written += unicodedata.normalize("NFC", parts[0] + "".join(shape)) + "".join(tones)
    return written.encode("cp1258")


def offered(data: bytes | str):
    with pytest.raises(OldEncodingError) as refused:
        read_text(data) if isinstance(data, str) else read(data)
    assert "\n" not in str(refused.value)
    return refused.value.converted


@pytest.mark.parametrize(
    "data", [TCVN3, VNI, TCVN3.encode("latin-1"), VNI.encode("latin-1"), TCVN3.encode(), windows_1258(MEANT)]
)
def test_the_three_encodings_are_told_apart_and_converted(data):
    assert offered(data).text == MEANT


def test_both_tables_know_the_same_words():
    assert from_tcvn3(TCVN3) == from_vni(VNI) == MEANT


def test_lines_that_are_in_unicode_already_stay():
    assert offered(f"{TCVN3}\n{TCVN3}\nĐường số 5").text.split("\n") == [MEANT, MEANT, "Đường số 5"]


def test_other_bytes_are_refused_without_an_offer():
    with pytest.raises(UnreadableError) as refused:
        read(b"\xff\xf0\xf1 \xf2\xf3 zzz \x9d\x9e" * 20)
    assert not isinstance(refused.value, OldEncodingError)


def test_word_names_the_font_so_that_only_its_text_is_converted():
    font = '<w:rPrDefault><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:rPrDefault>'
    capitals, modern = '<w:rFonts w:ascii=".VnTimeH"/><w:b/>', '<w:rFonts w:ascii="Times New Roman"/>'
    converted = offered(
        word_file(
            paragraph(run("kÕ ho¹ch", capitals) + run(" ®èi tho¹i")),
            paragraph(run("Giấy phép ®µ", modern)),
            table([cell("n¨m 2022"), cell("nh©n d©n")], [cell("a"), cell("t\xadëng")]),
            styles=styles(f"<w:docDefaults>{font}</w:docDefaults>"),
        )
    )
    assert converted.text.split("\n")[:2] == ["KẾ HOẠCH đối thoại", "Giấy phép ®µ"]
    assert cells_of(converted) == [["năm 2022", "nhân dân"], ["a", "tưởng"]]
    assert converted.emphasis_at(0).is_bold
    assert converted.kind == "docx"


def test_an_old_font_around_modern_text_asks_nothing():
    source = read(word_file(paragraph(run("Kế hoạch đối thoại", '<w:rFonts w:ascii=".VnTime"/>'))))
    assert source.text == "Kế hoạch đối thoại"


def test_word_files_without_names_of_fonts_are_converted_as_a_whole():
    assert offered(word_file(paragraph(VNI), table([cell("xaõ"), cell("a")], [cell("b"), cell("c")]))).tables
