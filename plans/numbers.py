"""Document numbers ("1891/KH-SKHCN"): read as typed, compared without accents and separators."""

import re

from cms.text import clean_line, fold

_PREFIX = re.compile(r"^(?:số|so)\s*[:.]?\s*(?=[\d/])", re.IGNORECASE)
_AROUND_SIGN = re.compile(r"\s*([/–-])\s*")
_NOT_WORD = re.compile(r"[^0-9a-z]+")


def clean_number(text: str) -> str:
    """`text` as a document number: without "Số:" in front and without spaces around / and -."""
    return _AROUND_SIGN.sub(r"\1", _PREFIX.sub("", clean_line(text)))


def number_key(text: str) -> str:
    """What numbers are looked up by: "1891/KH-SKHCN", "1891 kh skhcn" → "1891khskhcn"."""
    return _NOT_WORD.sub("", fold(clean_number(text)))


def number_value(text: str) -> int:
    """The running number for sorting: "1891/KH-SKHCN" → 1891; 0 when there is none."""
    digits = re.match(r"[0-9]{1,15}", clean_number(text))
    return int(digits.group()) if digits else 0


def symbol_of(number: str) -> str:
    """The symbol behind the running number: "1891/KH-SKHCN" → "KH-SKHCN"; empty when there is none."""
    return number.partition("/")[2]
