"""Puts a `Source` together line by line; positions come out right although cleaning changes the length of text."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby

from plans.drafting.normalising import normalise
from plans.drafting.source import Emphasis, LineHint, Source, SourceCell, SourcePicture, SourceTable

from .limits import Budget

_MARK = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of one line that were set alike."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class PictureMark:
    """A picture that stands inside a line."""

    data: bytes
    name: str = ""
    description: str = ""


class Builder:
    """Takes lines, tables and pictures in reading order; `build` gives the `Source`."""

    def __init__(self, kind: str, budget: Budget | None = None):
        self.kind = kind
        self._budget = budget or Budget()
        self._lines: list[str] = []
        self._length = 0
        self._hints: dict[int, LineHint] = {}
        self._emphases: list[Emphasis] = []
        self._tables: list[SourceTable] = []
        self._pictures: list[SourcePicture] = []
        self._surroundings: dict = {}
        self._layouts = 0

    @property
    def position(self) -> int:
        """Where the next line will begin."""
        return self._length

    @contextmanager
    def within(self, **hint):
        """Every line added inside has these properties of `LineHint`."""
        outer = self._surroundings
        self._surroundings = {**outer, **hint}
        try:
            yield
        finally:
            self._surroundings = outer

    def take_block(self):
        """Count a paragraph or table that may turn out to hold no line."""
        self._budget.take_block()

    def new_layout(self) -> int:
        """The number of the next layout table."""
        self._layouts += 1
        return self._layouts - 1

    def add_line(self, content: Iterable[Span | PictureMark], label: str = "", **hint):
        """One line. `label` is automatic numbering in front of it; `hint` names properties of `LineHint`."""
        text, emphases, pictures = self._measured(content, label)
        if not text and not self._lines:
            self._pictures += [replace(picture, position=0) for picture in pictures]
            return
        start = self._length
        self._budget.take_line(len(text))
        self._emphases += [replace(each, start=start + each.start, end=start + each.end) for each in emphases]
        self._pictures += [replace(picture, position=start + picture.position) for picture in pictures]
        hint = {**self._surroundings, **(hint if text else {})}
        if label and text:
            hint["label_length"] = len(normalise(label))
        if any(value or (value == 0 and value is not False) for value in hint.values()):
            self._hints[len(self._lines)] = LineHint(**hint)
        self._lines.append(text)
        self._length += len(text) + 1

    def add_table(self, rows: Iterable[Iterable["TableCell"]], *, has_header: bool = False):
        """A table with content of its own; a cell's `write` adds its lines. A first row in bold is a head, too."""
        start = self._length
        first_line = len(self._lines)
        kept_rows = []
        for row in rows:
            if len(kept_rows) == 1 and not has_header:
                has_header = self._is_bold_since(first_line, start)
            self._budget.take_row()
            kept = []
            for cell in row:
                begin = self._length
                cell.write()
                kept.append(SourceCell(begin, max(begin, self._length - 1), cell.columns, cell.rows))
            kept_rows.append(tuple(kept))
        self._tables.append(SourceTable(start, max(start, self._length - 1), tuple(kept_rows), has_header))

    def _is_bold_since(self, number: int, start: int) -> bool:
        """Whether every word from line `number` on, which begins at `start`, is bold."""
        words = bold = 0
        emphases = self._emphases[bisect_left(self._emphases, start, key=lambda each: each.start) :]
        for line in self._lines[number:]:
            words += sum(map(len, line.split()))
            for each in emphases:
                if each.is_bold:
                    part = line[max(0, each.start - start) : max(0, each.end - start)]
                    bold += sum(map(len, part.split()))
            start += len(line) + 1
        return 0 < words == bold

    def build(self, remarks: Iterable[str] = ()) -> Source:
        """What was added. Empty lines around the text are gone."""
        text = "\n".join(self._lines).rstrip()
        end, last = len(text), text.count("\n")
        return Source(
            text,
            self.kind,
            tuple(self._emphases),
            {number: hint for number, hint in self._hints.items() if number <= last},
            tuple(_clamped(table, end) for table in self._tables),
            tuple(replace(picture, position=min(picture.position, end)) for picture in self._pictures),
            tuple(remarks),
        )

    def _measured(self, content, label: str) -> tuple[str, list[Emphasis], list[SourcePicture]]:
        """The cleaned text of a line, and where in it emphasis and pictures are."""
        content = list(content)
        spans = []
        if label:
            # A label looks like the words behind it.
            first = next((each for each in content if isinstance(each, Span) and each.text.strip()), Span(""))
            spans.append(replace(first, text=label))
        pictures: list[tuple[int, PictureMark]] = []
        for each in content:
            if isinstance(each, PictureMark):
                pictures.append((len(spans), each))
            elif each.text:
                spans.append(each)
        pieces = _cleaned(spans)
        if not self._lines:
            pieces = _without_lead(pieces)
        text = "".join(pieces).rstrip()
        emphases, ends, position = [], [0], 0
        for (is_bold, is_italic), group in groupby(
            zip(spans, pieces, strict=True), key=lambda pair: (pair[0].is_bold, pair[0].is_italic)
        ):
            begin = position
            for _, piece in group:
                position = min(position + len(piece), len(text))
                ends.append(position)
            if (is_bold or is_italic) and text[begin:position].strip():
                emphases.append(Emphasis(begin, position, is_bold, is_italic))
        marked = [SourcePicture(ends[index], mark.data, mark.name, mark.description) for index, mark in pictures]
        return text, emphases, marked


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell to be written: `write` adds its lines to the builder it belongs to."""

    write: object
    columns: int = 1
    rows: int = 1


def _clamped(table: SourceTable, end: int) -> SourceTable:
    """`table` with nothing behind `end` or its own end, where its last empty cells would begin."""
    end = min(table.end, end)
    rows = tuple(
        tuple(replace(cell, start=min(cell.start, end), end=min(cell.end, end)) for cell in row) for row in table.rows
    )
    return replace(table, start=min(table.start, end), end=end, rows=rows)


def _without_lead(pieces: list[str]) -> list[str]:
    """The pieces of a line without white space in front of the first word."""
    for index, piece in enumerate(pieces):
        if piece.strip():
            return [*[""] * index, piece.lstrip(), *pieces[index + 1 :]]
    return [""] * len(pieces)


def _cleaned(spans: list[Span]) -> list[str]:
    """The text of each span as `normalise` leaves it inside the whole line."""
    texts = [re.sub(r"[\r\n\v\f\x85\u2028\u2029]", " ", span.text) for span in spans]
    whole = "".join(texts)
    if _is_plain(whole):
        return texts
    wanted = _normalised_inside(whole)
    pieces = [_normalised_inside(text) for text in texts]
    if "".join(pieces) == wanted:
        return pieces
    # A mark that stands in the span after its letter belongs to the letter.
    for index in range(1, len(texts)):
        marks = re.match(f"{_MARK.pattern}*", texts[index]).group()
        if marks:
            target = next((before for before in range(index - 1, -1, -1) if texts[before]), index)
            if target != index:
                texts[target] += marks
                texts[index] = texts[index][len(marks) :]
    pieces = [_normalised_inside(text) for text in texts]
    if "".join(pieces) == wanted:
        return pieces
    # Letters of other scripts that join across spans: the whole line counts as its first span.
    return [wanted, *[""] * (len(texts) - 1)]


def _normalised_inside(text: str) -> str:
    """`normalise` for a stretch of a line, whose spaces at both ends stay."""
    return text if _is_plain(text) else normalise(f".{text}.")[1:-1]


def _is_plain(text: str) -> bool:
    """Whether `normalise` leaves `text` as it is, without asking it."""
    return text.isascii() and text.isprintable() and "&" not in text
