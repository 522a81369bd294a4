"""HTML from sites and from Word's clipboard: words and arrangement are taken, nothing else."""

import base64

import pytest

from plans.drafting.readers import read, read_html
from plans.drafting.reading import OldEncodingError, UnreadableError

from .test_word_tables import cells_of, columns_of
from .test_word_text import PICTURE


def lines(markup: str) -> list[str]:
    return read_html(markup).text.split("\n")


def test_blocks_become_lines_and_white_space_is_what_a_browser_shows():
    assert lines("<div>Một\n  hai <b> ba</b><p>bốn</div>năm<hr>sáu") == ["Một hai ba", "bốn", "năm", "sáu"]


def test_line_breaks_empty_paragraphs_and_preformatted_text():
    assert lines("<p>a<br>b</p><p>&nbsp;</p><pre>c  d\ne</pre>") == ["a", "b", "", "c  d", "e"]
    assert read_html("<p>a<br>b</p>").hints[1].continues


def test_entities_and_decomposed_letters():
    assert lines("<p>&#7889; &lt;b&gt; &amp; o&#770;&#769; a&nbsp;b</p>") == ["ố <b> & ố a\u00a0b"]


def test_what_nobody_sees_is_left_out():
    assert lines(
        "<head><title>x</title><style>p{}</style></head><script>alert(1)</script><p hidden>a</p>"
        "<p style='DISPLAY: none'>b</p><span style='mso-hide:all'>c</span><!-- d -->"
        "<p>e<del>f</del><template>g</template></p>"
    ) == ["e"]


def test_headings_alignment_and_emphasis_are_told():
    source = read_html(
        "<h3>Mục</h3><center>Giữa</center><p style='text-align:right'><span style='font-weight:700'>Đậm</span> "
        "<b style='font-weight:normal'>thường</b> <em>nghiêng</em></p>"
        "<p><span style='text-transform:uppercase'>hoa</span></p>"
    )
    assert source.text.split("\n") == ["Mục", "Giữa", "Đậm thường nghiêng", "HOA"]
    assert source.hints[0].outline_level == 3
    assert [source.hints[line].alignment for line in (1, 2)] == ["center", "right"]
    shown = [(source.text[each.start : each.end], each.is_bold, each.is_italic) for each in source.emphases]
    assert shown == [("Mục", True, False), ("Đậm", True, False), ("nghiêng", False, True)]


def test_lists_are_numbered_as_a_browser_numbers_them():
    source = read_html(
        "<ol type=I start=3><li>A<ol style='list-style-type:lower-alpha'><li>b<li value=4><p>c</p></ol><li>D</ol>"
        "<ul><li>e</li></ul><ul style='list-style-type:\"- \"'><li>f</ul><ol reversed><li>g<li>h</ol>"
        "<ul style='list-style:none'><li>i</ul>"
    )
    assert source.text.split("\n") == ["III. A", "a. b", "d. c", "IV. D", "• e", "- f", "2. g", "1. h", "i"]
    assert source.hints[0].label_length == 4


def test_labels_that_word_writes_into_its_clipboard():
    ignored = "<![if !supportLists]><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp; </span></span><![endif]>"
    item = "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>" + ignored + "{}<o:p></o:p></p>"
    source = read_html(item.format("1.", "Mục đích") + item.format("·", "ý") + item.format("-", "ý"))
    assert source.text.split("\n") == ["1. Mục đích", "• ý", "- ý"]
    assert source.hints[0].label_length == 2


def test_a_table_keeps_its_grid():
    source = read_html(
        "<table><caption>Biểu</caption><thead><tr><th>A<th colspan=2>B</thead>"
        "<tr><td rowspan=2>1<td><p>x<p>y<td></tr><tr><td>z<td>t</table>Sau"
    )
    assert cells_of(source) == [["Biểu"], ["A", "B"], ["1", "x\ny", ""], ["z", "t"]]
    assert source.tables[0].rows[1][1].columns == 2
    assert source.tables[0].rows[2][0].rows == 2
    assert source.text.endswith("\nSau")


def test_letterheads_and_signature_blocks_are_columns():
    source = read_html(
        "<table><tr><td>UBND XÃ<br>Số: 1/KH<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</table><p>x</p>"
        "<table border=1><tr><td>Nơi nhận:<p>- Lưu: VT.<td>CHỦ TỊCH</table>"
    )
    assert not source.tables
    assert columns_of(source)[0, 0] == ["UBND XÃ", "Số: 1/KH"]
    assert columns_of(source)[1, 1] == ["CHỦ TỊCH"]


def test_pictures_inside_the_text_are_taken_and_others_never_loaded():
    data = base64.b64encode(PICTURE).decode()
    source = read_html(f"<p>A<img src='data:image/png;base64,{data}' alt='Sơ đồ'>B<img src='https://x.vn/a.png'></p>")
    assert [(each.position, each.description, each.data) for each in source.pictures] == [(1, "Sơ đồ", PICTURE)]
    assert source.remarks


def test_notes_of_word_keep_their_number():
    source = read_html(
        "<p>a[1]</p><div style='mso-element:footnote-list'>"
        "<div style='mso-element:footnote' id=ftn1><p>[1] b</div></div>"
    )
    assert source.text == "a[1]\n[1] b"
    assert source.hints[1].footnote == 1


def test_broken_markup_gives_what_can_be_seen():
    assert lines("<table><p>a</td></div></b> 2 < 3 & 4 <5") == ["a 2 < 3 & 4 <5"]
    assert lines("<table>a<tr>b<td>c<p>d<td>e</tr>f<tbody><td>g</table>") == ["abf", "c", "d", "e", "g"]


@pytest.mark.parametrize(
    "data",
    [
        "<p>Kế hoạch</p>".encode(),
        "\ufeff<!DOCTYPE html><p>Kế hoạch".encode(),
        "<html><p>Kế hoạch".encode("utf-16"),
        '<html><meta charset="windows-1252"><p>K&#7871; ho&#7841;ch \xe0'.encode("cp1252"),
        b"<!-- Word --><html><body><p>K&#7871; ho&#7841;ch",
    ],
)
def test_files_of_html_are_known_by_their_beginning(data):
    source = read(data, "ke-hoach.doc")
    assert source.kind == "html"
    assert source.text.startswith("Kế hoạch")


def test_a_web_page_in_one_file_is_read():
    page = "<html><body><p>Kế hoạch</p></body></html>".encode()
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    kind = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    picture = b"\r\n--x\r\nContent-Type: image/png\r\n\r\nabc\r\n--x--"
    assert read(head + kind + base64.b64encode(page) + picture, "ke-hoach.doc").text == "Kế hoạch"
    with pytest.raises(UnreadableError):
        read(head)


def test_plain_text_with_angle_brackets_is_no_html():
    assert read("Nếu a <b thì </p> là chữ".encode()).kind == "txt"


def test_an_old_font_is_noticed_and_its_conversion_keeps_the_arrangement():
    with pytest.raises(OldEncodingError) as refused:
        read_html("<table border=1><tr><td>KÕ ho¹ch<td>®èi tho¹i</tr><tr><td>n¨m 2022<td>cña nh©n d©n</table>")
    assert cells_of(refused.value.converted)[0] == ["Kế hoạch", "đối thoại"]


@pytest.mark.parametrize(
    "markup", ["", "<p>&nbsp;</p>", "<div>" * 5000 + "a" + "</div>" * 5000, "<p>a</p>" * 1_100_000]
)
def test_empty_deep_and_huge_html_is_refused_in_one_line(markup):
    with pytest.raises(UnreadableError) as refused:
        read_html(markup)
    assert "\n" not in str(refused.value)
