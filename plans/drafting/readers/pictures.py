"""Pictures found in documents: which of them a page can show."""

_BEGINNINGS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
LARGEST_PICTURE = 10 * 1024 * 1024


def is_picture(content: bytes) -> bool:
    """Whether `content` is a picture as browsers show them (PNG, JPEG, GIF, WebP), by its first bytes."""
    is_known = content.startswith(_BEGINNINGS) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP")
    return is_known and len(content) <= LARGEST_PICTURE
