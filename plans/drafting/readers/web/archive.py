"""Web pages in one file (MHTML), which Word saves and sites offer under the ending .doc: the page inside is read."""

from email import message_from_bytes, policy
from email.errors import MessageError

_SNIFFED = 4_096


def is_web_archive(data: bytes) -> bool:
    """Whether a file begins as a page with its parts does."""
    head = data[:_SNIFFED].lower()
    return b"mime-version:" in head and b"content-type: multipart/" in head


def page_in(data: bytes) -> bytes | str:
    """The HTML of the page in the archive `data`, as text where the archive names its encoding; empty without one."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        content = part.get_payload(decode=True) if part is not None else b""
    except (MessageError, ValueError, LookupError, RecursionError):
        return b""
    encoding = part.get_content_charset() if part is not None else None
    try:
        return content.decode(encoding) if encoding else content or b""
    except (LookupError, UnicodeDecodeError):
        return content or b""
