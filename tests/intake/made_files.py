"""Small files of every kind, honest and dishonest, made in memory."""

import io
import struct
import zipfile
import zlib

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
_TYPES = {
    "docx": ("word/document.xml", "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "spreadsheetml.sheet.main+xml"),
}


def make_jpeg(*, place: bool = False, turn: int = 1, size=(12, 8)) -> bytes:
    """A small photograph; with `place` it says where and by what it was taken."""
    picture = Image.new("RGB", size, (20, 120, 60))
    exif = Image.Exif()
    if turn != 1:
        exif[0x0112] = turn
    if place:
        exif[0x010F] = "MayAnhCuaLan"
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (15.0, 7.0, 12.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=b"ghi chu rieng" if place else b"", quality=80)
    return out.getvalue()


def make_png(size=(6, 6)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size).save(out, "PNG")
    return out.getvalue()


def make_png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that say they are an enormous picture."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk + make_png()[33:]


def make_office(kind: str = "docx", members: dict | None = None, main_type: str = "") -> bytes:
    """A DOCX or XLSX of the fewest parts, with more `members` on request."""
    main, usual = _TYPES[kind]
    types = f'<Types><Override PartName="/{main}" ContentType="application/{main_type or usual}"/></Types>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(main, "<x/>")
        for name, content in (members or {}).items():
            archive.writestr(name, content)
    return out.getvalue()
