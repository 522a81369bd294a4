"""Tables that only place things side by side, told apart from tables with content of their own."""

import re

from cms.text import fold

_FEWEST_COLUMNS, _MOST_COLUMNS = 2, 4
_MOST_ROWS_WITHOUT_RULES = 8
_MOST_ROWS_WITH_RULES = 3
_LONGEST_FRAME = 20_000
_LETTERHEAD = re.compile(
    r"cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia|doc\s+lap\s*[-–—]\s*tu\s+do|dang\s+cong\s+san\s+viet\s+nam"
)
_SIGNATURE = re.compile(
    r"\bnoi\s+(?:nhan|gui)\s*:|\b(?:kt|tm|tl|tuq|q)\s*\.\s*(?:\w+\s+){0,3}(?:chu tich|giam doc|bo truong)"
)


def is_layout(rows: int, columns: int, text: str, *, has_rules: bool) -> bool:
    """Whether a table of so many rows and columns is a letterhead, a signature block or the like.

    `has_rules`: lines are drawn between its cells. `text`: its words.
    """
    if not _FEWEST_COLUMNS <= columns <= _MOST_COLUMNS:
        return False
    if rows <= _MOST_ROWS_WITHOUT_RULES:
        return not has_rules or (rows <= _MOST_ROWS_WITH_RULES and is_frame(text))
    return False


def is_signature(text: str) -> bool:
    """Whether `text` holds words of a signature block."""
    return _SIGNATURE.search(fold(text[:_LONGEST_FRAME])) is not None


def is_frame(text: str) -> bool:
    """Whether `text` holds words of a letterhead or a signature block."""
    folded = fold(text[:_LONGEST_FRAME])
    return bool(_LETTERHEAD.search(folded) or _SIGNATURE.search(folded))
