"""The line with number and symbol: "Số: 12/KH-UBND", "Số 12-QĐ/TU", "Số: …/2024/QĐ-UBND", "Số:      /KH-UBND"."""

import re

from plans.drafting.parts import Concern, Part, Piece

from . import certainty
from .lines import as_captions, cut, raw_of

_CAPTION = re.compile(r"số\s{0,3}[:.]?\s{0,40}(?=\S)", re.IGNORECASE)
_BLANK = re.compile(r"[\s.…_]*")
_SYMBOL = re.compile(
    r"[\s.…_]{0,60}[0-9A-ZĐa-z]{0,12}[\s.…_]{0,30}[/–-](?=[\w\s.…/&–-]{1,60}$)[\w\s.…/&–-]*(?:[A-ZĐ]|[.…_]{1})[\w\s.…/&–-]*",
)
_ALL_BLANK = re.compile(r"[\s.…_/–-]*(?:[0-9]?[\s.…_/–-]+)+")
_LONGEST = 200


def match_number(text: str) -> int | None:
    """Where in `text`, one line without space around it, the number itself begins; None for any other line."""
    caption = _CAPTION.match(text) if len(text) <= _LONGEST else None
    if not caption or not _SYMBOL.fullmatch(text, caption.end()):
        return None
    symbol = text[caption.end() :]
    has_letters = any(char.isupper() for char in symbol)
    return caption.end() if has_letters or _ALL_BLANK.fullmatch(symbol) else None


def number_of(pieces: tuple[Piece, ...]) -> Part:
    """The number in `pieces` of a line that `match_number` knows; blanks to be filled in are captions."""
    raw = raw_of(pieces)
    lead = len(raw) - len(raw.lstrip())
    start = match_number(raw.strip())
    blank = _BLANK.match(raw, lead + start).end()
    before, number = cut(pieces, [min(blank, len(raw))])
    is_complete = raw[blank : blank + 1].isdigit()
    sure = certainty.PATTERN if is_complete else certainty.BLANK
    return Part((*as_captions(before), *number), None if is_complete else Concern.NUMBER_INCOMPLETE, sure)
