"""Which reader a file is for: its content decides."""

from pathlib import Path

from django.utils.translation import gettext as _

from plans.drafting.reading import UnreadableError
from plans.drafting.source import Source

from .archive import Archive, locked
from .conversion import convert
from .limits import MAX_BYTES
from .pdf import read_pdf
from .plain import read_text_file
from .web import is_html, is_web_archive, page_in, read_html, read_html_file
from .word import read_docx

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_COMPOUND_KINDS = (
    ("WordDocument".encode("utf-16-le"), "Word"),
    ("Workbook".encode("utf-16-le"), "Excel"),
    ("PowerPoint Document".encode("utf-16-le"), "PowerPoint"),
)
_ODT = "application/vnd.oasis.opendocument.text"


def read(data: bytes, name: str = "") -> Source:
    """What the file with the content `data` holds; `name` is only for messages.

    `UnreadableError` for what cannot be read or is larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            _("The file is larger than %(size)s MB. Make its pictures smaller or import the document in parts.")
            % {"size": MAX_BYTES // 1024 // 1024}
        )
    if data[:4] == b"PK\x03\x04":
        return _read_archive(data)
    if data[:8] == _COMPOUND:
        return _read_compound(data)
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data[:5] == b"{\\rtf":
        return _converted(data, "rtf")
    if is_html(data):
        return read_html_file(data)
    if is_web_archive(data):
        page = page_in(data)
        return read_html(page) if isinstance(page, str) else read_html_file(page)
    if data.lstrip(b"\xef\xbb\xbf \r\n")[:5] == b"<?xml":
        raise _wrong_kind("XML")
    return read_text_file(data)


def read_path(path: Path) -> Source:
    """What the file at `path` holds."""
    return read(bytes_at(path), path.name)


def bytes_at(path: Path) -> bytes:
    """The content of the file at `path`, no more than `MAX_BYTES` + 1 bytes; `UnreadableError` without a file."""
    if path.is_dir():
        raise UnreadableError(_("%(file)s is a folder. Name a file.") % {"file": path})
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError(_("There is no file %(file)s. Check the path.") % {"file": path}) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(
            _("The file %(file)s cannot be read: %(reason)s.") % {"file": path, "reason": reason}
        ) from error


def _read_archive(data: bytes) -> Source:
    archive = Archive(data)
    names = archive.names
    if "word/document.xml" in names or any(each.startswith("word/") for each in names):
        return read_docx(archive)
    if "mimetype" in names and (archive.read("mimetype", 200) or b"").decode("latin-1").startswith(_ODT):
        return _converted(data, "odt")
    kind = "ZIP"
    if any(each.startswith("xl/") for each in names):
        kind = "Excel"
    elif any(each.startswith("ppt/") for each in names):
        kind = "PowerPoint"
    raise _wrong_kind(kind)


def _read_compound(data: bytes) -> Source:
    """The container of Word up to 2003, and of newer files that are encrypted."""
    if _ENCRYPTED in data:
        raise locked()
    kind = next((kind for sign, kind in _COMPOUND_KINDS if sign in data), "")
    if kind == "Word":
        return _converted(data, "doc")
    raise _wrong_kind(kind or "OLE")


def _converted(data: bytes, ending: str) -> Source:
    source = read_docx(Archive(convert(data, ending)))
    source.kind = ending
    return source


def _wrong_kind(kind: str) -> UnreadableError:
    return UnreadableError(
        _("This is a %(kind)s file, not a document that can be imported. Choose a Word, PDF, HTML or text file.")
        % {"kind": kind}
    )
