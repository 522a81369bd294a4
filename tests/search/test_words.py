import unicodedata

import pytest

from cms.search.words import Query, index_words, number_key


def test_a_text_is_kept_folded_with_marks_and_in_pairs():
    words = index_words("Đối thoại 1891/KH-SKHCN").split(" ")
    assert {"doi", "thoai", "đối", "thoại", "_doi_thoai", "1891", "kh", "skhcn", "1891khskhcn"} <= set(words)
    assert words == sorted(set(words))


def test_words_of_the_index_hold_no_separator_of_any_database():
    words = index_words("snake_case 'nháy' \"kép\" a\\b (c) d:e*f đ_g")
    assert {"snake", "case", "nhay", "nháy", "b"} <= set(words.split(" "))
    assert not set("'\"\\():*") & set(words)
    assert all("_" not in word.lstrip("_").replace("_", "", 1) for word in words.split(" "))


def test_an_empty_text_has_no_words():
    assert index_words(" \n — ") == ""


@pytest.mark.parametrize("typed", ["1891/KH-SKHCN", "1891 KH SKHCN", "1891/kh–skhcn", " 1891 / KH - SKHCN "])
def test_a_document_number_is_one_key_however_it_is_written(typed):
    assert number_key(typed) == "1891khskhcn"
    assert Query.read(typed).number_key == "1891khskhcn"


def test_a_decomposed_query_reads_like_a_composed_one():
    typed = "Đối thoại Hoà"
    assert Query.read(unicodedata.normalize("NFD", typed)) == Query.read(typed)


def test_an_invisible_character_does_not_part_a_word():
    assert Query.read("đối\u200b thoại\x00").words == ("doi", "thoai")


def test_only_words_with_marks_count_as_marked():
    assert Query.read("Đối thoai năm 2022").marked == ("đối", "năm")


@pytest.mark.parametrize("typed", ["", "   ", "%%%", '"*"', "( ) \x00", "\u200b", "—/—"])
def test_a_query_without_a_letter_or_digit_asks_nothing(typed):
    assert not Query.read(typed)


def test_a_very_long_query_is_cut():
    query = Query.read("kế hoạch " * 2000)
    assert len(query.typed) <= 200
    assert len(query.words) == 10
    assert len(query.marked) == 10


def test_one_endless_word_is_cut_alike_in_index_and_query():
    word = "đ" * 500
    assert set(Query.read(word).words) <= set(index_words(word).split(" "))
    assert set(Query.read(word).marked) <= set(index_words(word).split(" "))
