"""Headers and footers of pages, and page numbers: what repeats around the text and is none of it."""

import re
from collections import Counter

from .lines import Page

_EDGE = 0.11
_FEWEST_PAGES = 3
_NUMBER = re.compile(r"[-–—~.\s]*(?:trang|page)?\s*\d{1,4}(?:\s*/\s*\d{1,4})?[-–—~.\s]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def without_running_lines(pages: list[Page]) -> list[Page]:
    """`pages` without page numbers at their edges and without lines that stand there on most pages."""
    seen = Counter(text for page in pages for text in {_key(line.text) for line in page.lines if _is_edge(line, page)})
    repeated = {text for text, count in seen.items() if count >= max(_FEWEST_PAGES, 0.6 * len(pages))}
    for page in pages:
        page.lines = [
            line
            for line in page.lines
            if not (_is_edge(line, page) and (_is_number(line, page) or _key(line.text) in repeated))
        ]
    return pages


def _is_edge(line, page: Page) -> bool:
    return not _EDGE * page.height <= line.baseline <= (1 - _EDGE) * page.height


def _is_number(line, page: Page) -> bool:
    """A number alone on its height of the page."""
    if not _NUMBER.fullmatch(line.text):
        return False
    return not any(other is not line and other.is_beside(line) for other in page.lines)


def _key(text: str) -> str:
    return _DIGITS.sub("0", "".join(text.split()).lower())
