from cms.search.excerpts import excerpt, marked_line
from cms.search.words import Query


def test_words_found_are_marked_in_the_text_as_written():
    assert (
        marked_line("Hội nghị Đối thoại năm 2022", Query.read("doi thoai"))
        == "Hội nghị <mark>Đối</mark> <mark>thoại</mark> năm 2022"
    )


def test_a_part_of_a_word_is_not_marked():
    assert marked_line("Đời sống", Query.read("do")) == "Đời sống"


def test_the_beginning_of_a_longer_last_word_marks_the_whole_word():
    assert marked_line("Public consultations", Query.read("consult")) == "Public <mark>consultations</mark>"


def test_markup_in_the_text_stays_text():
    html = marked_line('<script>alert("x")</script> & đối', Query.read("script doi"))
    assert "<script" not in html
    assert "&lt;<mark>script</mark>&gt;" in html
    assert "&amp; <mark>đối</mark>" in html


def test_letters_that_fold_to_two_keep_the_marks_in_place():
    assert marked_line("Straße İzmir đối", Query.read("doi")) == "Straße İzmir <mark>đối</mark>"


def test_the_excerpt_stands_around_the_words_side_by_side():
    text = "Đối tượng. " + "Phần mở đầu. " * 60 + "Hội nghị đối thoại họp tại hội trường. " + "Phần kết. " * 60
    shown = excerpt(text, Query.read("doi thoai"))
    assert "<mark>đối</mark> <mark>thoại</mark> họp" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 400


def test_the_place_with_the_accents_as_typed_comes_first():
    text = "Cuộc đời thoải mái. " * 30 + "Buổi đối thoại đầu năm."
    assert "<mark>đối</mark> <mark>thoại</mark>" in excerpt(text, Query.read("đối thoại"))


def test_a_text_without_the_words_shows_its_beginning():
    assert excerpt("Văn bản ngắn.", Query.read("1891")) == "Văn bản ngắn."


def test_nothing_in_means_nothing_out():
    assert excerpt("", Query.read("doi")) == ""
