"""Paragraphs, columns and tables of a PDF into the lines of a source."""

import re
from collections.abc import Callable

from cms.text import fold
from plans.drafting.readers.building import Builder, Span, TableCell

from .columns import Columns
from .lines import Line
from .paragraphs import Frame, joined, paragraphs
from .tables import Cell, Table

_ITEM = re.compile(r"[-–+•]\s?\S")
_ENDED = tuple(".;:")
_NATIONAL_TITLE = "cong hoa xa hoi chu nghia viet nam"


class Writer:
    """Writes what was found on the pages into a builder; `convert` turns old encodings into Unicode."""

    def __init__(self, builder: Builder, convert: Callable[[str], str]):
        self.builder = builder
        self._convert = convert

    def flow(self, lines: list[Line], frame: Frame):
        """Running text, put back into paragraphs."""
        for group in paragraphs(lines, frame):
            alignment = frame.alignment(group[0]) if len(group) == 1 else ""
            self._line(joined(group), alignment=alignment)

    def columns(self, part: Columns):
        """Text side by side, column by column; only items of a list are put back into one line."""
        layout = self.builder.new_layout()
        for number, lines in enumerate(part.columns):
            with self.builder.within(layout=layout, column=number):
                for group in _items(lines):
                    self._line(joined(group))

    def table(self, table: Table):
        """A table, row by row."""
        self.builder.add_table(
            [TableCell(self._cell(table, cell), cell.columns, cell.rows) for cell in row] for row in table.rows
        )

    def _cell(self, table: Table, cell: Cell) -> Callable[[], None]:
        # A word that ends nearer to the edge than this left no place for the next.
        frame = Frame.inside(cell.lines, table.right_of(cell))

        def write():
            for group in paragraphs(cell.lines, frame):
                self._line(joined(group))

        return write

    def _line(self, line: Line, alignment: str = ""):
        spans = [Span(self._convert(span.text), span.is_bold, span.is_italic) for span in line.spans]
        self.builder.add_line(spans, alignment=alignment, page=line.page)


def _items(lines: list[Line]) -> list[list[Line]]:
    """`lines` of a column; those that go on an item ("- Văn phòng …") and ends of what was broken are with it."""
    groups: list[list[Line]] = []
    for line in lines:
        before = groups[-1] if groups else None
        is_broken = before is not None and _is_end_of(line, before[-1])
        if is_broken:
            before.append(line)
            continue
        is_item = before is not None and _ITEM.match(before[0].text) and not before[-1].text.endswith(_ENDED)
        if is_item and not _ITEM.match(line.text) and line.left <= before[0].left + 2 * line.size:
            before.append(line)
        else:
            groups.append([line])
    return groups


def _is_end_of(line: Line, before: Line) -> bool:
    """Whether `line` is what had no place any more in the line before: a year, or the last word of a name."""
    text = line.text
    if text.isdigit() or fold(f"{before.text} {text}") == _NATIONAL_TITLE:
        return True
    is_one_word = len(text.split()) == 1 and text.isalpha() and text.isupper()
    return is_one_word and before.text.isupper() and before.spans[-1].is_bold == line.spans[0].is_bold
