"""Reading what a clerk types or a scanner sends, and finding whom it means."""

import re
import uuid
from datetime import datetime

from django.utils.dateparse import parse_datetime

from cms.intake.phone import read_phone
from cms.text import clean_line, fold
from plans.registrations import codes
from plans.registrations.models import Registration

MOST_FOUND = 20
_LONGEST = 500
_CODE_IN_ADDRESS = re.compile(
    rf"(?<![0-9A-Z]){codes.PREFIX}-?[0-9A-Z]{{4}}-?[0-9A-Z]{{4}}(?![0-9A-Z])", re.IGNORECASE | re.ASCII
)


def code_in(typed: str) -> str:
    """The code in what was typed or scanned, alone or inside the address of a receipt; "" if there is none."""
    text = clean_line(typed[:_LONGEST])
    if "/" not in text:
        return codes.normalise(text)
    # In an address only what carries the prefix: the name of a host may well have eight letters.
    found = _CODE_IN_ADDRESS.search(text)
    return codes.normalise(found[0]) if found else ""


def people_matching(conference, typed: str) -> list[Registration]:
    """Standing registrations whose name, organisation or phone holds what was typed, at most `MOST_FOUND`."""
    folded = fold(clean_line(typed[:_LONGEST]))
    digits = re.sub(r"[^0-9]", "", folded)
    found = Registration.objects.filter(conference=conference).standing()
    if len(digits) >= 3 and not re.search(r"[a-z]", folded):
        return list(found.filter(folded__contains=digits)[:MOST_FOUND])
    words = folded.split()
    if not words:
        return []
    for word in words:
        found = found.filter(folded__contains=word)
    return list(found.order_by("full_name", "pk")[:MOST_FOUND])


def nonce_in(value) -> uuid.UUID | None:
    """The nonce of a scan; None for anything that is none."""
    try:
        return uuid.UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


def moment_in(value) -> datetime | None:
    """The device's time with its zone; None where it sent none that can be read."""
    try:
        moment = parse_datetime(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None:
        return None
    # A clock beyond these years is broken, and databases know no year 0 or 10,000.
    return moment if 2000 <= moment.year < 2200 else None


def line_in(value, longest: int) -> str:
    """A line of text from outside, cut to `longest`; "" for what is no text."""
    return clean_line(value[: longest * 4])[:longest] if isinstance(value, str) else ""


def phone_in(typed: str) -> tuple[str, str]:
    """(E.164, as typed), both "" for nothing; ValidationError with the next step for what is no phone number."""
    if not typed:
        return "", ""
    phone = read_phone(typed)
    return phone.number, phone.typed[:60]
