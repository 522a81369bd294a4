"""Words of a rich text, and changes put back into it."""

from random import Random

import pytest

from cms.blocks.rich_words import UnmendableError, changed, words_of


def test_words_are_what_a_reader_sees_a_paragraph_a_line():
    assert (
        words_of("<p>Một &amp; <b>hai</b></p>\n<ul><li>ba</li> <li>b&#7889;n<br/>năm</li></ul>")
        == "Một & hai\nba\nbốn\nnăm"
    )
    assert words_of("") == ""
    assert words_of("không có thẻ < 5") == "không có thẻ < 5"


@pytest.mark.parametrize(
    ("html", "old", "new", "wanted"),
    [
        ("<p>qua vàdịch vụ</p>", "vàdịch", "và dịch", "<p>qua và dịch vụ</p>"),
        ("<p>qua <b>và</b>dịch vụ</p>", "vàdịch", "và dịch", "<p>qua <b>và dịch</b> vụ</p>"),
        ("<p>A &amp; B  C</p>", "  ", " ", "<p>A &amp; B C</p>"),
        ("<p>viết &lt;tắt&gt;</p>", "tắt", "<b>&", "<p>viết &lt;&lt;b&gt;&amp;&gt;</p>"),
        ("<p>một câu</p><p class='x'>bị cắt</p>", "\n", " ", "<p>một câu bị cắt</p>"),
        ('<p>theo <a href="/a/">Số 5</a>.</p>', "Số 5", "Số 6", '<p>theo <a href="/a/">Số 6</a>.</p>'),
    ],
)
def test_a_change_of_words_touches_nothing_else(html, old, new, wanted):
    start = words_of(html).index(old)
    assert changed(html, start, start + len(old), new) == wanted


def test_words_can_be_put_in_between():
    assert changed("<p>tắt,bật</p>", 4, 4, " ") == "<p>tắt, bật</p>"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 99), (2, 5)])
def test_a_change_across_a_list_or_out_of_the_text_is_refused(start, end):
    with pytest.raises(UnmendableError):
        changed("<p>một</p><ul><li>hai</li></ul>", start, end, "x")


def test_any_change_inside_a_paragraph_reads_as_meant():
    chance = Random(7)
    pieces = (
        "<b>",
        "</b>",
        "một ",
        "hai",
        " &amp; ",
        "&#7889;",
        "  ",
        "<a href='/x/'>ba</a>",
        "<br/>",
        "<i>,</i>",
        "5 < 6 ",
    )
    for _round in range(300):
        html = f"<p>{''.join(chance.choices(pieces, k=8))}</p><p>cuối</p>"
        words = words_of(html)
        start = chance.randrange(len(words) + 1)
        end = min(len(words), start + chance.randrange(5))
        if "\n" in words[start:end]:
            continue
        assert words_of(changed(html, start, end, "«&»")) == f"{words[:start]}«&»{words[end:]}"
