"""How big a public form may be before it is read at all."""

from django.core.exceptions import SuspiciousOperation

LARGEST_BODY = 2 * 1024 * 1024
# The project's own limit on fields is high, for documents of a thousand items in the editor.
MOST_VALUES = 500


def is_readable(request, largest_body: int = LARGEST_BODY) -> bool:
    """Whether the body of this POST is small and simple enough; reading it has then been done.

    Longer than `largest_body` bytes, with more text than `LARGEST_BODY`, more than `MOST_VALUES` values, or not a
    form at all: not readable. Forms with files allow a longer body.
    """
    try:
        if int(request.headers.get("Content-Length") or 0) > largest_body:
            return False
        texts = [value for _name, values in request.POST.lists() for value in values]
    except (ValueError, SuspiciousOperation, OSError):
        return False
    return len(texts) <= MOST_VALUES and sum(map(len, texts)) <= LARGEST_BODY
