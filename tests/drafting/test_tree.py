"""From a document to the tree, and from the tree to the source shown beside it and to the format checker's sheet."""

import json
from datetime import date

import pytest

from plans.checking.sheet import Kind
from plans.drafting import readers
from plans.drafting.content import content_of
from plans.drafting.document import Document, without_space
from plans.drafting.facts import facts_of, split_place, typed_of
from plans.drafting.intake_reading import layout_of
from plans.drafting.recognising import recognise
from plans.drafting.source_view import passages_of
from plans.drafting.tree import NodeKind, make_node, text_of, tree_of
from plans.drafting.tree_edits import drop
from plans.drafting.tree_sheet import node_of, sheet_of_tree
from tests.drafting.trees import tree
from tests.factories.drafting import sample

TODAY = date(2026, 11, 22)
PAGE = """
<p>KẾ HOẠCH</p><p>Họp dân</p>
<p>I. MỤC ĐÍCH</p><p>Nghe dân nói.</p>
<table border="1"><tr><th>Thôn</th><th>Ngày</th></tr>
<tr><td>Đông</td><td>15/01/2026</td></tr><tr><td colspan="2">Cả xã</td></tr></table>
<p>Giao các thôn thực hiện./.</p>
"""


@pytest.fixture
def page():
    return readers.read_html(PAGE)


def tree_of_page(source):
    return tree_of(recognise(source), source.pictures)


@pytest.mark.parametrize("name", ["commune", "two_columns", "markdown", "portal_copy", "articles"])
def test_every_word_of_a_document_stands_in_exactly_one_node(name):
    document = recognise(sample(name))
    words = sorted(without_space("".join(part.text for part in document.parts())))
    caption = without_space(document.recipients_caption.text)
    # Commas between place and date are set by the tree; captions stand in a node of their own.
    in_tree = "".join(text_of(node) for node in tree_of(document) if node["kind"] != NodeKind.CAPTION)
    assert sorted(without_space(in_tree + caption).replace(",", "")) == [sign for sign in words if sign != ","]


@pytest.mark.parametrize("name", ["commune", "two_columns", "markdown"])
def test_the_source_is_shown_whole_and_each_node_has_its_stretch(name):
    document = recognise(sample(name))
    nodes = tree_of(document)
    passages = list(passages_of(document.source, {}, nodes))
    stretches = [stretch for passage in passages for stretch in passage.stretches]
    assert "".join(stretch.text for stretch in stretches) == document.source
    firsts = [stretch.node for stretch in stretches if stretch.is_first]
    assert sorted(firsts) == sorted(node["id"] for node in nodes)


def test_a_table_is_shown_as_a_table_and_becomes_the_table_block(page, db):
    nodes = tree_of_page(page)
    (table,) = [node for node in nodes if node["kind"] == NodeKind.TABLE]
    assert table["rows"] == [["Thôn", "Ngày"], ["Đông", "15/01/2026"], ["Cả xã", ""]]
    (shown,) = [each for each in passages_of(page.text, layout_of(page), nodes) if each.rows]
    assert [[cell.columns for cell in row] for row in shown.rows] == [[1, 1], [1, 1], [2]]
    assert shown.rows[1][1].stretches[0].text.strip() == "15/01/2026"
    assert shown.rows[1][1].stretches[0].node == table["id"]
    (block,) = [block for block in content_of(nodes, TODAY).body if block["type"] == "table"]
    assert block["value"]["data"][1] == ["Đông", "15/01/2026"]


def test_a_table_too_large_for_one_block_goes_on_in_the_next_under_the_same_head(db):
    rows = [["a", "b"], *([str(number), "x"] for number in range(12_000))]
    node = make_node(NodeKind.TABLE, id="n1", rows=rows, header_rows=1)
    first, second = (block["value"]["data"] for block in content_of([node], TODAY).body)
    assert first[0] == second[0] == ["a", "b"]
    assert [*first[1:], *second[1:]] == rows[1:]


def test_pages_of_the_file_are_told_apart():
    passages = list(passages_of("một\nhai\nba", {"pages": [[4, 2], [8, 3]]}, tree("một")))
    assert [passage.page for passage in passages if passage.page] == [2, 3]


def test_a_picture_without_a_file_leaves_its_description(db):
    node = make_node(NodeKind.PICTURE, id="n1", picture=0, heading="Con dấu")
    content = content_of([node], TODAY)
    (remark,) = content.remarks
    assert "Con dấu</p>" in content.body[0]["value"]
    assert json.loads(remark.position)[0]["end"] == len("Con dấu")
    (block,) = content_of([node], TODAY, pictures={0: 7}).body
    assert block["value"]["image"] == {"image": 7, "decorative": False, "alt_text": "Con dấu"}


def test_what_the_portal_sets_by_itself_and_what_was_left_out_is_not_on_the_page(db):
    nodes = tree("Giữ lại", "Bỏ đi")
    nodes.append(make_node(NodeKind.NATIONAL_TITLE, id="n3", html="CỘNG HÒA"))
    content = content_of(drop(nodes, "n2").apply(nodes), TODAY)
    assert [block["value"] for block in content.body] == ["<p>Giữ lại</p>"]


@pytest.mark.parametrize(
    ("words", "place", "day", "written"),
    [
        ("Suối Mơ, ngày 08 tháng 01 năm 2026", "Suối Mơ", date(2026, 1, 8), "ngày 08 tháng 01 năm 2026"),
        ("Suối Mơ, ngày    tháng 01 năm 2026", "Suối Mơ", None, "ngày    tháng 01 năm 2026"),
        ("ngày 08 tháng 01 năm 2026", "", date(2026, 1, 8), "ngày 08 tháng 01 năm 2026"),
        ("Suối Mơ", "Suối Mơ", None, ""),
        ("", "", None, ""),
    ],
)
def test_place_and_day_are_read_again_from_the_words_of_their_line(words, place, day, written):
    assert split_place(words) == (place, day, written)


def test_what_was_typed_counts_and_what_was_emptied_stays_empty(db):
    nodes = [make_node(NodeKind.NUMBER, id="n1", html="12/KH-UBND"), make_node(NodeKind.TITLE, id="n2", html="Cũ")]
    facts = facts_of(nodes, {"title": "Mới", "number": ""}, TODAY)
    assert (facts.title, facts.number) == ("Mới", "")
    assert content_of(nodes, TODAY, {"title": "Mới", "number": ""}).body == []


def test_the_kind_of_a_letter_is_known_without_a_line_that_names_it(db):
    document = Document("", document_type="Công văn")
    assert facts_of(tree_of(document), typed_of(document), TODAY).document_type == "Công văn"


def test_the_checker_sees_the_parts_in_the_order_of_the_paper_with_their_places(db):
    nodes = tree_of(recognise(sample("commune")))
    sheet = sheet_of_tree(nodes, {}, TODAY)
    basis = next(text for text in sheet.texts if text.kind == Kind.BASIS)
    (node,) = [node for node in nodes if node["id"] == node_of(basis.place)]
    assert node["kind"] == NodeKind.BASIS
    assert len({text.place for text in sheet.texts}) == len(sheet.texts)
    assert sheet.issued_on == date(2026, 1, 8)
    assert [item.label for item in sheet.items] == [node["label"] for node in nodes if node["kind"] == NodeKind.ITEM]


def test_the_checker_sees_typed_facts_instead_of_the_recognised_ones(db):
    nodes = tree_of(recognise(sample("commune")))
    sheet = sheet_of_tree(nodes, {"title": "Tên mới", "issued_on": "2026-02-03", "place": ""}, TODAY)
    assert [text.text for text in sheet.of(Kind.TITLE)] == ["Tên mới"]
    assert sheet.first(Kind.DATE).place == "field.issued_on"
    assert sheet.first(Kind.PLACE) is None
