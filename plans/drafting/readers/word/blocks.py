"""Paragraphs and tables of Word, one after another, into the lines of a source."""

from collections.abc import Callable

from cms.text import fold
from plans.drafting.readers.building import Builder, Span, TableCell
from plans.drafting.readers.limits import DEEPEST_TABLE

from .inline import Content, Inline, Story, chosen
from .names import COMPATIBILITY, W, value
from .numbering import Numbering
from .styles import over, paragraph_look
from .tables import Cell, grid_of

_WRAPPERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "txbxContent")}
_HEADING_LEVELS = 9


class Blocks:
    """Writes the blocks of a story into a builder; one for each story (body, note, header)."""

    def __init__(self, builder: Builder, story: Story, numbering: Numbering):
        self._builder = builder
        self._story = story
        self._numbering = numbering
        self._inline = Inline(story)
        self._carried: Content | None = None
        self._in_table = False
        self._depth = 0
        self._label = ""

    def write(self, container, label: str = ""):
        """All blocks of `container`; `label` is put in front of its first line."""
        self._label = label
        self._walk_closed(container)

    def _walk_closed(self, container):
        """Like `_walk`; no paragraph goes on behind the end of `container`."""
        self._walk(container)
        if self._carried is not None:
            content, self._carried = self._carried, None
            self._write_content(content, "", "", {})

    def _walk(self, container):
        for child in container:
            self._builder.take_block()
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in _WRAPPERS:
                self._walk(child)
            elif child.tag == f"{COMPATIBILITY}AlternateContent":
                self._walk(chosen(child))
            elif child.tag == f"{W}altChunk":
                self._story.has_foreign_parts = True

    def _paragraph(self, paragraph):
        properties = paragraph.find(f"{W}pPr")
        style = self._story.styles.get(value(properties, "pStyle"))
        look = over(paragraph_look(properties), style.paragraph)
        content = self._inline.read(paragraph, style)
        if self._carried is not None:
            content = _joined(self._carried, content)
            self._carried = None
        if _is_mark_deleted(properties):
            self._carried = content
            return
        label, suffix = self._numbering.label(look, style)
        level = (look.outline or 0) + 1 if look.outline is not None and look.outline < _HEADING_LEVELS else 0
        hint = {"alignment": look.alignment or "", "outline_level": level}
        if look.breaks_page:
            content.break_page(0, self._story.is_rendered)
        self._write_content(content, label, suffix, hint)

    def _write_content(self, content: Content, label: str, suffix: str, hint: dict):
        if self._label:
            label, self._label, suffix = self._label, "", "space"
        elif content.is_empty:
            label = ""
        if content.is_empty and not label and self._in_table:
            content.lines = []
        for index, line in enumerate(content.lines):
            self._turn_pages(content, index)
            if index == len(content.lines) - 1 and index and not any(_holds(each) for each in line):
                # A page break at the end of a paragraph begins no line of its own.
                continue
            first = index == 0
            if first and label and _wants_space(label, suffix, line):
                line = [Span(" "), *_without_lead(line)]
            self._builder.add_line(line, label if first else "", page=self._story.page, continues=not first, **hint)
        self._turn_pages(content, len(content.lines))
        for box in content.boxes:
            self._walk_closed(box)

    def _turn_pages(self, content: Content, index: int):
        if self._story.page is not None:
            self._story.page += content.page_breaks.get(index, 0)

    def _table(self, table):
        is_inner = self._in_table or self._depth >= DEEPEST_TABLE
        grid = grid_of(table, None if is_inner else self._story.styles)
        self._depth += 1
        if is_inner or grid.columns == 1 or (len(grid.rows) == 1 and len(grid.rows[0]) == 1):
            self._frame(grid.rows)
        elif grid.is_layout:
            self._side_by_side(grid.rows)
        else:
            self._in_table = True
            self._builder.add_table(
                ([self._table_cell(cell) for cell in row] for row in grid.rows), has_header=grid.has_header
            )
            self._in_table = False
        self._depth -= 1

    def _table_cell(self, cell: Cell) -> TableCell:
        return TableCell(self._writer(cell), cell.columns, cell.rows)

    def _writer(self, cell: Cell) -> Callable[[], None]:
        return lambda: self._walk_closed(cell.element) if cell.element is not None else None

    def _frame(self, rows: list[list[Cell]]):
        """The cells one below the other, as paragraphs."""
        for row in rows:
            for cell in row:
                self._writer(cell)()

    def _side_by_side(self, rows: list[list[Cell]]):
        """Rows of the same columns are written column by column; a cell over the whole width stands alone."""
        start = 0
        while start < len(rows):
            shape = [(cell.column, cell.columns) for cell in rows[start]]
            end = start + 1
            while end < len(rows) and [(cell.column, cell.columns) for cell in rows[end]] == shape:
                end += 1
            if len(shape) < 2:
                self._frame(rows[start:end])
            else:
                layout = self._builder.new_layout()
                for column in range(len(shape)):
                    with self._builder.within(layout=layout, column=column):
                        self._frame([[row[column]] for row in rows[start:end]])
            start = end


def is_letterhead(header) -> bool:
    """Whether a page header holds what belongs to the document: the national title."""
    text = " ".join("".join(each.text or "" for each in header.iter(f"{W}t")).split())
    return "cong hoa xa hoi chu nghia" in fold(text[:5_000])


def _holds(each) -> bool:
    return not isinstance(each, Span) or bool(each.text)


def _joined(before: Content, after: Content) -> Content:
    """Two paragraphs that became one when the mark between them was deleted."""
    offset = len(before.lines) - 1
    breaks = dict(before.page_breaks)
    for index, count in after.page_breaks.items():
        breaks[index + offset] = breaks.get(index + offset, 0) + count
    lines = [*before.lines[:-1], [*before.lines[-1], *after.lines[0]], *after.lines[1:]]
    return Content(lines, before.boxes + after.boxes, breaks)


def _is_mark_deleted(properties) -> bool:
    marks = properties.find(f"{W}rPr") if properties is not None else None
    return marks is not None and (marks.find(f"{W}del") is not None or marks.find(f"{W}moveFrom") is not None)


def _wants_space(label: str, suffix: str, line: list) -> bool:
    """Whether a space parts the label from the text: always, unless Word sets them without and it reads well."""
    if suffix != "nothing":
        return True
    first = next((each.text for each in line if isinstance(each, Span) and each.text), "")
    return not label[-1].isalnum() and first[:1].isalnum()


def _without_lead(line: list) -> list:
    """`line` without white space in front: the tab after a label typed by hand, for one."""
    kept = list(line)
    while kept and isinstance(kept[0], Span):
        text = kept[0].text.lstrip()
        if text:
            kept[0] = Span(text, kept[0].is_bold, kept[0].is_italic)
            break
        kept.pop(0)
    return kept
