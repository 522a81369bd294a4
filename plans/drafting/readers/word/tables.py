"""Tables of Word: their grid with merged cells, and whether they hold content or only place it."""

from dataclasses import dataclass

from plans.drafting.readers.layout import is_layout
from plans.drafting.readers.limits import MOST_COLUMNS

from .names import VAL, W, number, switch, value
from .styles import Styles, shows_rules

_WRAPPERS = {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"}


@dataclass(slots=True)
class Cell:
    """A cell and how far it reaches; `element` is None where a row begins further right."""

    element: object
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table, without those cells that others cover."""

    rows: list[list[Cell]]
    has_header: bool
    is_layout: bool

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return max((cell.column + cell.columns for row in self.rows for cell in row), default=0)


def grid_of(table, styles: Styles | None) -> Grid:
    """The grid of a `w:tbl`; without `styles` nobody asks whether it only places things."""
    rows: list[list[Cell]] = []
    headers = 0
    above: dict[int, Cell] = {}
    for row in _inside(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        if properties is not None and switch(properties, "tblHeader") and headers == len(rows):
            headers += 1
        rows.append(_row(row, properties, above))
    if styles is None:
        return Grid(rows, bool(headers), is_layout=False)
    columns = max((len(row) for row in rows), default=0)
    text = "".join(each.text or "" for each in table.iter(f"{W}t")) if len(rows) < 10 else ""
    placed = is_layout(len(rows), columns, text, has_rules=_has_rules(table, styles))
    return Grid(rows, bool(headers), placed)


def _row(row, properties, above: dict[int, Cell]) -> list[Cell]:
    """The cells of `row` that are not covered from above; `above` holds the merged cells that go on downwards."""
    column = min(number(value(properties, "gridBefore"), 0), MOST_COLUMNS)
    cells = [Cell(None, 0, column)] if column else []
    for element in _inside(row, f"{W}tc"):
        said = element.find(f"{W}tcPr")
        width = min(max(number(value(said, "gridSpan"), 1), 1), MOST_COLUMNS)
        merge = said.find(f"{W}vMerge") if said is not None else None
        covering = above.get(column) if merge is not None and merge.get(VAL) != "restart" else None
        sideways = value(said, "hMerge")
        if covering is not None and covering.columns == width and not _has_text(element):
            covering.rows += 1
        elif sideways == "continue" and cells and not _has_text(element):
            cells[-1].columns += width
        else:
            cell = Cell(element, column, width)
            cells.append(cell)
            if merge is not None:
                above[column] = cell
            else:
                above.pop(column, None)
        column += width
    return cells


def _inside(element, tag: str):
    """The children `tag` of `element`, also those in content controls; deleted ones are not met."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _has_text(cell) -> bool:
    return any((text.text or "").strip() for text in cell.iter(f"{W}t"))


def _has_rules(table, styles: Styles) -> bool:
    """Whether lines part the cells: drawn by the table, its style or its cells."""
    properties = table.find(f"{W}tblPr")
    said = shows_rules(properties.find(f"{W}tblBorders")) if properties is not None else None
    if said is None:
        said = styles.get(value(properties, "tblStyle"), "table").table_borders
    if said:
        # Cells may take away what the table draws.
        hidden = [shows_rules(borders) is False and len(borders) >= 3 for borders in table.iter(f"{W}tcBorders")]
        return not hidden or not all(hidden) or len(hidden) < sum(1 for _cell in table.iter(f"{W}tc"))
    return any(shows_rules(borders) for borders in table.iter(f"{W}tcBorders"))
