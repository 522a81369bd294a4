"""Vietnamese text: cleaned once, folded one way."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.text import clean, clean_line, fold, search_text, slugify


def test_decomposed_text_becomes_precomposed():
    typed_on_a_mac = unicodedata.normalize("NFD", "Nguyễn Thị Hoà")
    assert clean(typed_on_a_mac) == "Nguyễn Thị Hoà"


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u2066", "\x00", "\x1f", "\ud800", "\ufffe"]
)
def test_what_nobody_can_see_is_taken_out(hidden):
    assert clean(f"Đối{hidden} thoại") == "Đối thoại"


def test_line_ends_become_newlines_and_inner_lines_stay():
    assert clean("một\r\nhai\rba\u2028bốn\n\nnăm  \n") == "một\nhai\nba\nbốn\n\nnăm"


def test_one_line_fields_hold_single_spaces():
    assert clean_line("  Nguyễn\u00a0Văn\u3000A\r\nBcc: x@y.vn ") == "Nguyễn Văn A Bcc: x@y.vn"


def test_a_pile_of_marks_is_cut():
    assert len(clean("a" + "\u0335" * 500)) == 5


def test_a_hostile_pile_of_marks_takes_no_time():
    started = time.process_time()
    assert len(clean("a" + "\u0301\u0316" * 500_000)) <= 5
    assert time.process_time() - started < 5


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    once = clean(text)
    assert clean(once) == once
    assert not [sign for sign in set(once) if clean(f"a{sign}b") == "ab"]
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("ĐỐI THOẠI", "doi thoai"), ("Nghĩa Dũng", "nghia dung"), ("ĐẢNG ỦY", "dang uy"), ("hoà", "hoa"), ("hòa", "hoa")],
)
def test_folding_ignores_case_and_accents(typed, folded):
    assert fold(typed) == folded
    assert fold(unicodedata.normalize("NFD", typed)) == folded


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đối thoại", "doi-thoai"),
        ("Kế hoạch số 15/KH-SKHCN", "ke-hoach-so-15-kh-skhcn"),
        ("…", ""),
        ("ﬁle Ⅳ", "file-iv"),
    ],
)
def test_slugs_are_ascii(title, slug):
    assert slugify(title) == slug


@given(st.text(max_size=200))
def test_slugs_stay_in_their_alphabet_and_length(text):
    slug = slugify(text, max_length=30)
    assert len(slug) <= 30
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_document_numbers_can_be_found_whole_and_in_parts():
    words = search_text("Kế hoạch số 1891/KH-SKHCN").split()
    assert {"1891", "kh", "skhcn", "1891khskhcn"} <= set(words)
    assert "192018qdubnd" in search_text("19/2018/QĐ-UBND").split()
