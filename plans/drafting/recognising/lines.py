"""The lines of a text, with the marks of Markdown told apart from its words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from plans.drafting.document import Piece, Role

_HEADING_MARK = re.compile(r"#{1,6}(?=\s)")
_RULE = re.compile(r"[-_=*~–—─━═\s]{3,}")
_STARS = re.compile(r"\*+")
MOST_LINES = 20_000
_MOST_STARS = 2_000
_NARROWEST_COLUMN, _WIDEST_COLUMN = 60, 130
_WRAPPED_LINES = 3
_NEVER_OPENS_BEFORE = frozenset(")]},.;:!?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty; `raw` are its words, `gap` counts the empty lines above it."""

    number: int
    gap: int
    pieces: tuple[Piece, ...]
    raw: str

    @property
    def is_rule(self) -> bool:
        """Whether it is a drawn line or bare markup, without a word."""
        return not self.raw.strip()

    @property
    def is_bold(self) -> bool:
        """Whether every word is set in bold."""
        return all(piece.is_bold for piece in self.pieces if piece.role is Role.TEXT and piece.text.strip())


def read_lines(source: str) -> tuple[list[Line], int]:
    """The lines of `source` that hold something, in order, and where in `source` the reading ended.

    Reading ends at the end, or behind `MOST_LINES` lines: no document of an office is that long.
    """
    lines: list[Line] = []
    start = gap = 0
    for number, text in enumerate(source.split("\n")):
        if text.strip():
            if len(lines) >= MOST_LINES:
                return lines, start
            lines.append(line_of(_pieces(text, start, number), gap))
            gap = 0
        else:
            gap += 1
        start += len(text) + 1
    return lines, len(source)


def in_stretches(source: str, start: int, length: int = 10_000) -> Iterator[Piece]:
    """`source` from `start` on in pieces of about `length` characters, each ending with a line."""
    while start < len(source):
        end = source.find("\n", start + length)
        end = len(source) if end < 0 else end
        if source[start:end].strip():
            yield Piece(start, end, source[start:end], 0)
        start = end


def line_of(pieces: tuple[Piece, ...], gap: int) -> Line:
    """The line that `pieces` make, without white space in front of its first word."""
    raw = raw_of(pieces)
    lead = len(raw) - len(raw.lstrip())
    if lead and lead < len(raw):
        before, after = cut(pieces, [lead])
        pieces = (*(piece for piece in before if piece.role is not Role.TEXT), *after)
    return Line(pieces[0].line, gap, pieces, raw.lstrip() if lead < len(raw) else "")


def raw_of(pieces: Iterable[Piece]) -> str:
    """The words of `pieces` of one line, as typed."""
    return "".join(piece.text for piece in pieces if piece.role is Role.TEXT)


def joined(lines: list[Line]) -> Line:
    """Several lines as one, with a space where each ended."""
    pieces = list(lines[0].pieces)
    for line in lines[1:]:
        pieces.append(Piece(pieces[-1].end, line.pieces[0].start, " ", line.number))
        pieces += line.pieces
    return Line(lines[0].number, lines[0].gap, tuple(pieces), raw_of(pieces))


def column_width(lines: list[Line]) -> int:
    """The width at which the text was wrapped into short lines; 0 for a text of whole paragraphs."""
    longest = max((len(line.raw) for line in lines), default=0)
    if not _NARROWEST_COLUMN <= longest <= _WIDEST_COLUMN:
        return 0
    wrapped = sum(1 for line, following in pairwise(lines) if following.gap == 0 and len(line.raw) >= 0.75 * longest)
    return longest if wrapped >= _WRAPPED_LINES else 0


def cut(pieces: Iterable[Piece], offsets: Iterable[int]) -> list[tuple[Piece, ...]]:
    """`pieces` of one line, cut at ascending `offsets` that count characters of its words (`raw_of`).

    A mark that stands just at a cut stays with what is before it.
    """
    result: list[tuple[Piece, ...]] = []
    current: list[Piece] = []
    wanted = iter(offsets)
    limit = next(wanted, None)
    position = 0
    for piece in pieces:
        if piece.role is not Role.TEXT:
            current.append(piece)
            continue
        while limit is not None and limit < position + len(piece.text):
            head = limit - position
            if head > 0:
                current.append(replace(piece, end=piece.start + head, text=piece.text[:head]))
                piece = replace(piece, start=piece.start + head, text=piece.text[head:])
            position = limit
            result.append(tuple(current))
            current = []
            limit = next(wanted, None)
        current.append(piece)
        position += len(piece.text)
    result.append(tuple(current))
    while limit is not None:
        result.append(())
        limit = next(wanted, None)
    return result


def as_captions(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """`pieces` with their words as captions: accounted for, but no content."""
    return tuple(replace(piece, role=Role.CAPTION) if piece.role is Role.TEXT else piece for piece in pieces)


def _pieces(text: str, start: int, number: int) -> tuple[Piece, ...]:
    """The pieces of one line that begins at `start` of the source."""
    first = len(text) - len(text.lstrip())

    def piece(begin: int, end: int, role: Role = Role.TEXT, bold: bool = False, italic: bool = False) -> Piece:
        return Piece(start + begin, start + end, text[begin:end], number, role, bold, italic)

    if _RULE.fullmatch(text, first):
        return (piece(first, len(text), Role.MARKUP),)
    pieces = []
    heading = _HEADING_MARK.match(text, first)
    if heading:
        pieces.append(piece(first, heading.end(), Role.MARKUP))
        first = heading.end() + len(text[heading.end() :]) - len(text[heading.end() :].lstrip())
    bold = italic = False
    for begin, end, opens in _emphasis(text, first):
        if begin > first:
            pieces.append(piece(first, begin, Role.TEXT, bold, italic))
        pieces.append(piece(begin, end, Role.MARKUP))
        if end - begin in (2, 3):
            bold = opens
        if end - begin in (1, 3):
            italic = opens
        first = end
    if first < len(text):
        pieces.append(piece(first, len(text), Role.TEXT, bold, italic))
    return tuple(pieces)


def _emphasis(text: str, first: int) -> list[tuple[int, int, bool]]:
    """The pairs of *, ** and *** in `text`: (begin, end, whether it opens), in order.

    A star alone, as in "(*)" or "2 * 3", belongs to the text.
    """
    if text.count("*") > _MOST_STARS:
        return []
    marks: dict[int, tuple[int, int, bool]] = {}
    waiting: dict[int, tuple[int, int]] = {}
    for stars in _STARS.finditer(text, first):
        begin, end = stars.span()
        size = end - begin
        if size > 3:
            continue
        before, after = text[begin - 1 : begin] if begin > first else "", text[end : end + 1]
        is_closing = bool(before.strip()) and (size > 1 or not after.isalnum())
        if is_closing and size in waiting:
            opened = waiting[size]
            marks[opened[0]] = (*opened, True)
            marks[begin] = (begin, end, False)
            waiting = {other: span for other, span in waiting.items() if span[0] < opened[0]}
        elif after.strip() and after not in _NEVER_OPENS_BEFORE and not before.isalnum():
            waiting[size] = (begin, end)
    return [marks[begin] for begin in sorted(marks)]
