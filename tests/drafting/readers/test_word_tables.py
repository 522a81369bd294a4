"""Tables of Word: those with content keep their grid, those that only place things become columns."""

from plans.drafting.readers import read
from tests.factories.word_files import cell, paragraph, run, table, word_file


def columns_of(source) -> dict[tuple, list[str]]:
    """The lines of each column of each layout table."""
    found: dict[tuple, list[str]] = {}
    for number, line in enumerate(source.text.split("\n")):
        hint = source.hints.get(number)
        if hint and hint.layout is not None:
            found.setdefault((hint.layout, hint.column), []).append(line)
    return found


def cells_of(source) -> list[list[str]]:
    return [[source.text[each.start : each.end] for each in row] for row in source.tables[0].rows]


def test_a_table_is_read_row_by_row_with_a_line_for_each_paragraph():
    source = read(
        word_file(
            paragraph("Trước"),
            table(
                [cell("TT"), cell("Nội dung")], [cell("1"), cell("In giấy mời", "Gửi giấy mời")], [cell("2"), cell("")]
            ),
            paragraph("Sau"),
        )
    )
    assert source.text == "Trước\nTT\nNội dung\n1\nIn giấy mời\nGửi giấy mời\n2\nSau"
    assert cells_of(source) == [["TT", "Nội dung"], ["1", "In giấy mời\nGửi giấy mời"], ["2", ""]]
    assert source.text[source.tables[0].start : source.tables[0].end].startswith("TT\n")
    assert not source.tables[0].has_header


def test_a_table_at_the_end_with_empty_cells_stays_inside_the_text():
    source = read(word_file(table([cell("A"), cell("")], [cell(""), cell("")])))
    assert source.text == "A"
    assert cells_of(source) == [["A", ""], ["", ""]]
    assert source.tables[0].end == 1


def test_rows_that_repeat_on_each_page_or_are_bold_are_the_head():
    marked = table([cell("A"), cell("B")], [cell("1"), cell("2")], row_properties="<w:tblHeader/>")
    bold = table([cell(paragraph(run("A", "<w:b/>"))), cell(paragraph(run("B", "<w:b/>")))], [cell("1"), cell("2")])
    assert read(word_file(marked)).tables[0].has_header
    assert read(word_file(bold)).tables[0].has_header


def test_merged_cells_reach_over_rows_and_columns():
    begin, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    source = read(
        word_file(
            table(
                [cell("TT", properties=begin), cell("Kinh phí", properties='<w:gridSpan w:val="2"/>')],
                [cell("", properties=go_on), cell("Huyện"), cell("Xã")],
                [cell("1"), cell("2"), cell("3")],
            )
        )
    )
    assert cells_of(source) == [["TT", "Kinh phí"], ["Huyện", "Xã"], ["1", "2", "3"]]
    first = source.tables[0].rows[0]
    assert [(each.rows, each.columns) for each in first] == [(2, 1), (1, 2)]


def test_a_letterhead_is_read_column_by_column():
    source = read(
        word_file(
            table(
                [cell("ỦY BAN NHÂN DÂN"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
                [cell("Số: /KH-UBND"), cell("Suối Mơ, ngày tháng năm 2024")],
                rules=False,
            ),
            paragraph("KẾ HOẠCH"),
        )
    )
    assert not source.tables
    assert columns_of(source) == {
        (0, 0): ["ỦY BAN NHÂN DÂN", "Số: /KH-UBND"],
        (0, 1): ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Suối Mơ, ngày tháng năm 2024"],
    }


def test_a_signature_block_is_one_even_with_rules_around_it():
    block = table([cell("Nơi nhận:", "- Lưu: VT."), cell("CHỦ TỊCH", "", "Trần Văn Mẫu")])
    source = read(word_file(block))
    assert columns_of(source)[0, 0] == ["Nơi nhận:", "- Lưu: VT."]
    assert columns_of(source)[0, 1] == ["CHỦ TỊCH", "", "Trần Văn Mẫu"]


def test_a_cell_over_the_whole_width_of_a_letterhead_stands_alone():
    wide = cell("KẾ HOẠCH", properties='<w:gridSpan w:val="2"/>')
    source = read(
        word_file(table([cell("Sở A"), cell("Độc lập - Tự do")], [wide], [cell("x"), cell("y")], rules=False))
    )
    assert source.text == "Sở A\nĐộc lập - Tự do\nKẾ HOẠCH\nx\ny"
    assert sorted(columns_of(source)) == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_long_table_without_rules_holds_content():
    rows = [[cell(str(number)), cell("Ông A")] for number in range(12)]
    assert read(word_file(table(*rows, rules=False))).tables


def test_a_table_of_one_column_is_a_frame_around_paragraphs():
    source = read(word_file(table([cell("Ghi chú:", "một")], [cell("hai")])))
    assert source.text == "Ghi chú:\nmột\nhai"
    assert not source.tables


def test_a_table_inside_a_cell_becomes_lines_of_the_cell():
    inner = table([cell("x"), cell("y")])
    source = read(word_file(table([cell("A"), cell(inner, "z")], [cell("1"), cell("2")])))
    assert cells_of(source) == [["A", "x\ny\nz"], ["1", "2"]]
    assert len(source.tables) == 1


def test_deleted_rows_are_left_out():
    kept = [cell("a"), cell("b")]
    source = read(word_file(table([cell("x"), cell("y")], kept, kept, row_properties="<w:del/>")))
    assert cells_of(source) == [["a", "b"], ["a", "b"]]
