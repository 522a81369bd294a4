"""No character is lost, doubled or moved, whatever the text; and time grows with its length only."""

import random
import time
import unicodedata
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plans.drafting.document import Document, Role, without_space
from plans.drafting.recognising import normalise, recognise
from plans.drafting.source import Source

from .composing import Composer

WORDS = st.sampled_from(
    [
        *("Kế hoạch", "đối thoại", "với", "nhân dân", "Sở", "SỞ Y TẾ", "năm 2024", "thực hiện", "hiệu quả", "Trần An"),
        *("*một*", "**hai**", "***ba***", "(*)", "2 * 3", "đ/c", "5%", "20/01/2022", "1891/KH-SKHCN", "vàdịch", "½"),
        *(":", ";", ".", "./.", ",", "“trích”", "KH&CN", "https://a.vn/b_c", "<b>", "&amp;", "𝄞", "x̣̂", "①"),
    ]
)
LABELS = st.sampled_from(
    [
        *("I. ", "II. ", "IV/ ", "I- ", "Phần I ", "Chương 2 ", "Mục 1. ", "A. ", "B. ", "Điều 1. ", "PHỤ LỤC I"),
        *("1. ", "2/ ", "10- ", "1.1. ", "5.2 ", "1.1.1. ", "a) ", "đ) ", "b. ", "(1) ", "2) ", "Một là, "),
        *("- ", "– ", "+ ", "* ", "• ", "# ", "## **", "**1. ", "-", "+", "*"),
    ]
)
FIXED = st.sampled_from(
    [
        "Truy cập nội dung luôn",
        "ỦY BAN NHÂN DÂN\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "TỈNH SƠN LA          Độc lập - Tự do - Hạnh phúc",
        "-------",
        "***",
        "Số: /KH-SKHCN",
        "Số:      /KH-UBND      Sơn La, ngày    tháng 01 năm 2022",
        "Sơn La, ngày tháng 01 năm 2022",
        "20/01/2022",
        "KẾ HOẠCH",
        "**KẾ HOẠCH**",
        "Kế hoạch tổ chức họp dân",
        "Về việc trồng cây",
        "Căn cứ Luật Thư viện số 46/2019/QH14;",
        "- Căn cứ Quyết định số 12/QĐ-UBND; Nghị định số 3/2020/NĐ-CP, Sở ban hành Kế hoạch như sau:",
        "Thực hiện Kế hoạch số 30/KH-UBND của tỉnh, Sở Y tế xây dựng Kế hoạch như sau:",
        "Xét đề nghị của Chánh Văn phòng,",
        "hiện việc chung của thôn, xóm và những điều còn vướng trong cách làm, cách nghĩ của mọi người",
        "2",
        "- 3 -",
        "Tài liệu đính kèm: a.pdf",
        "MẪU PHIẾU",
        "Noi nhận:",
        "***Nơi nhận:***   GIÁM ĐỐC",
        "- Như trên;\t\tKT. CHỦ TỊCH",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "PHÓ CHỦ TỊCH",
        "(Đã ký)",
        "Trương Thị Lụa",
        "NGUYỄN VĂN BA",
        "Tin liên quan",
        "% Bình chọn",
        "0% 0",
        "Số lượt truy cập: 1734",
        "\u00a0",
        "\ufeff",
    ]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
LINES = st.one_of(SENTENCES, FIXED, st.tuples(LABELS, SENTENCES).map("".join), st.text(max_size=30))
GAPS = st.sampled_from(["\n", "\n\n", "\n\n\n\n", "\r\n", "\t", " ", "\u2028"])
DOCUMENTS = st.lists(st.tuples(LINES, GAPS).map("".join), max_size=40).map("".join)


def assert_conserved(source: Source | str) -> Document:
    """Every character of `source` that is no white space stands in the result once and in order."""
    document = recognise(source)
    assert document.source == (normalise(source) if isinstance(source, str) else source.text)
    assert document.source_text() == without_space(document.source)
    end = 0
    for piece in document.pieces():
        assert end <= piece.start < piece.end
        end = piece.end
    return document


def assert_told_apart(document: Document) -> None:
    """What the pieces and parts of `document` say is what its source says there."""
    for piece in document.pieces():
        assert without_space(piece.text) == without_space(document.source[piece.start : piece.end])
        if piece.role is Role.MARKUP:
            assert not any(char.isalnum() for char in piece.text)
    for part in document.parts():
        assert 0 <= part.confidence <= 1
        words = "".join(piece.text for piece in part.pieces if piece.role is Role.TEXT)
        assert without_space(part.text) == without_space(words)
        starts = [piece.start for piece in part.pieces]
        assert starts == sorted(starts)


@pytest.mark.parametrize("seed", range(4))
def test_none_of_ten_thousand_documents_loses_a_character(seed):
    composer = Composer(random.Random(seed))
    for number in range(2_500):
        document = assert_conserved(composer.source())
        if number % 10 == 0:
            assert_told_apart(document)


@settings(max_examples=200, deadline=timedelta(seconds=5), suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
@example("")
@example("\n \n")
@example("**")
@example("I.")
@example("Nơi nhận:")
@example("Căn cứ ")
def test_no_character_of_a_document_is_lost(text):
    assert_told_apart(assert_conserved(text))


@settings(max_examples=100, deadline=timedelta(seconds=5), suppress_health_check=list(HealthCheck))
@given(DOCUMENTS)
def test_decomposed_letters_and_windows_line_ends_make_no_difference(text):
    other = unicodedata.normalize("NFD", text)
    if unicodedata.normalize("NFC", other) == unicodedata.normalize("NFC", text):
        assert recognise(other.replace("\n", "\r\n")).source_text() == recognise(text.replace("\r", "")).source_text()


HUGE = 2_000_000
HOSTILE = {
    "one endless word": "a" * HUGE,
    "stars": "*" * HUGE,
    "pairs of stars": "*a* " * (HUGE // 4),
    "bold openers": "**a " * (HUGE // 4),
    "one bold line of many runs": "**a**b" * (HUGE // 6),
    "hashes": "# " * (HUGE // 2),
    "short lines": "a\n" * (HUGE // 2),
    "broken sentences": ("trong khi thực hiện công việc chung của thôn xóm và của mọi người\n\n") * (HUGE // 70),
    "dashes": "- a\n" * (HUGE // 4),
    "numbers": "1.1.1.1.1.1. " * (HUGE // 13),
    "roman": "IVXLC" * (HUGE // 5),
    "tabs": "a\t" * (HUGE // 2),
    "wide gaps": "a   " * (HUGE // 4),
    "spaces": "a" + " " * HUGE + "b",
    "dots": "." * HUGE,
    "bases in one line": "Căn cứ " + "; Quyết định số 1/QĐ-A" * (HUGE // 22),
    "bases in many lines": "Căn cứ Quyết định số 1/QĐ-A ngày,\n" * (HUGE // 34),
    "one basis over many lines": "Căn cứ Quyết định số 1/QĐ-A ngày\n" + "và các văn bản khác\n" * (HUGE // 20),
    "openings": "Thực hiện " + "Quyết định " * (HUGE // 11),
    "recipients": "Nơi nhận:\n" + "- Như trên;\n" * (HUGE // 12),
    "signers": "Nơi nhận:\n" + "GIÁM ĐỐC\nNguyễn Văn An\n" * (HUGE // 24),
    "titles": "GIÁM ĐỐC\n" * (HUGE // 9),
    "page numbers": "a\n2\n" * (HUGE // 4),
    "national titles": "KẾ HOẠCH\n" * (HUGE // 9),
    "places": "x" * 70 + ", ngày tháng năm" * (HUGE // 16),
    "piled marks": "a" + "\u0301\u0316" * (HUGE // 2),
    "degrees": "TS." * (HUGE // 3),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_two_megabytes_of_anything_are_read_in_three_seconds(text):
    start = time.process_time()
    document = recognise(text)
    assert time.process_time() - start < 3
    assert document.source_text() == without_space(document.source)
