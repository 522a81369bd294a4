"""What somebody typed into a form that could not be taken: shown again, so that nothing has to be typed twice."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

_SECRET_NAME = re.compile(r"passw|passphrase|secret|mat_?khau|otp", re.IGNORECASE)
# Keys and signed stamps: sent back unseen, of no use to the reader.
_MACHINE_VALUE = re.compile(r"[\w.:=+/-]{20,}")
_TOKEN_NAME = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


@dataclass(frozen=True)
class KeptText:
    """The text fields of a refused POST, in order: `fields` as (name, value), `readable` as values worth showing.

    `can_resend` tells whether a button may send them again: not from a foreign site, not to the admin,
    not where a password was among them. `had_files` asks to choose the files again.
    """

    action: str
    fields: list[tuple[str, str]]
    readable: list[str]
    can_resend: bool
    had_files: bool


def kept_text(request: HttpRequest) -> KeptText | None:
    """What `request` carried; None when it was no POST, held no text or cannot be read."""
    if request.method != "POST":
        return None
    try:
        posted, had_files = request.POST, bool(request.FILES)
    except Exception:  # too large, cut off or malformed: there is nothing to show
        return None
    names = [name for name in posted if name != _TOKEN_NAME]
    open_names = [name for name in names if not _SECRET_NAME.search(name)]
    fields = [(name, value) for name in open_names for value in posted.getlist(name)]
    if not fields:
        return None
    return KeptText(
        action=request.get_full_path(),
        fields=fields,
        readable=[value for _name, value in fields if value.strip() and not _MACHINE_VALUE.fullmatch(value)],
        can_resend=len(names) == len(open_names) and _is_own_form(request),
        had_files=had_files,
    )


def _is_own_form(request: HttpRequest) -> bool:
    """Whether a page of this site sent the form, to an address outside the admin."""
    if request.path.startswith(reverse("wagtailadmin_home")):
        return False
    sender = request.headers.get("Origin") or request.headers.get("Referer")
    if not sender:
        return True
    own = f"{request.scheme}://{request.get_host()}"
    try:
        parts = urlsplit(sender)
    except ValueError:
        return False
    return f"{parts.scheme}://{parts.netloc}" in {own, *settings.CSRF_TRUSTED_ORIGINS}
