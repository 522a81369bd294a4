"""One way to compare Vietnamese text: lower case, marks off, đ as d."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_NOT_WORD = re.compile(r"[^0-9a-z]+")
_DOCUMENT_NUMBER = re.compile(r"[0-9a-z]+(?:[/.\-–][0-9a-z]+)+")


def fold(text: str) -> str:
    """`text` for comparing: "Đối Thoại" and "doi thoai" fold to the same string.

    Marks of other scripts' letters stay; only combining marks of the Latin range go.
    """
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return unicodedata.normalize("NFC", _MARKS.sub("", decomposed)).replace("đ", "d")


def slugify(text: str, max_length: int = 80, separator: str = "-") -> str:
    """An ASCII key for addresses, tags and form fields: "Đối thoại 2022" → "doi-thoai-2022".

    Cut at a word boundary to at most `max_length` characters; empty when no letter or digit is left.
    """
    ascii_text = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode()
    words = [word for word in _NOT_WORD.split(ascii_text) if word]
    slug = ""
    for word in words:
        longer = f"{slug}{separator}{word}" if slug else word[:max_length]
        if len(longer) > max_length:
            break
        slug = longer
    return slug


def search_text(text: str) -> str:
    """`text` as the search index keeps it and as queries are read: folded words parted by spaces.

    Document numbers stay findable as a whole and in parts:
    "1891/KH-SKHCN" → "1891 kh skhcn 1891khskhcn".
    """
    folded = fold(text)
    joined = [_NOT_WORD.sub("", number) for number in _DOCUMENT_NUMBER.findall(folded)]
    words = re.findall(r"\w+", folded)
    return " ".join(words + joined)
