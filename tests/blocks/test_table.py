"""Tables: header cells for screen readers, safe cells, translation through wagtail-localize."""

import pytest
from django.core.exceptions import ValidationError
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from cms.blocks.registry import body_blocks
from cms.pages.models import PlainPage

block = body_blocks.stream_block.child_blocks["table"]


def table(data, headers="row", caption="Phân công"):
    return {"data": data, "table_header_choice": headers, "table_caption": caption}


def test_header_row_and_column_are_marked_for_screen_readers():
    html = block.render(table([["Đơn vị", "Việc"], ["Văn phòng", "Tổng hợp"]], "both"))
    assert '<th scope="col">Đơn vị</th>' in html
    assert '<th scope="row">Văn phòng</th>' in html
    assert "<caption>Phân công</caption>" in html


def test_a_table_without_headers_has_none():
    assert "<th" not in block.render(table([["a", "b"]], "neither"))


def test_cells_are_text_whatever_they_hold():
    html = block.render(table([["<script>", None, 5], ["x"]], "neither"))
    assert "<script>" not in html
    assert html.count("<td>") == 6


@pytest.mark.parametrize("value", [None, "x", [], {}, {"data": None}, {"data": [None, "x"]}, {"data": [[None]]}])
def test_what_is_no_table_leaves_nothing(value):
    assert block.render(block.to_python(value)) == ""


def test_an_empty_table_is_refused():
    with pytest.raises(ValidationError, match=r"empty|trống"):
        block.clean(table([["", None], ["  "]]))


def test_a_table_of_too_many_cells_is_refused():
    with pytest.raises(ValidationError):
        block.clean(table([["x"] * 100] * 201))


def test_a_broken_posted_table_is_an_empty_one():
    assert block.value_from_form("{") is None


def test_pasted_cells_are_made_clean():
    cleaned = block.clean(table([["a\u200b\x00b", "Đo\u031bn"]]))
    assert cleaned["data"] == [["ab", "Đơn"]]


def test_cells_and_caption_are_translated_through_localize(home, english):
    data = [["Đơn vị", "Số người"], ["Văn phòng", "12"], ["Văn phòng", "7"]]
    page = home.add_child(
        instance=PlainPage(
            title="Phân công", slug="phan-cong", body=[("table", table(data)), ("paragraph", "<p>x</p>")]
        )
    )
    page.refresh_from_db()
    source, _ = TranslationSource.update_or_create_from_instance(home)
    Translation.objects.create(source=source, target_locale=english).save_target()
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=english)
    offered = {segment.string.data for segment in source.stringsegment_set.all()}
    assert {"Đơn vị", "Số người", "Văn phòng", "Phân công"} <= offered
    assert not {"12", "7"} & offered
    for segment in source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, locale=english, context=segment.context, data=f"EN {segment.string.data}"
        )
    translation.save_target()
    translated = page.get_translation(english)
    assert translated.body[0].value["data"] == [
        ["EN Đơn vị", "EN Số người"],
        ["EN Văn phòng", "12"],
        ["EN Văn phòng", "7"],
    ]
    assert translated.body[0].value["table_caption"] == "EN Phân công"
    page.refresh_from_db()
    assert page.body[0].value["data"][0][0] == "Đơn vị"
