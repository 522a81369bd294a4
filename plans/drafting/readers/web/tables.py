"""Tables of HTML: their rows and cells, and whether they hold content or only place it."""

from dataclasses import dataclass

from plans.drafting.readers.layout import is_frame, is_layout
from plans.drafting.readers.limits import MOST_COLUMNS, MOST_ROWS

from .looks import declarations, is_hidden

SECTIONS = frozenset(("thead", "tbody", "tfoot", "tr"))
PLACED = frozenset(("td", "th", "caption", "col", "colgroup"))


@dataclass(frozen=True, slots=True)
class Cell:
    """A `td` or `th` and how far it reaches."""

    element: object
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table."""

    rows: list[list[Cell]]
    has_header: bool

    @property
    def columns(self) -> int:
        """The cells of the longest row."""
        return max(map(len, self.rows), default=0)


def grid_of(table) -> Grid:
    """The grid of a `table`; its caption is a row of its own."""
    rows, has_header = [], False
    for cells, is_head in _rows(table):
        shown = [cell for cell in cells if not is_hidden(cell, declarations(cell))]
        if shown and not rows:
            has_header = is_head or all(cell.tag == "th" for cell in shown)
        if shown:
            rows.append([_cell(element) for element in shown])
    return Grid(rows, has_header)


def is_content(table, grid: Grid) -> bool:
    """Whether the table holds content of its own, and is no letterhead or signature block."""
    text = "".join(table.itertext()) if len(grid.rows) < 10 else ""
    has_rules = _has_rules(table)
    # Style sheets draw lines too, and are not asked: without the words of a frame a table is content.
    unsure = not has_rules and len(grid.rows) > 1 and not is_frame(text)
    return grid.has_header or not is_layout(len(grid.rows), grid.columns, text, has_rules=has_rules or unsure)


def _rows(section, is_head: bool = False):
    """The cells of each row of a table or a part of one; and whether it is a head. Cells may stand without a row."""
    loose = []
    for child in section:
        if child.tag in ("td", "th"):
            loose.append(child)
            continue
        if loose:
            yield loose, is_head
            loose = []
        if child.tag == "caption":
            yield [child], False
        elif child.tag in SECTIONS and not is_hidden(child, declarations(child)):
            yield from _rows(child, child.tag == "thead" or (is_head and child.tag == "tr"))
    if loose:
        yield loose, is_head


def _cell(element) -> Cell:
    return Cell(element, _reach(element, "colspan", MOST_COLUMNS), _reach(element, "rowspan", MOST_ROWS))


def _reach(cell, name: str, most: int) -> int:
    said = cell.get(name) or "1"
    return min(max(int(said), 1), most) if said.isdecimal() and len(said) < 5 else 1


def _has_rules(table) -> bool:
    if (table.get("border") or "0") not in ("", "0"):
        return True
    return any(
        "solid" in said or "double" in said
        for cell in table.iter("table", "td", "th")
        for name, said in declarations(cell).items()
        if name in ("border", "border-left", "border-right", "mso-border-alt", "border-style")
    )
