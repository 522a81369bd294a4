"""The piece of a page's own text that shows why it was found, with the words found marked."""

import re
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.text import fold

from .words import Query

_LENGTH = 260
_LEAD = 70
_SCANNED = 60_000


def marked_line(text: str, query: Query) -> SafeString:
    """`text` escaped, the words of `query` in <mark>, whatever their accents."""
    pattern = _pattern(query)
    pieces, end = [], 0
    for match in pattern.finditer(_folded_in_place(text)) if pattern else ():
        pieces += [escape(text[end : match.start()]), "<mark>", escape(text[match.start() : match.end()]), "</mark>"]
        end = match.end()
    return mark_safe("".join(pieces) + escape(text[end:]))  # noqa: S308 - every piece was escaped


def excerpt(text: str, query: Query) -> SafeString:
    """About 260 characters of `text` around the best place, marked; its beginning if no word stands in it."""
    text = " ".join(text[:_SCANNED].split())
    start = max(_best_place(text, query) - _LEAD, 0)
    end = min(start + _LENGTH, len(text))
    if start:
        start = text.find(" ", start, start + _LEAD) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + _LENGTH // 2)
    cut = marked_line(text[start:end], query)
    return mark_safe(f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}")  # noqa: S308


def _best_place(text: str, query: Query) -> int:
    """Where the query stands as typed, else its words side by side, else its first word; 0 for nowhere."""
    as_typed = text.lower().find(query.typed.lower()) if len(text.lower()) == len(text) else -1
    if as_typed >= 0:
        return as_typed
    folded = _folded_in_place(text)
    side_by_side = re.search(r"(?<![^\W_])" + r"[\W_]+".join(query.words), folded) if query else None
    if side_by_side:
        return side_by_side.start()
    pattern = _pattern(query)
    first = pattern.search(folded) if pattern else None
    return first.start() if first else 0


def _pattern(query: Query) -> re.Pattern | None:
    """Finds any word of `query` in folded text."""
    if not query:
        return None
    words = [re.escape(word) for word in query.words]
    if query.is_prefix:
        words[-1] += r"[^\W_]*"
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(words, key=len, reverse=True))})(?![^\W_])")


def _folded_in_place(text: str) -> str:
    """`text` folded so that each character keeps its place."""
    folded = fold(text)
    return folded if len(folded) == len(text) else "".join(map(_folded_character, text))


@lru_cache(maxsize=4096)
def _folded_character(character: str) -> str:
    folded = fold(character)
    return folded if len(folded) == 1 else "\x00"
