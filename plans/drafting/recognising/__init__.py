"""From plain text to a `Document`. Time grows with the length of the text; nothing of it is lost."""

from plans.drafting.document import Concern, Document, Paragraph, Part
from plans.drafting.normalising import normalise

from . import surroundings
from .bases import MOST_BASES, goes_on, is_basis, read_basis
from .closing import read_closing
from .letterhead import Head
from .lines import Line, column_width, in_stretches, joined, line_of, read_lines
from .outline import read_body

__all__ = ["normalise", "recognise"]

_MOST_LINES = 40


def recognise(text: str) -> Document:
    """The document that `text` holds; what is not understood stays as paragraphs."""
    document = Document(normalise(text))
    lines, end = read_lines(document.source)
    document.leftovers += [Paragraph((piece,), Concern.TOO_LONG) for piece in in_stretches(document.source, end)]
    site_start = surroundings.start_below(lines)
    document.leftovers += [Paragraph(line.pieces, Concern.SITE_TEXT) for line in lines[site_start:]]
    lines = Head(document, lines[:site_start]).read()
    lines = _read_bases(document, lines)
    closing = read_closing(lines)
    closing.write_to(document)
    read_body(document, lines[: closing.start])
    read_body(document, lines[closing.end :], Concern.AFTER_SIGNATURE)
    document.leftovers.sort(key=lambda part: part.start)
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
            return [line_of(rest, line.gap), *lines[index:]]
    return lines[index:]
