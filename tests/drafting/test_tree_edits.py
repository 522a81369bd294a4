"""What a clerk does to the recognised parts: each verb alone, without a database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.drafting.document import without_space
from plans.drafting.tree import NodeKind, text_of
from plans.drafting.tree_edits import (
    EditRefusedError,
    change_kind,
    confirm,
    confirm_alike,
    drop,
    mend,
    merge,
    move,
    place_before,
    relevel,
    rewrite,
    take_back,
)
from tests.drafting.trees import lines, tree

PLAN = tree("Mở đầu", "I. MỤC ĐÍCH", "1. Nghe dân", "Mỗi quý", "2. Trả lời dân", "II. THỰC HIỆN", "Giao các thôn")


def after(splice, nodes=PLAN):
    return lines(splice.apply(nodes))


def test_an_item_moves_past_its_neighbour_with_what_belongs_to_it():
    assert after(move(PLAN, "n3", 1))[2:5] == ["2 2. Trả lời dân", "2 1. Nghe dân", "Mỗi quý"]
    assert after(move(PLAN, "n6", -1))[1:3] == ["1 II. THỰC HIỆN", "Giao các thôn"]
    assert after(move(PLAN, "n5", -1))[2:5] == ["2 2. Trả lời dân", "2 1. Nghe dân", "Mỗi quý"]


def test_a_paragraph_moves_one_line():
    assert after(move(PLAN, "n4", -1))[2:4] == ["Mỗi quý", "2 1. Nghe dân"]
    assert after(move(PLAN, "n1", 1))[:2] == ["1 I. MỤC ĐÍCH", "Mở đầu"]


@pytest.mark.parametrize(("node", "by"), [("n1", -1), ("n7", 1), ("n6", 1)])
def test_nothing_moves_past_the_ends(node, by):
    with pytest.raises(EditRefusedError):
        move(PLAN, node, by)


def test_a_part_is_dragged_in_front_of_another_one_or_to_the_end():
    assert after(place_before(PLAN, "n6", "n2"))[1:3] == ["1 II. THỰC HIỆN", "Giao các thôn"]
    assert after(place_before(PLAN, "n1", ""))[-1] == "Mở đầu"
    assert after(place_before(PLAN, "n2", "n3")) == lines(PLAN)


def test_items_inside_follow_to_another_level():
    assert after(relevel(PLAN, "n2", 1))[1:5] == ["2 I. MỤC ĐÍCH", "3 1. Nghe dân", "Mỗi quý", "3 2. Trả lời dân"]
    with pytest.raises(EditRefusedError):
        relevel(PLAN, "n2", -1)
    with pytest.raises(EditRefusedError):
        relevel(PLAN, "n4", 1)


def test_a_part_is_joined_to_the_one_above_with_all_its_words_and_both_places():
    splice = merge(PLAN, "n4")
    assert after(splice)[2] == "2 1. Nghe dân Mỗi quý"
    assert splice.after[0]["spans"] == [[30, 35], [40, 45]]
    assert after(merge(PLAN, "n5"))[3] == "Mỗi quý 2. Trả lời dân"
    with pytest.raises(EditRefusedError):
        merge(PLAN, "n1")


def test_a_new_line_parts_a_paragraph_and_finds_the_number_of_the_rest():
    splice = rewrite(PLAN, "n4", kind="paragraph", level=0, label="", heading="", text="Mỗi\n- quý hai lần\nnữa")
    assert after(splice)[3:6] == ["Mỗi", "1 - quý hai lần", "nữa"]
    names = [node["id"] for node in splice.apply(PLAN)]
    assert len(set(names)) == len(names)


def test_emphasis_stays_on_the_words_that_stay():
    nodes = tree("x")
    nodes[0]["html"] = "Giao <b>Văn phòng</b> làm &amp; báo"
    facts = {"kind": "paragraph", "level": 0, "label": "", "heading": ""}
    splice = rewrite(nodes, "n1", text="Giao Văn phòng Sở làm & báo", **facts)
    assert splice.after[0]["html"] == "Giao <b>Văn phòng</b> Sở làm &amp; báo"
    parted = rewrite(nodes, "n1", text="Giao Văn\nphòng làm & báo", **facts)
    assert [node["html"] for node in parted.after] == ["Giao <b>Văn</b>", "<b>phòng</b> làm &amp; báo"]


@pytest.mark.parametrize(
    ("node", "kind", "expected"),
    [
        ("n4", "item", "2 Mỗi quý"),
        ("n3", "paragraph", "1. Nghe dân"),
        ("n2", "heading", "1 I. MỤC ĐÍCH"),
        ("n1", "title", "Mở đầu"),
    ],
)
def test_another_kind_keeps_every_word(node, kind, expected):
    splice = change_kind(PLAN, node, kind)
    assert splice.after[0]["kind"] == kind
    assert lines(splice.after) == [expected]


def test_a_line_with_a_number_becomes_an_item_with_a_label():
    nodes = tree("Lời dẫn", "4.2. Kinh phí: không")
    (node,) = change_kind(nodes, "n2", NodeKind.ITEM).after
    assert (node["label"], node["html"]) == ("4.2.", "Kinh phí: không")


def test_a_table_stays_a_table():
    nodes = tree("x")
    nodes[0] |= {"kind": "table", "rows": [["a", "b"]], "html": ""}
    with pytest.raises(EditRefusedError):
        change_kind(nodes, "n1", "paragraph")
    assert mend(nodes, "n1", "cell.0.1", 0, 1, "c").after[0]["rows"] == [["a", "c"]]


def test_what_is_left_out_can_be_taken_back():
    left_out = drop(PLAN, "n3").apply(PLAN)
    assert left_out[2]["kind"] == NodeKind.DROPPED
    assert take_back(left_out, "n3").apply(left_out) == PLAN
    assert drop(left_out, "n3").apply(left_out) == PLAN


def test_a_doubt_ends_when_somebody_says_it_is_right():
    nodes = tree("x")
    nodes[0] |= {"concern": "unplaced", "confidence": 0.2}
    (node,) = confirm(nodes, "n1").after
    assert (node["concern"], node["confidence"]) == ("", 1.0)


def test_all_parts_with_the_same_doubt_are_said_to_be_right_at_once():
    nodes = tree("a", "b", "c", "d")
    for node, concern in zip(nodes, ["unplaced", "", "unplaced", "site_text"], strict=True):
        node |= {"concern": concern, "confidence": 0.2 if concern else 1.0}
    changed = confirm_alike(nodes, "n1").apply(nodes)
    assert [node["concern"] for node in changed] == ["", "", "", "site_text"]


def test_a_fix_changes_only_its_characters():
    (node,) = mend(tree("vàdịch vụ"), "n1", "html", 2, 2, " ").after
    assert node["html"] == "và dịch vụ"


def test_a_part_without_words_is_refused():
    with pytest.raises(EditRefusedError):
        rewrite(PLAN, "n4", kind="paragraph", level=0, label="", heading="", text=" \n ")


def test_a_part_that_is_gone_is_refused():
    for verb in (merge, drop, confirm, take_back):
        with pytest.raises(EditRefusedError):
            verb(PLAN, "n99")


WORDS = st.text(alphabet="abc đ1.-)", min_size=1, max_size=12).filter(str.strip)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["up", "down", "in", "out", "merge", "item", "heading", "paragraph"]), st.integers(0, 9)
    ),
    max_size=12,
)
VERBS = {
    "up": lambda nodes, node: move(nodes, node, -1),
    "down": lambda nodes, node: move(nodes, node, 1),
    "in": lambda nodes, node: relevel(nodes, node, 1),
    "out": lambda nodes, node: relevel(nodes, node, -1),
    "merge": merge,
    "item": lambda nodes, node: change_kind(nodes, node, "item"),
    "heading": lambda nodes, node: change_kind(nodes, node, "heading"),
    "paragraph": lambda nodes, node: change_kind(nodes, node, "paragraph"),
}
STEPS = st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(0, 9)), max_size=12)


@given(texts=st.lists(WORDS, min_size=1, max_size=6), steps=STEPS)
def test_no_verb_loses_a_letter_and_every_one_can_be_undone(texts, steps):
    nodes = tree(*texts)
    for verb, number in steps:
        node = nodes[number % len(nodes)]["id"]
        try:
            splice = VERBS[verb](nodes, node)
        except EditRefusedError:
            continue
        changed = splice.apply(nodes)
        assert splice.reversed().apply(changed) == nodes
        nodes = changed
    letters = sorted(without_space("".join(texts)).replace("#", ""))
    assert sorted(without_space("".join(map(text_of, nodes)))) == letters
