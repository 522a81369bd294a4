"""Files from outside: what they really are, and whether the office can take them. Nothing is unpacked here."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, UnidentifiedImageError

from cms.text import clean_line

LARGEST_FILE = 5 * 1024 * 1024
LONGEST_NAME = 100
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx"

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    _DOCX: "docx",
    _XLSX: "xlsx",
}
_MOST_PIXELS = 120_000_000
_MOST_MEMBERS = 2_000
_LARGEST_DIRECTORY = 512 * 1024
_LARGEST_UNPACKED = 200 * 1024 * 1024
_LARGEST_TYPE_LIST = 256 * 1024
# Names that Windows keeps for devices.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_PDF_STREAM = re.compile(rb"\bstream\r?\n.*?endstream", re.DOTALL)
_PDF_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])")
_PDF_ESCAPE = re.compile(rb"#([0-9a-fA-F]{2})")


@dataclass(frozen=True)
class ReadFile:
    """A file that may be kept: its bytes, what it is, and the name to show (with the ending of what it is)."""

    content: bytes
    content_type: str
    name: str


def read_file(upload) -> ReadFile:
    """Judge an uploaded file by its content; ValidationError with the next step where it cannot be taken."""
    if upload.size == 0:
        raise ValidationError(_("The file is empty. Choose another one."), code="empty")
    if upload.size > LARGEST_FILE:
        raise ValidationError(
            _("The file is larger than 5 MB. Make it smaller or bring it to the office."), code="big"
        )
    upload.seek(0)
    content = upload.read(LARGEST_FILE + 1)
    kind = _kind_of(content)
    return ReadFile(content, kind, display_name(upload.name or "", _ENDINGS[kind]))


def display_name(name: str, ending: str) -> str:
    """`name` as it may be shown and offered for saving: no folders, no tricks, at most `LONGEST_NAME` characters."""
    last = re.split(r"[/\\]", clean_line(name))[-1]
    stem = last.rsplit(".", 1)[0] if "." in last else last
    stem = re.sub(r'[<>:"|?*;%\x00-\x1f]', "_", stem).strip(" .")
    if not stem or _DEVICES.match(stem):
        stem = f"tep_{stem}".rstrip("_")
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}"


def _kind_of(content: bytes) -> str:
    found = filetype.guess_mime(content[:8192]) or ""
    if found == "application/pdf":
        _check_pdf(content)
        return found
    if found in {"image/jpeg", "image/png"}:
        _check_picture(content)
        return found
    if content[:4] == b"PK\x03\x04":
        return _office_kind(content)
    raise _refused()


def _refused() -> ValidationError:
    return ValidationError(
        _("Only PDF, JPG, PNG, DOCX and XLSX files are taken; this one is none of them, whatever its name says."),
        code="kind",
    )


def _check_pdf(content: bytes) -> None:
    """A PDF from its first byte to its last line, without scripts, programs or other files inside."""
    if not re.match(rb"%PDF-[12]\.\d", content) or b"%%EOF" not in content[-2048:]:
        raise _refused()
    outline = _PDF_STREAM.sub(b"", content)
    outline = _PDF_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), outline)
    if _PDF_ACTIVE.search(outline):
        raise ValidationError(
            _("This PDF holds scripts or other files. Print it to a plain PDF and choose that one."), code="active"
        )


def _check_picture(content: bytes) -> None:
    """Its size by its head alone; a picture of hundreds of millions of points is made to break computers."""
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise _refused() from None
    if width * height > _MOST_PIXELS:
        raise ValidationError(_("The picture has too many points. Save it smaller and choose it again."), code="big")


def _office_kind(content: bytes) -> str:
    """DOCX or XLSX by the list of contents of the archive; its members stay packed."""
    end = content.rfind(b"PK\x05\x06")
    if end < 0 or int.from_bytes(content[end + 12 : end + 16], "little") > _LARGEST_DIRECTORY:
        raise _refused()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            types = _type_list(archive)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        OSError,
        ValueError,
        RuntimeError,
        EOFError,
        KeyError,
    ):
        raise _refused() from None
    names = {member.filename for member in members}
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _LARGEST_UNPACKED:
        raise ValidationError(_("The file unpacks to too much. Save it as PDF and choose that one."), code="bomb")
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise _refused()
    if b"macroenabled" in types or any(_is_program(name) for name in names):
        raise ValidationError(
            _("The file holds macros or programs. Save it without them, or as PDF, and choose that one."), code="macro"
        )
    if "word/document.xml" in names and b"wordprocessingml.document.main+xml" in types:
        return _DOCX
    if "xl/workbook.xml" in names and b"spreadsheetml.sheet.main+xml" in types:
        return _XLSX
    raise _refused()


def _type_list(archive: zipfile.ZipFile) -> bytes:
    """The archive's own list of types; read up to a limit, whatever its size claims to be."""
    with archive.open("[Content_Types].xml") as file:
        return file.read(_LARGEST_TYPE_LIST).lower()


def _is_program(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(("vbaproject.bin", "vbadata.xml", ".exe", ".dll", ".js", ".vbs")) or "/activex/" in lower
