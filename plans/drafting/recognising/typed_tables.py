"""Tables in plain text: rows that Word gave to the clipboard with tabs, or Markdown with upright strokes."""

import re
from dataclasses import replace
from itertools import chain

from plans.drafting.parts import Cell, Piece, Role, Table

from . import certainty
from .labels import label_of
from .lines import TABLE_SIGN, Line, cut, raw_of

_FEWEST_CELLS = 4
_MOST_CELLS = 12
_LONGEST_ROW = 2_000
_STROKED = re.compile(r"\|.*\|\s*")
_UNDER_HEAD = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\s*")


def with_typed_tables(lines: list[Line]) -> list[Line]:
    """`lines` with each run of rows that make a table as one line."""
    result: list[Line] = []
    index = 0
    while index < len(lines):
        width = _width_of(lines[index])
        end = index + 1
        while width and end < len(lines) and not lines[end].gap and _width_of(lines[end]) == width:
            end += 1
        rows = lines[index:end]
        if width and len(rows) > 1 and width * len(rows) >= _FEWEST_CELLS + (width == 2):
            result.append(_table_of(rows))
        else:
            result += rows
        index = end
    return result


def _width_of(line: Line) -> int:
    """How many cells `line` has as a row; 0 when it is none."""
    raw = line.raw.rstrip()
    if line.table or line.hint.layout is not None or len(raw) > _LONGEST_ROW or line.indent:
        return 0
    if _STROKED.fullmatch(raw):
        width = raw.count("|") - 1
        return width if 2 <= width <= _MOST_CELLS else 0
    if "\t" not in raw:
        return 0
    cells = raw.split("\t")
    label = label_of(raw)
    is_row = not label and sum(any(map(str.isalnum, cell)) for cell in cells) >= 2 and 2 <= len(cells) <= _MOST_CELLS
    return len(cells) if is_row else 0


def _table_of(lines: list[Line]) -> Line:
    """The rows in `lines` as one line that holds a table."""
    rows: list[tuple[Cell, ...]] = []
    pieces: list[Piece] = []
    header_rows = 0
    for line in lines:
        if _UNDER_HEAD.fullmatch(line.raw):
            pieces += _as_markup(line.pieces)
            header_rows = len(rows)
            continue
        cells = _cells_of(line)
        rows.append(tuple(Cell(tuple(piece for piece in cell if piece.role is not Role.MARKUP)) for cell in cells))
        pieces += chain.from_iterable(cells)
    table = Table(tuple(pieces), confidence=certainty.TABLE_TYPED, rows=tuple(rows), header_rows=header_rows)
    return replace(lines[0], pieces=table.pieces, raw=TABLE_SIGN, table=table)


def _cells_of(line: Line) -> list[tuple[Piece, ...]]:
    """The pieces of each cell; strokes are markup."""
    raw = line.raw
    if not _STROKED.fullmatch(raw):
        return cut(line.pieces, [index + 1 for index, char in enumerate(raw) if char == "\t"])
    strokes = [index + 1 for index, char in enumerate(raw) if char == "|"]
    first, *parts, last = cut(line.pieces, strokes)
    cells = []
    for part in parts:
        words, stroke = cut(part, [len(raw_of(part)) - 1])
        cells.append((*words, *_as_markup(stroke)))
    cells[0] = (*_as_markup(first), *cells[0])
    cells[-1] = (*cells[-1], *last)
    return cells


def _as_markup(pieces: tuple[Piece, ...]) -> list[Piece]:
    return [replace(piece, role=Role.MARKUP) if piece.role is Role.TEXT else piece for piece in pieces]
