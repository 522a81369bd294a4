"""The lines of a text, with the marks of Markdown told apart from its words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from plans.drafting.parts import Piece, Role, Table
from plans.drafting.source import LineHint, Source

from .emphasis import pieces_of, set_as
from .tables import Frame, frames_of

MOST_LINES = 20_000
_NARROWEST_COLUMN, _WIDEST_COLUMN = 60, 130
_WRAPPED_LINES = 3
_TAB = 8
_NO_HINT = LineHint()
_CENTERED = frozenset({"center", "centre"})
TABLE_SIGN = "\ufffc"
"""What `raw` of a table reads: nothing that a line of words could be."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty, or a whole table.

    `raw` are its words, `gap` counts the empty lines above it, `indent` the width of the space in front of it.
    """

    number: int
    gap: int
    pieces: tuple[Piece, ...]
    raw: str
    hint: LineHint = _NO_HINT
    indent: int = 0
    table: Table | None = None

    @property
    def is_rule(self) -> bool:
        """Whether it is a drawn line or bare markup, without a word."""
        return not self.raw.strip()

    @property
    def is_bold(self) -> bool:
        """Whether every word is set in bold."""
        return all(piece.is_bold for piece in self.pieces if piece.role is Role.TEXT and piece.text.strip())

    @property
    def is_centered(self) -> bool:
        """Whether the file sets it in the middle."""
        return self.hint.alignment in _CENTERED


def read_lines(source: Source) -> tuple[list[Line], int]:
    """The lines of `source` that hold something, in order, and where its text was left.

    Reading ends at the end, or behind `MOST_LINES` lines: no document of an office is that long.
    """
    lines: list[Line] = []
    frames = frames_of(source)
    open_frame: tuple[Frame, int, int] | None = None
    count = start = gap = 0
    for number, text in enumerate(source.text.split("\n")):
        while frames and start > frames[0].table.end:
            frames.pop(0)
        frame = frames[0] if frames and frames[0].holds(start) else None
        if open_frame and frame is not open_frame[0]:
            lines.append(_table_line(*open_frame))
            open_frame = None
        if not text.strip():
            gap += 1
        elif count >= MOST_LINES:
            break
        else:
            count += 1
            hint = source.hints.get(number, _NO_HINT)
            pieces = pieces_of(text, start, number)
            if source.emphases:
                pieces = set_as(pieces, source)
            if frame and not frame.is_layout:
                open_frame = open_frame or (frame, number, gap)
                frame.add(start, pieces)
            else:
                hint = frame.hint_for(start, hint) if frame else hint
                lines.append(line_of(pieces, gap, hint, _width_of_lead(text)))
            gap = 0
        start += len(text) + 1
    if open_frame:
        lines.append(_table_line(*open_frame))
    return lines, min(start, len(source.text))


def in_stretches(source: str, start: int, length: int = 10_000) -> Iterator[Piece]:
    """`source` from `start` on in pieces of about `length` characters, each ending with a line."""
    while start < len(source):
        end = source.find("\n", start + length)
        end = len(source) if end < 0 else end
        if source[start:end].strip():
            yield Piece(start, end, source[start:end], 0)
        start = end


def line_of(pieces: tuple[Piece, ...], gap: int, hint: LineHint = _NO_HINT, indent: int = 0) -> Line:
    """The line that `pieces` make, without white space in front of its first word."""
    raw = raw_of(pieces)
    lead = len(raw) - len(raw.lstrip())
    if lead and lead < len(raw):
        before, after = cut(pieces, [lead])
        pieces = (*(piece for piece in before if piece.role is not Role.TEXT), *after)
    return Line(pieces[0].line, gap, pieces, raw.lstrip() if lead < len(raw) else "", hint, indent)


def raw_of(pieces: Iterable[Piece]) -> str:
    """The words of `pieces` of one line, as typed."""
    return "".join(piece.text for piece in pieces if piece.role is Role.TEXT)


def joined(lines: list[Line]) -> Line:
    """Several lines as one, with a space where each ended."""
    pieces = list(lines[0].pieces)
    for line in lines[1:]:
        # Only the line end itself: lines that were taken out before may stand between the two.
        pieces.append(Piece(pieces[-1].end, pieces[-1].end + 1, " ", line.number))
        pieces += line.pieces
    return replace(lines[0], pieces=tuple(pieces), raw=raw_of(pieces))


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
                head_piece, piece = split_piece(piece, head)
                current.append(head_piece)
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


def split_piece(piece: Piece, length: int) -> tuple[Piece, Piece]:
    """`piece` in two, the first with `length` characters."""
    middle = piece.start + length
    rest = (piece.line, piece.role, piece.is_bold, piece.is_italic)
    return Piece(piece.start, middle, piece.text[:length], *rest), Piece(middle, piece.end, piece.text[length:], *rest)


def as_captions(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """`pieces` with their words as captions: accounted for, but no content."""
    return tuple(replace(piece, role=Role.CAPTION) if piece.role is Role.TEXT else piece for piece in pieces)


def _table_line(frame: Frame, number: int, gap: int) -> Line:
    table = frame.built()
    return Line(number, gap, table.pieces, TABLE_SIGN, table=table)


def _width_of_lead(text: str) -> int:
    """How wide the space in front of the words is, in characters."""
    lead = text[: len(text) - len(text.lstrip())]
    return len(lead) + lead.count("\t") * (_TAB - 1)
