"""A PDF with a text layer into a `Source`."""

from itertools import groupby

from django.utils.translation import gettext as _

from plans.drafting.encodings import way_from_old_font
from plans.drafting.readers.building import Builder
from plans.drafting.reading import UnreadableError, checked, old_encoding
from plans.drafting.source import Source

from .columns import Columns, with_columns
from .lines import Line, Page, in_reading_order
from .paragraphs import Frame, is_label
from .process import pages_in
from .running import without_running_lines
from .tables import Table, continue_table, is_continued, take_tables
from .writing import Writer

_FEWEST_CHARACTERS = 8


def read_pdf(data: bytes) -> Source:
    """What the PDF file says; `UnreadableError` for a file of pictures only, and for what cannot be opened."""
    pages = pages_in(data)
    remarks = _remarks(pages)
    parts = _parts(without_running_lines(pages))
    source = _written(parts, remarks, lambda text: text)
    try:
        checked(source.text)
    except UnreadableError:
        way = way_from_old_font(source.text)
        if way is None:
            raise
        raise old_encoding(_written(parts, remarks, way)) from None
    return source


def _remarks(pages: list[Page]) -> list[str]:
    """What a person should know of pages without text; a file without any is refused."""
    empty = [page for page in pages if sum(len(line.text) for line in page.lines) < _FEWEST_CHARACTERS]
    if len(empty) == len(pages):
        raise UnreadableError(
            _(
                "The PDF file holds pictures of pages and no text (a scan). Choose the Word file it was made from, or "
                "let a text recognition program (OCR) make a PDF with text of it."
            )
        )
    scanned = [str(page.number) for page in empty if page.has_pictures]
    remarks = []
    if scanned:
        numbers = ", ".join(scanned[:20]) + (" …" if len(scanned) > 20 else "")
        remarks.append(_("These pages are pictures without text and were left out: %(pages)s.") % {"pages": numbers})
    if any(page.has_pictures for page in pages if page not in empty):
        remarks.append(_("Pictures in the PDF were left out."))
    return remarks


def _parts(pages: list[Page]) -> list[list[Line] | Columns | Table]:
    """Rows, columns and tables of all pages, from top to bottom."""
    parts: list[list[Line] | Columns | Table] = []
    for page in pages:
        page.lines = in_reading_order(page.lines)
        waiting = sorted(take_tables(page), key=lambda table: -table.top)
        for part in with_columns(page.lines):
            first = part.columns[0][0] if isinstance(part, Columns) else part[0]
            while waiting and waiting[0].top > first.baseline:
                _add_table(parts, waiting.pop(0))
            parts.append(part)
        for table in waiting:
            _add_table(parts, table)
    return parts


def _add_table(parts: list, table: Table):
    """The next table; one that only goes on over the end of a page is no table of its own."""
    if parts and isinstance(parts[-1], Table) and is_continued(parts[-1], table):
        continue_table(parts[-1], table)
    else:
        parts.append(table)


def _written(parts, remarks: list[str], convert) -> Source:
    writer = Writer(Builder("pdf"), convert)
    lines = [line for part in parts if isinstance(part, list) for line in part]
    frame = Frame.around(lines)
    for is_flow, group in groupby(parts, key=lambda part: isinstance(part, list)):
        if is_flow:
            writer.flow([_in_one(row) for row in group], frame)
            continue
        for part in group:
            writer.columns(part) if isinstance(part, Columns) else writer.table(part)
    return writer.builder.build(remarks)


def _in_one(row: list[Line]) -> Line:
    """A row as one line, with tabs where its gaps are; behind the label of an item a gap is but a space."""
    line = row[0]
    for other in row[1:]:
        line = line.goes_on(other, " " if is_label(line.text) else "\t")
    return line
