"""How big a public form may be before it is read at all."""

from django.core.exceptions import SuspiciousOperation

LARGEST_BODY = 2 * 1024 * 1024
# The project's own limit on fields is high, for documents of a thousand items in the editor.
MOST_VALUES = 500


def is_readable(request) -> bool:
    """Whether the body of this POST is small and simple enough; reading it has then been done.

    Longer than `LARGEST_BODY` bytes, more than `MOST_VALUES` values, or not a form at all: not readable.
    """
    try:
        if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
            return False
        values = sum(len(values) for _name, values in request.POST.lists())
    except (ValueError, SuspiciousOperation, OSError):
        return False
    return values <= MOST_VALUES
