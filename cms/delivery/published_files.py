"""Pictures in the sizes that pages show, served by the portal itself where no proxy does.

Only files directly in the renditions' folder: uploaded originals and documents have no address here.
"""

import mimetypes
import re

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponseBase, HttpResponseNotFound
from django.views.decorators.http import require_safe

_PICTURE_NAME = re.compile(r"[\w-][\w.\-]*\.(?:avif|gif|jpe?g|png|webp)", re.ASCII | re.IGNORECASE)


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """The rendition `name`; its name changes with the picture, so browsers may keep it for a year."""
    if not _PICTURE_NAME.fullmatch(name):
        return _missing()
    try:
        file = default_storage.open(f"images/{name}")
    except (OSError, ValueError, SuspiciousFileOperation):
        return _missing()
    content_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=content_type)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _missing() -> HttpResponseNotFound:
    return HttpResponseNotFound("Not found.\n", content_type="text/plain; charset=utf-8")
