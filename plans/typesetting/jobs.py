"""What the worker does for documents in the official layout. Every job may run twice or be killed."""

import time
from datetime import datetime

from django.utils import timezone

from cms.jobs import periodic

from . import making

# So long one call goes on to the next file before others have their turn.
_SECONDS = 20


@periodic(seconds=30)
def make_files(now: datetime) -> int:
    """Make the files that publishing ordered, one after the other; returns how many."""
    begun, made = time.monotonic(), 0
    while time.monotonic() - begun < _SECONDS and making.make_next(timezone.now() if made else now) is not None:
        made += 1
    return made


@periodic(seconds=900)
def keep_files_in_step(now: datetime) -> int:
    """Order what is missing, remove what nobody needs."""
    return making.order_missing(now) + making.remove_outdated(now)
