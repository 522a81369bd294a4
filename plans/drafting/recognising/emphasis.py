"""How the words of a line were set: by marks of Markdown in the text, or as the file says."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plans.drafting.parts import Piece, Role
from plans.drafting.source import Emphasis, Source

_HEADING_MARK = re.compile(r"#{1,6}(?=\s)")
_RULE = re.compile(r"[-_=*~–—─━═\s]{3,}")
_STARS = re.compile(r"\*+")
_MOST_STARS = 2_000
_NEVER_OPENS_BEFORE = frozenset(")]},.;:!?")


def pieces_of(text: str, start: int, number: int) -> tuple[Piece, ...]:
    """The pieces of one line that begins at `start` of the source; marks are told apart from words."""
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
    for begin, end, opens in _marks(text, first):
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


def set_as(pieces: Iterable[Piece], source: Source) -> tuple[Piece, ...]:
    """`pieces` of one line, cut where `source` says that the emphasis changes."""
    pieces = tuple(pieces)
    if not pieces or next(_between(source.emphases, pieces[0].start, pieces[-1].end), None) is None:
        return pieces
    result = []
    for piece in pieces:
        if piece.role is not Role.TEXT:
            result.append(piece)
            continue
        position = piece.start
        for emphasis in _between(source.emphases, piece.start, piece.end):
            begin, end = max(emphasis.start, position), min(emphasis.end, piece.end)
            if begin > position:
                result.append(_part(piece, position, begin))
            if end > begin:
                result.append(
                    replace(
                        _part(piece, begin, end),
                        is_bold=piece.is_bold or emphasis.is_bold,
                        is_italic=piece.is_italic or emphasis.is_italic,
                    )
                )
                position = end
        if position < piece.end:
            result.append(_part(piece, position, piece.end))
    return tuple(result)


def _between(emphases: tuple[Emphasis, ...], start: int, end: int) -> Iterator[Emphasis]:
    """Those of `emphases`, which are in order, that touch the characters `start` to `end`."""
    index = max(bisect_right(emphases, start, key=lambda each: each.start) - 1, 0)
    while index < len(emphases) and emphases[index].start < end:
        if emphases[index].end > start:
            yield emphases[index]
        index += 1


def _part(piece: Piece, begin: int, end: int) -> Piece:
    return replace(piece, start=begin, end=end, text=piece.text[begin - piece.start : end - piece.start])


def _marks(text: str, first: int) -> list[tuple[int, int, bool]]:
    """The pairs of *, ** and *** in `text`: (begin, end, whether it opens), in order.

    A star alone, as in "(*)" or "2 * 3", belongs to the text.
    """
    if "*" not in text or text.count("*") > _MOST_STARS:
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
