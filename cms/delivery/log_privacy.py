"""What must not stand in a log is masked before it is written."""

import logging
import re

_MASKS = (
    # The secret half of a receipt's address opens it.
    (re.compile(r"(/phieu/)[^\s\"'?]+"), r"\1…"),
    (re.compile(r"[^\s<>\"'(),;:]+@([^\s<>\"'(),;:]+)"), r"…@\1"),
    # PostgreSQL repeats the whole refused row.
    (re.compile(r"(Failing row contains ).*", re.DOTALL), r"\1…"),
)


class MaskPersonalData(logging.Filter):
    """Masks receipts' secrets, the personal part of e-mail addresses, and rows quoted by the database."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = masked(record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = masked(record.exc_text)
        return True


def masked(text: str) -> str:
    """`text` without what would name a person or open a receipt."""
    for pattern, replacement in _MASKS:
        text = pattern.sub(replacement, text)
    return text
