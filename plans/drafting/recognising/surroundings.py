"""What a web site puts around a copied document: skip links, related news, polls, counters."""

import re

from .folding import fold
from .lines import Line

_ABOVE = re.compile(
    r"(?:truy cap noi dung luon|bo qua noi dung|skip to (?:main )?content|den noi dung chinh|dang nhap|trang chu)\W*"
)
_BELOW = re.compile(
    r"(?:(?:cac )?tin (?:lien quan|khac|moi hon|cu hon)|(?:cac )?(?:bai viet|van ban) (?:lien quan|khac)"
    r"|thong ke truy cap|% binh chon|binh chon|tham do y kien|ban thay giao dien .{0,60}"
    r"|luot xem.{0,40}|so luot truy cap.{0,40})\W*"
)
_DOCUMENT = re.compile(r"noi nhan\W*|(?:[ivx]{1,5}|phu luc \w{1,4})\W.*")
_LONGEST = 120


def is_above(line: Line) -> bool:
    """Whether a line in front of the document belongs to the site."""
    return len(line.raw) <= _LONGEST and bool(_ABOVE.fullmatch(fold(line.raw.strip())))


def start_below(lines: list[Line]) -> int:
    """The index from which on all lines belong to the site; `len(lines)` when none do.

    Only a stretch without long lines and without marks of a document counts, so that a heading
    "Tin liên quan" inside a text takes nothing away from it.
    """
    found = len(lines)
    for index in range(len(lines) - 1, -1, -1):
        raw = lines[index].raw.strip()
        if len(raw) > _LONGEST or _DOCUMENT.fullmatch(folded := fold(raw)):
            break
        if _BELOW.fullmatch(folded):
            found = index
    return found
