"""What the worker does for the outbox."""

from datetime import datetime, timedelta

from cms.jobs import periodic

from .models import Message
from .sending import Postman

# Long enough to answer "was my letter sent?", short enough not to hoard addresses.
KEEP_CONTENT = timedelta(days=30)

_postman = Postman()


@periodic(seconds=2)
def deliver_messages(now: datetime) -> int:
    """Send the letters that are due."""
    return _postman.deliver(now)


@periodic(seconds=6 * 3600)
def remove_old_content(now: datetime) -> int:
    """Empty letters that ended and are older than KEEP_CONTENT."""
    return Message.objects.purge_content(before=now - KEEP_CONTENT, now=now)
