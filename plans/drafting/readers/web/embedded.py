"""Pictures that HTML brings along in itself; others would have to be loaded and are not."""

import base64
import binascii

from plans.drafting.readers.pictures import is_picture


def embedded_picture(address: str) -> tuple[bytes, str] | None:
    """Content and name of the picture that a `data:` address holds; None for any other address."""
    head, comma, data = address.partition(",")
    if not comma or not head.lower().startswith("data:image/") or ";base64" not in head.lower():
        return None
    try:
        content = base64.b64decode(data, validate=False)
    except (binascii.Error, ValueError):
        return None
    kind = head[len("data:image/") :].partition(";")[0].lower()
    return (content, f"picture.{kind if kind.isalpha() else 'bin'}") if is_picture(content) else None
