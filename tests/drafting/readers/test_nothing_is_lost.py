"""Every visible character of what was read stands in the text once and in order, and all positions fit it."""

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.drafting.document import without_space
from plans.drafting.normalising import normalise
from plans.drafting.readers import read, read_html
from plans.drafting.readers.building import Builder, PictureMark, Span
from plans.drafting.source import Source
from tests.factories.word_files import cell, paragraph, run, table, word_file

SIGNS = "aĐốe\u0302\u0301\u0323 \t\u00a0\u200b\u00ad.,-1&;#()\u0301"
WORDS = st.text(SIGNS, max_size=12)
SPANS = st.lists(st.builds(Span, WORDS, st.booleans(), st.booleans()), max_size=4)
LETTERS = st.text("ăbĐốe -1.", min_size=1, max_size=10)
CELLS = st.lists(st.lists(LETTERS, min_size=2, max_size=3), min_size=2, max_size=3)
BLOCKS = st.lists(st.one_of(LETTERS, CELLS), min_size=1, max_size=6)


def check(source: Source):
    """What every consumer relies on."""
    text = source.text
    assert normalise(text) == text
    before = 0
    for each in source.emphases:
        assert before <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip()
        before = each.end
    assert all(0 <= number <= text.count("\n") for number in source.hints)
    assert all(0 <= each.position <= len(text) for each in source.pictures)
    for each in source.tables:
        position = each.start
        for cell_ in (cell_ for row in each.rows for cell_ in row):
            assert position <= cell_.start <= cell_.end <= each.end <= len(text)
            position = cell_.end


@settings(max_examples=150, deadline=None)
@given(st.lists(SPANS, max_size=6))
def test_lines_are_put_together_as_cleaning_the_whole_would_leave_them(lines):
    builder = Builder("txt")
    for spans in lines:
        builder.add_line([*spans, PictureMark(b"")])
    source = builder.build()
    check(source)
    whole = "\n".join("".join(span.text for span in spans).replace("\t", " ") for spans in lines)
    assert without_space(source.text) == without_space(normalise(whole))


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_word_files_keep_every_character(blocks):
    written, expected = [], ""
    for block in blocks:
        if isinstance(block, str):
            written.append(paragraph(run(block[:3]) + run(block[3:], "<w:b/>")))
            expected += block
        else:
            width = len(block[0])
            rows = [(row + [""] * width)[:width] for row in block]
            written.append(table(*[[cell(run_in_paragraph(word)) for word in row] for row in rows]))
            expected += "".join("".join(row) for row in rows)
    source = read(word_file(paragraph("A"), *written, paragraph("Z")))
    check(source)
    assert without_space(source.text) == without_space(f"A{expected}Z")


@settings(max_examples=60, deadline=None)
@given(BLOCKS)
def test_html_keeps_every_character(blocks):
    written, expected = "", ""
    for block in blocks:
        if isinstance(block, str):
            written += f"<p>{escape(block[:3])}<b>{escape(block[3:])}</b></p>\n"
            expected += block
        else:
            rows = "".join(f"<tr>{''.join(f'<td>{escape(word)}' for word in row)}" for row in block)
            written += f"<table border=1>{rows}</table>"
            expected += "".join("".join(row) for row in block)
    source = read_html(f"A{written}Z")
    check(source)
    assert without_space(source.text) == without_space(f"A{expected}Z")


def run_in_paragraph(word: str) -> str:
    return paragraph(run(word))
