"""Pictures without what cameras write into them: place, time, device. The picture itself stays bit for bit."""

import io
import struct

from PIL import Image

_ORIENTATION = 0x0112
_START_OF_SCAN, _END = 0xDA, 0xD9
# JFIF, colour profile and Adobe's colour transform are needed to show the picture right.
_KEPT_APPLICATION_DATA = {0xE0: b"JFIF", 0xE2: b"ICC_PROFILE", 0xEE: b"Adobe"}
_KEPT_CHUNKS = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"sBIT",
    b"pHYs",
    b"bKGD",
}


def without_traces(content: bytes, content_type: str) -> bytes:
    """`content` of a JPEG or PNG without notes of the camera; other kinds as they are.

    How a JPEG is to be turned is kept. ValueError where the file ends before its picture does.
    """
    if content_type == "image/jpeg":
        return _jpeg(content)
    if content_type == "image/png":
        return _png(content)
    return content


def _jpeg(content: bytes) -> bytes:
    kept = [b"\xff\xd8", _turned(content)]
    at = 2
    while True:
        at = _next_marker(content, at)
        marker = content[at + 1]
        if marker == _END:
            return b"".join([*kept, b"\xff\xd9"])
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        end = at + 2 + length
        if length < 2 or end > len(content):
            raise ValueError("a segment ends behind the file")
        if marker == _START_OF_SCAN:
            end = _end_of_scan(content, end)
        if _is_kept(marker, content[at + 4 : end]):
            kept.append(content[at:end])
        at = end


def _next_marker(content: bytes, at: int) -> int:
    """Where the marker at `at` begins; fill bytes before it are skipped."""
    while content[at : at + 2] == b"\xff\xff":
        at += 1
    if at + 1 >= len(content) or content[at] != 0xFF:
        raise ValueError("no marker where one must stand")
    return at


def _end_of_scan(content: bytes, at: int) -> int:
    """The place of the first marker after the packed points; FF 00 and restarts belong to the points."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise ValueError("the picture has no end")
        following = content[at + 1]
        if following != 0 and not 0xD0 <= following <= 0xD7 and following != 0xFF:
            return at
        at += 1 if following == 0xFF else 2


def _is_kept(marker: int, data: bytes) -> bool:
    if 0xE0 <= marker <= 0xEF:
        return marker in _KEPT_APPLICATION_DATA and data.startswith(_KEPT_APPLICATION_DATA[marker])
    return marker != 0xFE  # a comment


def _turned(content: bytes) -> bytes:
    """A note that says nothing but how the picture is to be turned; empty where it stands upright."""
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
            turn = picture.getexif().get(_ORIENTATION, 1)
    except (OSError, ValueError, SyntaxError, struct.error):
        return b""
    if turn not in range(2, 9):
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, turn, 0)
    note = b"Exif\x00\x00" + b"MM\x00\x2a\x00\x00\x00\x08" + b"\x00\x01" + entry + b"\x00\x00\x00\x00"
    return b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note


def _png(content: bytes) -> bytes:
    kept, at = [content[:8]], 8
    while at + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        end = at + 12 + length
        if end > len(content):
            raise ValueError("a chunk ends behind the file")
        if kind in _KEPT_CHUNKS:
            kept.append(content[at:end])
        if kind == b"IEND":
            return b"".join(kept)
        at = end
    raise ValueError("the picture has no end")
