"""From a source to a `Document`. Time grows with the length of the text; nothing of it is lost."""

from dataclasses import replace

from plans.drafting.document import Document
from plans.drafting.normalising import normalise
from plans.drafting.parts import Concern, Paragraph, Part, Piece
from plans.drafting.source import Source

from . import certainty, surroundings
from .appendices import read_appendices
from .bases import MOST_BASES, goes_on, is_basis, read_basis
from .endings import read_closing
from .letterhead import Head
from .letters import read_addressees
from .lines import Line, column_width, in_stretches, joined, line_of, read_lines
from .notes import read_footnotes
from .outline import read_body
from .pictures import place_pictures

__all__ = ["normalise", "recognise"]

_MOST_LINES = 40


def recognise(source: Source | str) -> Document:
    """The document that `source` holds; what is not understood stays as paragraphs.

    A string is plain text, which is normalised first; a `Source` comes from a reader, and its hints help.
    """
    if isinstance(source, str):
        source = Source(normalise(source))
    document = Document(source.text)
    lines, end = read_lines(source)
    document.leftovers += [
        Paragraph((piece,), Concern.TOO_LONG, certainty.UNPLACED) for piece in in_stretches(source.text, end)
    ]
    lines = read_footnotes(document, lines)
    site_start = surroundings.start_below(lines)
    document.leftovers += [
        Paragraph(line.pieces, Concern.SITE_TEXT, certainty.SITE_TEXT) for line in lines[site_start:]
    ]
    lines = Head(document, lines[:site_start]).read()
    lines = read_addressees(document, lines)
    lines = _read_bases(document, lines)
    closing = read_closing(lines)
    closing.write_to(document)
    read_body(document, lines[: closing.start])
    read_appendices(document, lines[closing.end :])
    document.leftovers.sort(key=lambda part: part.start)
    place_pictures(document, source)
    return document


def _read_bases(document: Document, lines: list[Line]) -> list[Line]:
    """Take the legal bases at the top of the body; returns the other lines, the issuer's clause among them."""
    width = column_width(lines)
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.is_rule:
            document.markup.append(Part(line.pieces))
            index += 1
            continue
        if not is_basis(line) or len(document.legal_bases) >= MOST_BASES:
            break
        end = index + 1
        while end < len(lines) and end - index < _MOST_LINES and goes_on(lines[end - 1], lines[end], width):
            end += 1
        line = joined(lines[index:end])
        parts, rest = read_basis(line)
        document.legal_bases += parts
        index = end
        if rest:
            return [_rest_of(line, rest), *lines[index:]]
    return lines[index:]


def _rest_of(line: Line, pieces: tuple[Piece, ...]) -> Line:
    return line_of(pieces, line.gap, replace(line.hint, label_length=0))
