"""The tables of a source: which are content, and which only set things side by side."""

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from plans.drafting.parts import Cell, Piece, Table
from plans.drafting.source import LineHint, Source, SourceCell, SourceTable

from . import certainty

_LAYOUT_MARKS = ("nơi nhận", "cộng hòa xã hội", "cộng hoà xã hội", "đảng cộng sản việt nam", "kính gửi")
_SEEN = 3_000
_FIRST_OWN_LAYOUT = 1_000_000  # numbers of layouts found here, apart from those the reader gave


@dataclass
class Frame:
    """A table of the source and the pieces found in each of its cells so far."""

    table: SourceTable
    number: int
    is_layout: bool
    cells: list[tuple[SourceCell, int]] = field(init=False)
    starts: list[int] = field(init=False)
    found: dict[int, list[Piece]] = field(default_factory=dict)

    def __post_init__(self):
        placed = [(cell, column) for row in self.table.rows for column, cell in _columns(row)]
        # Of cells that begin at one place only one can hold something: the one that ends last.
        by_start = {cell.start: (cell, column) for cell, column in sorted(placed, key=lambda pair: pair[0].end)}
        self.cells = [by_start[start] for start in sorted(by_start)]
        self.starts = [cell.start for cell, _column in self.cells]

    def holds(self, start: int) -> bool:
        """Whether a line that begins at `start` is inside."""
        return self.table.start <= start <= self.table.end and bool(self.cells)

    def hint_for(self, start: int, hint: LineHint) -> LineHint:
        """`hint` with the column of the line that begins at `start`."""
        if len(self.cells) == 1 or hint.layout is not None:
            return hint
        return replace(hint, layout=_FIRST_OWN_LAYOUT + self.number, column=self.cells[self._index(start)][1])

    def add(self, start: int, pieces: tuple[Piece, ...]) -> None:
        """Put the pieces of the line that begins at `start` into its cell."""
        self.found.setdefault(self._index(start), []).extend(pieces)

    def built(self) -> Table:
        """The table with everything found in it."""
        pieces = {id(self.cells[index][0]): tuple(found) for index, found in self.found.items()}
        rows = tuple(
            tuple(Cell(pieces.get(id(cell), ()), columns=cell.columns, rows=cell.rows) for cell in row)
            for row in self.table.rows
        )
        in_order = tuple(piece for index in sorted(self.found) for piece in self.found[index])
        too_wide = len({sum(cell.columns for cell in row) for row in self.table.rows}) > 1
        header_rows = int(self.table.has_header) or int(_looks_like_header(rows))
        sure = certainty.TABLE_UNEVEN if too_wide else certainty.TABLE
        return Table(in_order, confidence=sure, rows=rows, header_rows=header_rows)

    def _index(self, start: int) -> int:
        return max(bisect_right(self.starts, start) - 1, 0)


def frames_of(source: Source) -> list[Frame]:
    """The outermost tables of `source` in order."""
    frames: list[Frame] = []
    for number, table in enumerate(sorted(source.tables, key=lambda each: (each.start, -each.end))):
        if not frames or table.start > frames[-1].table.end:
            frames.append(Frame(table, number, _is_layout(table, source.text)))
    return frames


def _is_layout(table: SourceTable, text: str) -> bool:
    """Whether `table` is one box, or holds a letterhead or a signature."""
    if sum(1 for row in table.rows for cell in row) <= 1:
        return True
    words = text[table.start : min(table.end, table.start + _SEEN)].lower()
    return len(table.rows) <= 12 and any(mark in words for mark in _LAYOUT_MARKS)


def _columns(row: tuple[SourceCell, ...]) -> list[tuple[int, SourceCell]]:
    placed, column = [], 0
    for cell in row:
        placed.append((column, cell))
        column += cell.columns
    return placed


def _looks_like_header(rows: tuple[tuple[Cell, ...], ...]) -> bool:
    """Whether every cell of the first row is filled and bold, and the second row is not."""
    if len(rows) < 2:
        return False
    first, second = (
        [piece for cell in row for piece in cell.pieces if piece.text.strip()] for row in (rows[0], rows[1])
    )
    is_full = all(cell.pieces for cell in rows[0])
    return is_full and all(piece.is_bold for piece in first) and not all(piece.is_bold for piece in second)
