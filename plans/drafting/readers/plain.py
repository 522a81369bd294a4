"""Plain text: what was pasted, and text files in Unicode."""

from plans.drafting.normalising import normalise
from plans.drafting.reading import checked, decode
from plans.drafting.source import Source


def read_text(text: str) -> Source:
    """The source that a pasted text is."""
    return Source(normalise(checked(text)))


def read_text_file(data: bytes) -> Source:
    """The source that a text file in UTF-8 or UTF-16 holds."""
    return Source(normalise(decode(data)))
