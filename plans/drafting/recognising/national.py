"""The national title, and the party's."""

import re

from .folding import fold

_NATIONAL = re.compile(
    r"(?:cong hoa xa hoi chu nghia viet nam|doc lap\s*[-–—]\s*tu do\s*[-–—]\s*hanh phuc|dang cong san viet nam)\W*"
)
_LONGEST = 100


def is_national(line: str) -> bool:
    """Whether `line` is one of the lines of the national title."""
    return len(line) <= _LONGEST and bool(_NATIONAL.fullmatch(fold(" ".join(line.split()))))
