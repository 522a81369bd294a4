"""HTML of pages, read as parts of a document."""

from plans.typesetting.document import Items, Paragraph, Run, Table, words_of
from plans.typesetting.html_parts import parts_of_html


def words(part) -> str:
    return words_of(part.text)


def test_looks_links_and_line_ends_are_kept():
    [found] = parts_of_html(
        '<p>Xem <b>quy <i>chế</i></b><br>tại <a href="/a/">đây</a>.</p>', "https://cong.example.vn/kh/"
    )

    assert found.text == (
        Run("Xem "),
        Run("quy ", is_bold=True),
        Run("chế", is_bold=True, is_italic=True),
        Run("\ntại "),
        Run("đây", address="https://cong.example.vn/a/"),
        Run("."),
    )


def test_a_link_that_runs_something_is_no_link():
    [found] = parts_of_html(
        '<p><a href="javascript:alert(1)">x</a> <a href="data:text/html,x">y</a></p>', "https://a.vn/"
    )

    assert [run.address for run in found.text] == [""]


def test_lists_in_lists_keep_their_marks_and_numbers():
    parts = parts_of_html(
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul><ol><li>d</li><li><p>e</p><p>f</p></li><li>g</li></ol>"
    )

    assert [(words_of(part.items[0]), part.labels()[0], part.depth) for part in parts if isinstance(part, Items)] == [
        ("a", "-", 0), ("b", "+", 1), ("c", "-", 0), ("d", "1.", 0), ("g", "3.", 0),
    ]  # fmt: skip
    assert [words(part) for part in parts if isinstance(part, Paragraph)] == ["f"]


def test_terms_stand_before_what_is_said_of_them():
    parts = parts_of_html("<dl><div><dt>Thời gian</dt><dd><p>Tháng 6</p><p>Tháng 12</p></dd></div><dt>Trống</dt></dl>")

    assert [words(part) for part in parts] == ["Thời gian: Tháng 6", "Tháng 12", "Trống: "]


def test_tables_keep_header_spans_and_lines_in_cells():
    [table] = parts_of_html(
        "<table><caption>Lịch</caption><tr><th>Giờ</th><th>Việc</th></tr>"
        '<tr><th>7</th><td rowspan="2">a<br>b<p>c</p></td></tr><tr><td>8</td></tr></table>'
    )

    assert isinstance(table, Table)
    assert (table.caption, table.column_count, table.has_header_column) == ("Lịch", 2, True)
    assert (words_of(table.rows[0][1].text), table.rows[0][1].rows) == ("a\nb\nc", 2)


def test_what_readers_do_not_see_is_left_out_and_all_else_is_kept():
    parts = parts_of_html(
        '<section><h2>Đầu</h2>rời<script>x</script><span class="visually-hidden">ẩn</span>'
        "<details><summary>Hỏi</summary><p>Đáp</p></details><img src='a.png' alt='Hội trường'></section>"
    )

    assert [words(part) for part in parts] == ["Đầu", "rời", "Hỏi", "Đáp", "Hội trường"]
    assert [part.is_bold for part in parts] == [True, False, True, False, False]


def test_nothing_is_read_from_nothing_and_broken_markup_does_no_harm():
    assert parts_of_html(" ") == parts_of_html("<p> <br> </p>") == []
    assert [words(part) for part in parts_of_html("<p>a<b>b<p>c</td>&amp;")] == ["ab", "c&"]
