"""Pictures found in a file: which of them browsers show."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError

_KINDS = ("PNG", "JPEG", "GIF", "WEBP")
_MOST_POINTS = 60_000_000


def picture_kind(data: bytes) -> str:
    """ "png", "jpeg", "gif" or "webp"; "" for what is damaged, too large to be safe, or of another kind."""
    try:
        with Image.open(BytesIO(data), formats=_KINDS) as picture:
            width, height = picture.size
            return (picture.format or "").lower() if 0 < width * height <= _MOST_POINTS else ""
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return ""
