"""Footnotes: the lines that the file says belong to one."""

import re

from plans.drafting.document import Document
from plans.drafting.parts import Footnote, Piece

from . import certainty
from .lines import Line, as_captions, cut

_MARK = re.compile(r"(?:\[[0-9]{1,4}\]|\([0-9]{1,4}\)|[0-9]{1,4}[.)]?)\s*")


def read_footnotes(document: Document, lines: list[Line]) -> list[Line]:
    """Take the footnotes among `lines` into `document`; returns the other lines."""
    others: list[Line] = []
    found: dict[int, list[Piece]] = {}
    for line in lines:
        number = line.hint.footnote
        if number is None or line.table:
            others.append(line)
        elif number in found:
            found[number] += line.pieces
        else:
            found[number] = list(_without_mark(line))
    document.footnotes += [
        Footnote(tuple(pieces), confidence=certainty.EXACT, number=number) for number, pieces in sorted(found.items())
    ]
    return others


def _without_mark(line: Line) -> tuple[Piece, ...]:
    mark = _MARK.match(line.raw)
    if not mark or mark.end() == len(line.raw):
        return line.pieces
    caption, text = cut(line.pieces, [mark.end()])
    return (*as_captions(caption), *text)
