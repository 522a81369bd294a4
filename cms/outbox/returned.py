"""Reading what mail servers write when they cannot deliver a letter (delivery status notifications, RFC 3464)."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import Message as Letter

from cms.text import clean_line

# Everything larger is cut: the facts stand at the beginning, attachments at the end.
MOST_BYTES = 2_000_000
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,190}>")


@dataclass(frozen=True)
class Return:
    """A letter that could not be delivered: its Message-ID and what the mail server said."""

    message_id: str
    reason: str


def read_return(raw: bytes) -> Return | None:
    """What `raw`, a mail to the office, says of one of our letters.

    None for anything but a final failure: ordinary mail, notes of delay, receipts, reports that name no letter.
    """
    letter = email.message_from_bytes(raw[:MOST_BYTES], policy=email.policy.compat32)
    if letter.get_content_type() != "multipart/report":
        return None
    status = next((part for part in letter.walk() if part.get_content_type() == "message/delivery-status"), None)
    original = next((part for part in letter.walk() if part.get_content_type() in _ORIGINALS), None)
    if status is None or original is None or not isinstance(status.get_payload(), list):
        return None
    failed = next((block for block in status.get_payload() if _is_failure(block)), None)
    message_id = _MESSAGE_ID.search(_header(_original_headers(original), "Message-ID"))
    if failed is None or message_id is None:
        return None
    said = _header(failed, "Diagnostic-Code") or _header(failed, "Status") or "failed"
    return Return(message_id[0], clean_line(said)[:250])


_ORIGINALS = {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}


def _is_failure(block: Letter) -> bool:
    return _header(block, "Action").strip().lower() == "failed"


def _original_headers(part: Letter) -> Letter:
    payload = part.get_payload()
    if isinstance(payload, list):
        return payload[0] if payload else Letter()
    return email.message_from_bytes(part.get_payload(decode=True) or b"", policy=email.policy.compat32)


def _header(part: Letter, name: str) -> str:
    return str(part.get(name, ""))
