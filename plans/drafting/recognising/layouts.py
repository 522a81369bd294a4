"""The tables that set recipients and signers side by side, and in which column of them a line stands."""

import re
from itertools import pairwise

from .labels import Kind, label_of
from .lines import Line
from .national import is_national
from .signatures import is_authority, is_recipients, is_title

_EXPLANATIONS = re.compile(r"ghi chú", re.IGNORECASE)
_LONGEST_NAME = 70


class Layouts:
    """The layouts of a source that hold recipients or signers, among `lines`.

    A signature is often set in several bands, one below the other: names, for instance, in a row of their own. Such
    bands count as one, and columns are told apart by their order, from 0.
    """

    def __init__(self, lines: list[Line]):
        self._held: dict[int, list[Line]] = {}
        for line in lines:
            if line.hint.layout is not None:
                self._held.setdefault(line.hint.layout, []).append(line)
        self._signing = {layout for layout, inside in self._held.items() if _is_signing(inside)}
        if self._signing:
            self._add_bands(lines)
        self._columns = {layout: _columns(self._held[layout]) for layout in self._signing}
        self._most = max(map(len, self._columns.values()), default=0)

    def __contains__(self, line: Line) -> bool:
        return line.hint.layout is not None and line.hint.layout in self._signing

    def column_of(self, line: Line) -> int:
        """The place of the column that `line` stands in.

        A band with fewer columns than others has its last one on the right, unless it lists recipients.
        """
        columns = self._columns[line.hint.layout]
        place = columns.index(line.hint.column or 0) if (line.hint.column or 0) in columns else len(columns) - 1
        is_short = len(columns) < self._most and place == len(columns) - 1
        return self._most - 1 if is_short and not _is_listed(line) else place

    def _add_bands(self, lines: list[Line]) -> None:
        """Take in the layouts that stand directly above or below one with recipients or signers."""
        neighbours = [
            (line.hint.layout, following.hint.layout)
            for line, following in pairwise(lines)
            if line.hint.layout is not None and following.hint.layout not in (None, line.hint.layout)
        ]
        for upper, lower in (*neighbours, *reversed(neighbours)):
            for band, other in ((upper, lower), (lower, upper)):
                if band in self._signing and all(map(_may_stand_in_band, self._held[other])):
                    self._signing.add(other)


def _is_signing(inside: list[Line]) -> bool:
    if any(is_national(line.raw) for line in inside):
        return False
    return any(is_recipients(line.raw) or is_title(line.raw) or is_authority(line.raw) for line in inside)


def _may_stand_in_band(line: Line) -> bool:
    """Whether `line` can be a name, a remark in brackets or a recipient."""
    if is_national(line.raw) or _EXPLANATIONS.match(line.raw):
        return False
    return len(line.raw) <= _LONGEST_NAME or line.raw.startswith("(") or _is_listed(line)


def _is_listed(line: Line) -> bool:
    label = label_of(line.raw)
    return label is not None and label.kind in (Kind.DASH, Kind.PLUS)


def _columns(inside: list[Line]) -> list[int]:
    """The columns that hold anything, in order."""
    return sorted({line.hint.column or 0 for line in inside if not line.is_rule})
