"""A body as readers get it."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from cms.blocks.registry import body_blocks
from tests.factories.plans import outline_item


def stream(*raw):
    return body_blocks.stream_block.to_python(list(raw))


def html(*raw):
    return str(stream(*raw))


def paragraph(text):
    return {"type": "paragraph", "value": f"<p>{text}</p>", "id": "8b5aeb32-3f0c-4f4c-9d4a-0b8f0f7b4aff"}


def test_numbered_items_show_their_label_and_carry_their_anchors():
    own = "8b5aeb32-3f0c-4f4c-9d4a-0b8f0f7b4a01"
    shown = html(outline_item(1, "MỤC ĐÍCH"), outline_item(2, "Yêu cầu", block_id=own))
    assert 'id="i-1"' in shown
    assert f'id="{own}"' in shown
    assert "I.</span>" in shown
    assert "<h3" in shown


def test_a_run_of_dashes_is_one_list_and_plus_items_stand_below_their_dash():
    shown = html(
        outline_item(1, "A"),
        outline_item(5, text="<p>một</p>"),
        outline_item(6, text="<p>cộng</p>"),
        outline_item(5, text="<p>hai</p>"),
        paragraph("giữa"),
        outline_item(5, text="<p>ba</p>"),
    )
    assert shown.count('<ul class="outline-list" role="list">') == 3
    assert shown.count("<li") == 4
    order = [shown.index(f">{word}<") for word in ("một", "cộng", "hai", "giữa", "ba")]
    assert order == sorted(order)


def test_texts_are_stored_clean_whoever_wrote_them():
    dirty = unicodedata.normalize("NFD", "Mục đích") + "\u200b\x00\u202e"
    stored = body_blocks.stream_block.get_prep_value(stream(outline_item(1, dirty, f"<p>{dirty}</p>")))
    assert stored[0]["value"]["heading"] == "Mục đích"
    assert stored[0]["value"]["text"] == "<p>Mục đích</p>"


def test_markup_in_plain_fields_is_shown_as_text():
    assert "<script>" not in html(outline_item(1, "<script>alert(1)</script>", label="<b>"))


def test_an_item_that_says_nothing_is_refused():
    block = body_blocks.stream_block.child_blocks["outline_item"]
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"level": "1", "label": "I.", "heading": "", "text": "<p> &nbsp;</p>"}))
    assert block.clean(block.to_python({"level": "5", "label": "", "heading": "", "text": "<p>x</p>"}))


def test_odd_stored_values_never_break_the_page():
    odd = {"level": "nine", "label": None, "heading": None, "text": None}
    assert html({"type": "outline_item", "value": odd, "id": None}, {"type": "table", "value": "x", "id": "y"})


def test_levels_and_looks_are_not_searched():
    stream = body_blocks.stream_block
    item = {"level": "5", "label": "-", "heading": "", "text": "<p>Đưa chính sách</p>"}
    value = stream.to_python(
        [
            {"type": "outline_item", "value": item},
            {"type": "heading", "value": {"level": "2", "heading": "Tài liệu"}},
        ]
    )
    found = " ".join(stream.get_searchable_content(value))
    assert "Đưa chính sách" in found
    assert "Tài liệu" in found
    assert "dash" not in found
    assert "I, II" not in found
