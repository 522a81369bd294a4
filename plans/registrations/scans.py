"""The scan or photo of a paper form, kept beside what the clerk typed from it."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from . import codes
from .enclosure import Enclosure

MOST_BYTES = 10 * 1024 * 1024
_KINDS = {
    b"%PDF-": ("application/pdf", "pdf"),
    b"\xff\xd8\xff": ("image/jpeg", "jpg"),
    b"\x89PNG\r\n\x1a\n": ("image/png", "png"),
}


def kind_of(file) -> tuple[str, str] | None:
    """Content type and ending of a PDF, JPG or PNG by its first bytes; None for everything else."""
    file.seek(0)
    first = file.read(8)
    file.seek(0)
    return next((kind for sign, kind in _KINDS.items() if first.startswith(sign)), None)


def attach(registration, file, now: datetime) -> Enclosure:
    """Keep `file` (one `kind_of` knows) as an enclosure of the form. The clerk's file name is not kept."""
    content_type, ending = kind_of(file)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    return Enclosure.objects.create(
        registration=registration,
        submission_key=registration.submission_key,
        secret=codes.new_secret(),
        file=file,
        name=f"{_('Scan of the paper form')} {registration.code}.{ending}",
        content_type=content_type,
        size=file.size,
        sha256=digest,
        uploaded_at=now,
    )
