"""Letters for tests."""

import itertools

from cms.outbox.models import Message

_numbers = itertools.count(1)


def make_message(**fields) -> Message:
    """A queued letter that is due."""
    facts = {
        "to": "lan@example.vn",
        "subject": "Đã nhận đăng ký",
        "text": "Mã số của bạn: ABC-123",
        "purpose": "registration.received",
        "dedupe_key": f"test:{next(_numbers)}",
    }
    return Message.objects.enqueue(**{**facts, **fields})
