"""To whom a letter or a telegram goes: "Kính gửi: …" and the list below it, "CHỦ TỊCH … điện:"."""

import re

from plans.drafting.document import Document
from plans.drafting.parts import Paragraph, Part, Purpose

from . import certainty
from .bases import is_basis
from .folding import fold
from .labels import Kind, label_of
from .lines import Line, joined

_ADDRESSING = re.compile(r"kinh (?:gui|trinh)\s*(?::.*|$)|kinh (?:gui|trinh)\s[^.;]*")
_TELEGRAM = re.compile(r".{3,200}\sdien\s*:")
_LONGEST = 1_000
_LONGEST_BARE = 200
_MOST_LINES = 60


def is_addressing(line: Line) -> bool:
    """Whether `line` begins to say to whom the document goes."""
    if len(line.raw) > _LONGEST or line.table:
        return False
    folded = fold(line.raw.strip())
    is_opening = bool(_ADDRESSING.fullmatch(folded)) and (":" in folded or len(folded) <= _LONGEST_BARE)
    return is_opening or bool(_TELEGRAM.fullmatch(folded))


def read_addressees(document: Document, lines: list[Line]) -> list[Line]:
    """Take the addressees at the top of `lines` into the body; returns the other lines."""
    start = 0
    while start < len(lines) and lines[start].is_rule:
        start += 1
    if start == len(lines) or not is_addressing(lines[start]):
        return lines
    document.markup += [Part(line.pieces) for line in lines[:start]]
    first = lines[start]
    groups = [[first]]
    for line in lines[start + 1 : start + _MOST_LINES]:
        previous = groups[-1][-1]
        if not _goes_on(first, previous, line):
            break
        is_same = line.gap == 0 and line.raw[0].islower() and len(previous.raw) >= _LONGEST_BARE / 4
        if is_same and line.hint.column == previous.hint.column:
            groups[-1].append(line)
        else:
            groups.append([line])
    document.body += [
        Paragraph(
            joined(group).pieces, None, certainty.PATTERN if group[0] is first else certainty.ITEM, Purpose.ADDRESSEE
        )
        for group in groups
    ]
    return lines[start + sum(map(len, groups)) :]


def _goes_on(first: Line, previous: Line, line: Line) -> bool:
    """Whether `line` belongs to the addressees that `first` begins."""
    if line.table or line.is_rule or is_basis(line):
        return False
    if line.hint.layout is not None and line.hint.layout == first.hint.layout:
        return True
    end = previous.raw.rstrip()
    if end.endswith((".", "./.")) and previous is not first:
        return False
    label = label_of(line.raw)
    if label and label.kind in (Kind.DASH, Kind.PLUS):
        return end.endswith((":", ";", ",")) or previous is not first
    if label or len(line.raw) > _LONGEST_BARE:
        return False
    if end.endswith(":"):
        return previous is first and not line.raw.rstrip().endswith(":")
    return end.endswith((";", ",")) or (line.gap == 0 and line.raw[0].islower())
