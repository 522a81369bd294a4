"""The lines of a PDF page, as far as its geometry tells them."""

from dataclasses import dataclass, field
from itertools import pairwise

from plans.drafting.readers.building import Span

_SAME_LINE = 0.3
_UNORDERED = 0.3


@dataclass(slots=True)
class Line:
    """A stretch of text on one baseline; measures in points from the lower left corner of its page."""

    left: float
    right: float
    baseline: float
    size: float
    first: float  # width of its first word
    spans: list[Span]
    page: int

    @classmethod
    def of(cls, fragment: list, page: int) -> "Line":
        """The line that a fragment of `extraction` is."""
        left, right, baseline, size, first, runs = fragment
        return cls(left, right, baseline, max(size, 1.0), first, [Span(*run) for run in runs], page)

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(span.text for span in self.spans).strip()

    def is_beside(self, other: "Line") -> bool:
        """Whether both stand on the same baseline."""
        return abs(self.baseline - other.baseline) <= _SAME_LINE * max(self.size, other.size)

    def goes_on(self, other: "Line", between: str) -> "Line":
        """This line and `other` behind it as one."""
        if between == " " and self.spans[-1].text.endswith(" "):
            between = ""
        return Line(
            min(self.left, other.left),
            max(self.right, other.right),
            self.baseline,
            max(self.size, other.size),
            self.first,
            [*self.spans, Span(between), *other.spans],
            self.page,
        )


@dataclass(slots=True)
class Page:
    """A page: its lines in reading order, and the rules drawn on it (left, bottom, right, top)."""

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    has_pictures: bool = False


def in_reading_order(lines: list[Line]) -> list[Line]:
    """`lines` in the order of the file, or from top to bottom where the file has no order to rely on."""
    jumps = sum(
        1
        for line, following in pairwise(lines)
        if following.baseline > line.baseline + line.size * 0.6 and following.left <= line.right
    )
    if len(lines) > 4 and jumps > _UNORDERED * len(lines):
        return sorted(lines, key=lambda line: (-round(line.baseline / (line.size * 0.5)), line.left))
    return lines


def rows_of(lines: list[Line]) -> list[list[Line]]:
    """Lines that follow each other on one baseline, from left to right, row by row."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and rows[-1][-1].is_beside(line) and line.left >= rows[-1][-1].right - line.size * 0.3:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows
