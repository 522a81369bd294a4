"""Bodies of pages on paper: no word of any block is lost."""

import pytest
from wagtail import blocks

from cms.blocks.choices import SettingChoiceBlock
from cms.blocks.registry import body_blocks
from plans.typesetting.body_parts import body_parts_of
from plans.typesetting.document import Box, Heading, Items, Paragraph, Picture, Run, Table, cell_of, words_of
from tests.factories.plans import outline_item


def stream(*blocks_as_stored):
    return body_blocks.stream_block.to_python(list(blocks_as_stored))


def parts(*blocks_as_stored) -> list:
    return body_parts_of(stream(*blocks_as_stored), "https://cong.example.vn/kh/").body


def words(found) -> str:
    """All words of parts, labels included."""
    lines = []
    for part in found:
        match part:
            case Heading():
                lines.append(part.line)
            case Paragraph():
                lines.append(f"{part.label} {words_of(part.text)}")
            case Items():
                lines += [words_of(item) for item in part.items]
            case Table():
                lines += [part.caption, *(words_of(cell_of(c).text) for row in (part.header, *part.rows) for c in row)]
            case Picture():
                lines += [part.caption, part.description]
            case Box():
                lines.append(words(part.parts))
    return "\n".join(lines)


def written(block, value) -> list[str]:
    """The texts an editor writes into a block, as they stand in its value; choices that only arrange are none."""
    if isinstance(block, SettingChoiceBlock) or value in (None, ""):
        return []
    if isinstance(block, blocks.StructBlock):
        return [text for name, child in block.child_blocks.items() for text in written(child, value.get(name))]
    if isinstance(block, blocks.ListBlock):
        return [text for entry in value for text in written(block.child_block, entry)]
    if isinstance(value, str):
        return value.replace("<p>", "").replace("</p>", "\n").split("\n")
    if isinstance(value, dict) and "data" in value:
        return [value["table_caption"], *(cell for row in value["data"] for cell in row)]
    return []


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(body_blocks.stream_block.child_blocks))
def test_no_word_of_a_block_is_lost(name):
    block = body_blocks.stream_block.child_blocks[name]
    value = block.meta.preview_value
    texts = [text for text in written(block, value) if text]
    shown = words(parts({"type": name, "value": value, "id": ""}))

    assert texts or name in ("latest_pages", "poll")
    assert [text for text in texts if text not in shown] == []


def test_numbered_items_become_headings_and_numbered_text():
    found = parts(
        outline_item(1, "MỤC ĐÍCH", "<p>Đoạn một.</p><ul><li>gạch</li></ul>"),
        outline_item(2, "", "<p>Không tên.</p><p>Đoạn hai.</p>"),
        outline_item(5, "", "<p>gạch đầu dòng</p>"),
        outline_item(1, "TỔ CHỨC", "", label="IV."),
    )

    assert found == [
        Heading("MỤC ĐÍCH", 1, "I."),
        Paragraph((Run("Đoạn một."),)),
        Items(((Run("gạch"),),)),
        Paragraph((Run("Không tên."),), label="1.", level=2),
        Paragraph((Run("Đoạn hai."),)),
        Paragraph((Run("gạch đầu dòng"),), label="-", level=5),
        Heading("TỔ CHỨC", 1, "IV."),
    ]


def test_a_heading_with_a_colon_leads_into_its_text():
    [found] = parts(outline_item(2, "Thời gian:", "<p>quý II</p>", label="4."))

    assert found == Paragraph((Run("Thời gian: ", is_bold=True), Run("quý II")), label="4.", level=2)


def test_a_large_heading_of_an_annex_begins_it_and_others_do_not():
    body = stream(
        outline_item(1, "NỘI DUNG"),
        {"type": "heading", "value": {"heading": "Phụ lục kèm theo gồm", "level": "3"}, "id": ""},
        {"type": "heading", "value": {"heading": "PHỤ LỤC I", "level": "2"}, "id": ""},
        outline_item(1, "Phần đầu"),
        outline_item(1, "PHIẾU ĐĂNG KÝ", label="PHỤ LỤC II"),
    )
    found = body_parts_of(body)

    assert [part.line for part in found.body] == ["I. NỘI DUNG", "Phụ lục kèm theo gồm"]
    lines = [[part.line for part in annex] for annex in found.annexes]
    assert lines == [["PHỤ LỤC I", "I. Phần đầu"], ["PHỤ LỤC II PHIẾU ĐĂNG KÝ"]]
    assert found.annexes[1][0].lines() == ["PHỤ LỤC II", "PHIẾU ĐĂNG KÝ"]


def test_tables_keep_headers_merged_cells_and_the_words_they_cover():
    value = {
        "data": [["A", "B", "C"], ["1", "x", ""], ["2", "y", None]],
        "table_caption": "Bảng",
        "table_header_choice": "both",
        "mergeCells": [
            {"row": 1, "col": 1, "rowspan": 2, "colspan": 2},
            {"row": 9, "col": 0, "rowspan": 2, "colspan": 1},
            "x",
        ],
    }
    [table] = parts({"type": "table", "value": value, "id": ""})

    assert table.header == ("A", "B", "C")
    assert table.has_header_column
    assert [len(row) for row in table.rows] == [2, 1]
    assert (table.rows[0][1].text, table.rows[0][1].rows, table.rows[0][1].columns) == ("x\ny", 2, 2)


def test_a_call_out_is_boxed_under_the_name_of_its_kind():
    [box] = parts(
        {"type": "callout", "value": {"kind": "warning", "heading": "", "text": "<p>Nộp sớm.</p>"}, "id": ""}
    )

    assert isinstance(box, Box)
    assert words_of(box.parts[0].text)
    assert words_of(box.parts[1].text) == "Nộp sớm."
