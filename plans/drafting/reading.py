"""From bytes to text: UTF-8 or UTF-16, nothing else; every refusal is one sentence that names the next step."""

import codecs
import re
from pathlib import Path

from django.utils.translation import gettext as _

from .encodings import from_bytes, from_old_font
from .normalising import normalise
from .source import Source

MAX_BYTES = 2 * 1024 * 1024

_SIGNATURES = (
    (b"PK\x03\x04", "Word (.docx), ODT, ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word (.doc)"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters that stand for Vietnamese ones in the fonts of old (TCVN3: "®" is đ, "µ" is à; VNI: "ñ" is
# đ, "ö" is ư) and hardly ever occur in Vietnamese text.
_LEGACY = re.compile("[®µ¸¶·¹¨»¾¼©ª«¬ÞßåæçëîïñöøûüþÖÑØ]")
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9\u0300-\u0303\u0309\u0323ơưăđƠƯĂĐ]")
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 20_000
_LEGACY_SHARE = 0.02
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class UnreadableError(ValueError):
    """What was chosen cannot be imported; the message is one line for the person who chose it."""


class OldEncodingError(UnreadableError):
    """The text is in TCVN3, VNI or Windows-1258; `converted` is what it says, to be looked at by a person."""

    def __init__(self, message: str, converted: Source):
        super().__init__(message)
        self.converted = converted


def read_file(path: Path) -> str:
    """The text of the file at `path`; `UnreadableError` when there is none to be read."""
    if path.is_dir():
        raise UnreadableError(_("%(file)s is a folder. Name a text file.") % {"file": path})
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError(_("There is no file %(file)s. Check the path.") % {"file": path}) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(
            _("The file %(file)s cannot be read: %(reason)s.") % {"file": path, "reason": reason}
        ) from error
    return decode(data)


def decode(data: bytes) -> str:
    """The text in `data`; `UnreadableError` for empty, large, binary or otherwise encoded data."""
    if len(data) > MAX_BYTES:
        raise UnreadableError(_("The file is larger than 2 MB. Import the text in parts."))
    for start, kind in _SIGNATURES:
        if data.startswith(start):
            raise UnreadableError(
                _("This is a %(kind)s file, not plain text. Save it as plain text (.txt, UTF-8) or paste its text.")
                % {"kind": kind}
            )
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    if encoding != "utf-16" and _is_binary(data):
        raise UnreadableError(_("This kind of file cannot be read. Choose a Word, PDF, HTML or text file."))
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        converted = from_bytes(data)
        if converted:
            raise old_encoding(converted) from error
        raise UnreadableError(
            _(
                "The text is not in Unicode (perhaps TCVN3, VNI or Windows-1258). "
                "Convert it to Unicode and save it as UTF-8."
            )
        ) from error
    return checked(text)


def checked(text: str) -> str:
    """`text` itself; `UnreadableError` when it is empty, too long or typed for a font of before Unicode."""
    if not text.strip("\ufeff\x00 \t\r\n\u00a0\u200b"):
        raise UnreadableError(_("There is no text in it. Choose another file or paste the text."))
    if len(text) > MAX_BYTES or len(text.encode(errors="replace")) > MAX_BYTES:
        raise UnreadableError(_("The text is larger than 2 MB. Import it in parts."))
    if "\x00" in text:
        raise UnreadableError(_("This kind of file cannot be read. Choose a Word, PDF, HTML or text file."))
    if _is_for_old_font(text[:_SAMPLE]):
        converted = from_old_font(text)
        if converted:
            raise old_encoding(converted)
        raise UnreadableError(
            _("The text is written for an old Vietnamese font (TCVN3 or VNI). Convert it to Unicode first.")
        )
    return text


def old_encoding(converted: str | Source) -> OldEncodingError:
    """The refusal of a text in an old encoding that could be `converted`."""
    source = converted if isinstance(converted, Source) else Source(normalise(converted))
    return OldEncodingError(
        _("The text is in an encoding of before Unicode (TCVN3, VNI or Windows-1258). Let it be converted."), source
    )


def _is_for_old_font(sample: str) -> bool:
    """Whether the letters of old fonts are many, and more than those that only Vietnamese has."""
    old, all_letters = len(_LEGACY.findall(sample)), len(_LETTER.findall(sample))
    return old > _LEGACY_SHARE * all_letters + 2 and old > len(_VIETNAMESE.findall(sample))


def _is_binary(data: bytes) -> bool:
    return b"\x00" in data or len(_CONTROLS.findall(data[:_SAMPLE])) > len(data[:_SAMPLE]) // 100
