"""Text side by side on a page: letterheads and signature blocks, found by where it stands."""

from dataclasses import dataclass, field

from plans.drafting.readers.layout import is_frame, is_signature

from .lines import Line, rows_of

_MOST_ROWS, _MOST_SINGLE = 60, 8
_FARTHEST_TOP = 2.5
_SLACK = 4.0


@dataclass(slots=True)
class Columns:
    """Columns of lines, from left to right."""

    columns: list[list[Line]] = field(default_factory=list)


def with_columns(lines: list[Line]) -> list[list[Line] | Columns]:
    """`lines` of a page as rows from top to bottom, with letterheads and signature blocks as `Columns`."""
    result: list[list[Line] | Columns] = []
    rows = rows_of(lines)
    index = 0
    while index < len(rows):
        found = _columns_by_order(rows, index) or _columns_by_gaps(rows, index)
        if found:
            columns, index = found
            index = _take_rows(columns, rows, index)
            result.append(columns)
        else:
            result.append(rows[index])
            index += 1
    return result


def _take_rows(columns: Columns, rows: list[list[Line]], start: int) -> int:
    """Further rows of a letterhead, number and date side by side; returns the row behind them."""
    left, right = columns.columns
    edge, begin = max(line.right for line in left), min(line.left for line in right)
    bottom = min(line.baseline for line in (left[-1], right[-1]))
    while start < len(rows) and len(rows[start]) == 2:
        one, other = rows[start]
        if one.right > begin or other.left < edge or not 0 < bottom - one.baseline < _FARTHEST_TOP * 1.6 * one.size:
            break
        left.append(one)
        right.append(other)
        bottom, start = one.baseline, start + 1
    return start


def _columns_by_order(rows: list[list[Line]], start: int) -> tuple[Columns, int] | None:
    """A column that the file writes to its end before it goes up again to the next."""
    limit = min(len(rows), start + _MOST_ROWS)
    end = start + 1
    while end < limit and not _goes_up(rows[end - 1], rows[end]):
        end += 1
    if end >= limit:
        return None
    following = rows[end][0]
    away = abs(rows[start][0].baseline - following.baseline)
    is_nearest = end == start + 1 or away <= abs(rows[start + 1][0].baseline - following.baseline)
    if away > following.size * _FARTHEST_TOP or not is_nearest:
        return None
    left = rows[start:end]
    edge = max(line.right for row in left for line in row)
    if following.left < edge - following.size * 0.5:
        return None
    bottom = min(row[0].baseline for row in left)
    stop = end
    right: list[list[Line]] = []
    while stop < len(rows) and _belongs(rows[stop], right, edge, bottom):
        right.append(rows[stop])
        stop += 1
    columns = Columns([[line for row in left for line in row], [line for row in right for line in row]])
    return (columns, stop) if is_frame(_text(columns)) else None


def _belongs(row: list[Line], right: list[list[Line]], edge: float, bottom: float) -> bool:
    """Whether `row` goes on the right column, which may reach further down than the left one."""
    first = row[0]
    if first.left < edge - first.size * 0.5 or (right and _goes_up(right[-1], row)):
        return False
    if not right or first.baseline >= bottom - first.size * 0.5:
        return True
    lines = [line for before in right for line in before]
    left_edge, right_edge = min(line.left for line in lines), max(line.right for line in lines)
    is_centred = abs((first.left + row[-1].right) - (left_edge + right_edge)) < first.size * 3
    return is_centred or (abs(first.left - left_edge) < _SLACK and row[-1].right <= right_edge + _SLACK)


def _columns_by_gaps(rows: list[list[Line]], start: int) -> tuple[Columns, int] | None:
    """Columns set by tabs: each row holds what stands left and what stands right."""
    if len(rows[start]) != 2:
        return None
    edge = [rows[start][0].right, rows[start][1].left]
    end, last_double = start, start
    while end < min(len(rows), start + _MOST_ROWS) and end - last_double <= _MOST_SINGLE:
        row = rows[end]
        if end > start and _goes_up(rows[end - 1], row):
            break
        if len(row) == 2 and row[0].right < edge[1] and row[1].left > edge[0]:
            edge = [max(edge[0], row[0].right), min(edge[1], row[1].left)]
            last_double = end
        elif len(row) != 1 or not (row[0].right < edge[1] - row[0].size or row[0].left > edge[0] + row[0].size):
            break
        end += 1
    if not is_signature(_joined(rows[start:end])):
        right = [[row[-1]] for row in rows[start : last_double + 1] if row[-1].left > edge[0]]
        reach = end
        end = last_double + 1
        while end < reach and _belongs(rows[end], right, edge[0], rows[last_double][0].baseline):
            end += 1
    if end - start < 2 or not is_frame(_joined(rows[start:end])):
        return None
    columns = Columns([[], []])
    for row in rows[start:end]:
        for line in row:
            is_right = line is not row[0] or (len(row) == 1 and line.left > edge[0])
            columns.columns[int(is_right)].append(line)
    return columns, end


def _goes_up(row: list[Line], following: list[Line]) -> bool:
    return following[0].baseline > row[0].baseline + row[0].size * 0.3


def _text(columns: Columns) -> str:
    return " ".join(line.text for column in columns.columns for line in column)


def _joined(rows: list[list[Line]]) -> str:
    return " ".join(line.text for row in rows for line in row)
