"""Tables of a PDF page, found by the rules drawn around their cells."""

from bisect import bisect_right
from dataclasses import dataclass, field

from .lines import Line, Page

_THIN, _NEAR = 3.0, 2.5
_MOST_LINES_EACH_WAY = 400


@dataclass(slots=True)
class Cell:
    """A cell: where it begins, how far it reaches, and its lines in reading order."""

    row: int
    column: int
    columns: int = 1
    rows: int = 1
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A table: its rows of cells, and the right edge of each column."""

    left: float
    bottom: float
    right: float
    top: float
    page: int
    rows: list[list[Cell]]
    edges: list[float]

    def right_of(self, cell: Cell) -> float:
        """Where `cell` ends."""
        return self.edges[cell.column + cell.columns]


def take_tables(page: Page) -> list[Table]:
    """The tables of `page` with their lines; these lines are taken out of the page."""
    upright, level = _rules(page)
    tables = []
    for group in _groups(upright, level):
        table = _table(page, *group)
        if table:
            tables.append(table)
    return tables


def is_continued(before: Table, after: Table) -> bool:
    """Whether `after` goes on the table `before` over the end of a page."""
    if after.page != before.page + 1 or len(after.edges) != len(before.edges):
        return False
    return all(abs(one - other) <= 2 * _NEAR for one, other in zip(before.edges, after.edges, strict=True))


def continue_table(before: Table, after: Table):
    """Put the rows of `after` behind those of `before`.

    A head repeated on the new page goes; a row that the end of the page broke becomes one again.
    """
    rows = after.rows
    if len(rows) > 1 and _words(rows[0]) == _words(before.rows[0]):
        rows = rows[1:]
    last, first = before.rows[-1], rows[0]
    is_broken = len(first) == len(last) and not first[0].lines and bool(last[0].lines)
    if is_broken:
        for cell, rest in zip(last, first, strict=True):
            cell.lines += rest.lines
        rows = rows[1:]
    before.rows += rows
    before.page = after.page


def _words(row: list[Cell]) -> list[str]:
    return [" ".join(line.text for line in cell.lines) for cell in row]


def _rules(page: Page) -> tuple[list[tuple], list[tuple]]:
    """Upright rules (place, from, to) and level ones."""
    upright, level = [], []
    for left, bottom, right, top in page.rules:
        if right - left <= _THIN < top - bottom:
            upright.append(((left + right) / 2, bottom, top))
        elif top - bottom <= _THIN < right - left:
            level.append(((bottom + top) / 2, left, right))
    return upright, level


def _groups(upright: list[tuple], level: list[tuple]):
    """The rules that belong to one table: they overlap in height with upright rules that touch each other."""
    spans = sorted((low, high) for _place, low, high in upright)
    merged: list[list[float]] = []
    for low, high in spans:
        if merged and low <= merged[-1][1] + _NEAR:
            merged[-1][1] = max(merged[-1][1], high)
        else:
            merged.append([low, high])
    for low, high in merged:
        yield (
            [rule for rule in upright if low <= rule[1] and rule[2] <= high],
            [rule for rule in level if low - _NEAR <= rule[0] <= high + _NEAR],
        )


def _table(page: Page, upright: list[tuple], level: list[tuple]) -> Table | None:
    xs = _places(rule[0] for rule in upright)
    # A table may be open at its top or bottom.
    ys = _places([*(rule[0] for rule in level), min(rule[1] for rule in upright), max(rule[2] for rule in upright)])
    if not 3 <= len(xs) <= _MOST_LINES_EACH_WAY or not 2 <= len(ys) <= _MOST_LINES_EACH_WAY:
        return None
    ys.reverse()
    table = Table(xs[0], ys[-1], xs[-1], ys[0], page.number, [], xs)
    inside = [line for line in page.lines if _is_inside(line, table)]
    if not inside:
        return None
    cells = _cells(xs, ys, upright, level)
    for line in inside:
        row = bisect_right([-y for y in ys], -(line.baseline + line.size * 0.3)) - 1
        column = bisect_right(xs, line.left + min(line.size * 0.3, (line.right - line.left) / 2)) - 1
        cell = cells.get((min(max(row, 0), len(ys) - 2), min(max(column, 0), len(xs) - 2)))
        if cell is None:
            return None
        cell.lines.append(line)
    kept = {id(cell): cell for cell in cells.values()}.values()
    table.rows = [
        sorted((cell for cell in kept if cell.row == row), key=lambda cell: cell.column) for row in range(len(ys) - 1)
    ]
    table.rows = [row for row in table.rows if row]
    taken = {id(line) for line in inside}
    page.lines = [line for line in page.lines if id(line) not in taken]
    return table


def _cells(xs: list[float], ys: list[float], upright: list[tuple], level: list[tuple]) -> dict[tuple[int, int], Cell]:
    """Every place of the grid to its cell; a cell reaches over places that no rule parts."""
    by_place = {place: [rule for rule in upright if abs(rule[0] - place) <= _NEAR] for place in xs}
    by_height = {height: [rule for rule in level if abs(rule[0] - height) <= _NEAR] for height in ys}
    cells: dict[tuple[int, int], Cell] = {}
    for row in range(len(ys) - 1):
        height = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            place = (xs[column] + xs[column + 1]) / 2
            above, before = cells.get((row - 1, column)), cells.get((row, column - 1))
            if above and not _is_crossed(by_height[ys[row]], place):
                cells[row, column] = above
                above.rows = row - above.row + 1
            elif before and before.row == row and not _is_crossed(by_place[xs[column]], height):
                cells[row, column] = before
                before.columns = column - before.column + 1
            else:
                cells[row, column] = Cell(row, column)
    return cells


def _is_crossed(rules: list[tuple], place: float) -> bool:
    return any(low - _NEAR <= place <= high + _NEAR for _place, low, high in rules)


def _places(numbers) -> list[float]:
    """The different numbers among `numbers`, where such as are near each other count once."""
    places: list[float] = []
    for number in sorted(numbers):
        if not places or number - places[-1] > _NEAR * 2:
            places.append(number)
    return places


def _is_inside(line: Line, table: Table) -> bool:
    middle = line.baseline + line.size * 0.3
    return table.bottom <= middle <= table.top and table.left - 1 <= line.left + 1 and line.left < table.right
