"""What the index keeps of a text and what a query asks of it: words, however they are accented.

A text is kept as a set of words of three kinds, parted by spaces:
- folded words: "doi", "thoai", and document numbers joined: "1891khskhcn";
- words with their marks, for telling "đội" from "đối": "đối", "thoại";
- neighbours, since one Vietnamese word is often two syllables: "_doi_thoai".

The same sets serve every database, which then only has to answer "which pages hold all of these".
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from cms.text import clean_line, fold, search_text

_WORD = re.compile(r"[^\W_]+")
_LONGEST_WORD = 60
_LONGEST_QUERY = 200
_MOST_QUERY_WORDS = 10
_LONGEST_INDEXED = 300_000
_SHORTEST_PREFIX = 4


def folded_words(text: str) -> list[str]:
    """The words of `text` in order, lower case and without marks."""
    return [word[:_LONGEST_WORD] for word in _WORD.findall(fold(text))]


def marked_words(text: str) -> list[str]:
    """The words of `text` that carry marks, in lower case with their marks."""
    lowered = unicodedata.normalize("NFC", text).casefold()
    return [word[:_LONGEST_WORD] for word in _WORD.findall(lowered) if not word.isascii()]


def neighbours(words: list[str]) -> list[str]:
    """Each pair of words standing next to each other, as one index word."""
    return [f"_{first}_{second}" for first, second in pairwise(words)]


def index_words(text: str) -> str:
    """Everything `text` (at most its first 300,000 characters) can be found by, each once, parted by spaces."""
    text = text[:_LONGEST_INDEXED]
    in_order = folded_words(text)
    joined_numbers = [word[:_LONGEST_WORD] for word in _WORD.findall(search_text(text))]
    return " ".join(sorted({*in_order, *joined_numbers, *marked_words(text), *neighbours(in_order)}))


def number_key(number: str) -> str:
    """A document number for comparing: "1891/KH-SKHCN" and "1891 kh skhcn" → "1891khskhcn"."""
    return "".join(folded_words(number))[:100]


@dataclass(frozen=True)
class Query:
    """What a visitor asked, read literally: no operators, no wildcards.

    `typed` is what stands in the search box again; `words` are folded; `is_prefix` says whether the
    last word may be the beginning of a longer one.
    """

    typed: str
    words: tuple[str, ...]
    marked: tuple[str, ...]
    is_prefix: bool

    @classmethod
    def read(cls, typed: str) -> "Query":
        """The query in `typed`, any text at all: at most 200 characters and ten words of it count."""
        typed = clean_line(typed[: _LONGEST_QUERY * 5])[:_LONGEST_QUERY].strip()
        words = folded_words(typed)[:_MOST_QUERY_WORDS]
        counted = " ".join(_WORD.findall(unicodedata.normalize("NFC", typed))[:_MOST_QUERY_WORDS])
        is_prefix = bool(words) and len(words[-1]) >= _SHORTEST_PREFIX
        return cls(typed, tuple(words), tuple(marked_words(counted)), is_prefix)

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def number_key(self) -> str:
        """The query as a document number."""
        return "".join(self.words)[:100]

    @property
    def neighbours(self) -> list[str]:
        """The pairs of the query, empty for a single word."""
        return neighbours(list(self.words))
