"""Pictures of a page in a size and a format that every word processor reads."""

import logging

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

logger = logging.getLogger(__name__)

# 160 mm at 220 dots an inch.
_SIZE = "max-1400x1800"


def picture_bytes(image) -> bytes | None:
    """`image` as PNG if it is one, else as JPEG; None when its file cannot be read."""
    is_png = image.file.name.lower().endswith(".png")
    try:
        rendition = image.get_rendition(f"{_SIZE}|format-{'png' if is_png else 'jpeg'}")
        with rendition.file.open("rb") as file:
            return file.read()
    except (SourceImageIOError, InvalidFilterSpecError, OSError, ValueError):
        logger.warning("Picture %s cannot be read and is left out of a document", image.pk)
        return None
