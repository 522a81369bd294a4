"""Texts typed with the Vietnamese encodings of before Unicode: told apart by which of them gives Vietnamese words."""

import re
import unicodedata
from collections.abc import Callable

from cms.intake.old_encoding import from_tcvn3, from_vni

_UNICODE_ONLY = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SHAPES = re.compile("[\u0302\u0306\u031b]")
_SAMPLE = 20_000


def from_bytes(data: bytes) -> str:
    """The Unicode text of `data` in TCVN3, VNI or Windows-1258; "" where none of them gives Vietnamese."""
    sample = data[:_SAMPLE]
    found = _best(sample.decode("latin-1"), {"tcvn3": from_tcvn3, "vni": from_vni, "windows": _from_windows})
    return found(data.decode("latin-1")) if found else ""


def from_old_font(text: str) -> str:
    """`text` whose letters stand for those of an old font, in Unicode; "" where that gives no Vietnamese.

    Lines that hold letters of Unicode already stay as they are.
    """
    lines = text.split("\n")
    way = way_from_old_font("\n".join(line for line in lines if not holds_unicode_letters(line)))
    if not way:
        return ""
    return "\n".join(line if holds_unicode_letters(line) else way(line) for line in lines)


def way_from_old_font(text: str) -> Callable[[str], str] | None:
    """How `text`, set in an old font, becomes Vietnamese in Unicode; None where no way makes Vietnamese of it."""
    return _best(text[:_SAMPLE], {"tcvn3": from_tcvn3, "vni": from_vni})


def holds_unicode_letters(text: str) -> bool:
    """Whether `text` holds letters that only Vietnamese in Unicode has."""
    return _UNICODE_ONLY.search(text) is not None


def _best(sample: str, ways: dict) -> Callable[[str], str] | None:
    """The way that makes most words of `sample` Vietnamese; None when no way makes most of them so."""
    shares = {name: _vietnamese_share(way(sample)) for name, way in ways.items()}
    name = max(shares, key=shares.get)
    return ways[name] if shares[name] > max(0.5, _vietnamese_share(sample)) else None


def _from_windows(text: str) -> str:
    return unicodedata.normalize("NFC", text.encode("latin-1").decode("cp1258", errors="replace"))


def _vietnamese_share(text: str) -> float:
    """How many of the words with a mark are possible syllables of Vietnamese."""
    marked = [word for word in _WORD.findall(unicodedata.normalize("NFC", text)) if not word.isascii()]
    return sum(map(_is_syllable, marked)) / len(marked) if marked else 0.0


def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word.replace("đ", "d").replace("Đ", "D"))
    bare, tones = _TONES.subn("", decomposed)
    return tones <= 1 and _SYLLABLE.fullmatch(_SHAPES.sub("", bare)) is not None
