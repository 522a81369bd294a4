"""The source as the check screen shows it: its text in stretches, each naming its node; tables and page ends."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from .tree import Tree


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that belong to one node, or to none (then `node` is empty). `is_first`: where the node begins."""

    text: str
    node: str = ""
    is_first: bool = False


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table of the source."""

    stretches: list[Stretch]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text, the rows of a table, or (with `page`) the beginning of a page."""

    stretches: list[Stretch] = field(default_factory=list)
    rows: list[list[CellView]] = field(default_factory=list)
    page: int = 0


def passages_of(text: str, layout: dict, tree: Tree) -> Iterator[Passage]:
    """The whole source in order, every character once."""
    cutter = _Cutter(text, tree)
    marks = [(start, "table", (end, rows)) for start, end, rows in layout.get("tables", [])]
    marks += [(offset, "page", number) for offset, number in layout.get("pages", [])]
    position = 0
    for offset, kind, what in sorted(marks, key=lambda mark: mark[0]):
        if offset < position:
            continue
        if offset > position:
            yield Passage(cutter.cut(position, offset))
            position = offset
        if kind == "page":
            yield Passage(page=what)
        else:
            position, rows = what
            yield Passage(rows=[[CellView(cutter.cut(*cell[:2]), *cell[2:]) for cell in row] for row in rows])
    if position < len(text):
        yield Passage(cutter.cut(position, len(text)))


class _Cutter:
    """Cuts the text where nodes begin and end."""

    def __init__(self, text: str, tree: Tree):
        self.text = text
        self.spans = sorted((start, end, node["id"]) for node in tree for start, end in node["spans"])
        self.starts = [span[0] for span in self.spans]
        self.seen: set[str] = set()

    def cut(self, start: int, end: int) -> list[Stretch]:
        """The stretches between two offsets."""
        stretches = []
        index = max(bisect_left(self.starts, start) - 1, 0)
        position = start
        while index < len(self.spans) and self.spans[index][0] < end:
            left, right, node = self.spans[index]
            left, right = max(left, position), min(right, end)
            if left < right:
                if position < left:
                    stretches.append(Stretch(self.text[position:left]))
                stretches.append(Stretch(self.text[left:right], node, node not in self.seen))
                self.seen.add(node)
                position = right
            index += 1
        if position < end:
            stretches.append(Stretch(self.text[position:end]))
        return stretches
