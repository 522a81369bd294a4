"""Arrivals at the door."""

import uuid
from datetime import datetime

from plans.hall.admission import Admission, Scan, admit


def make_scan(**fields) -> Scan:
    """A scan with a nonce of its own."""
    return Scan(**{"nonce": uuid.uuid4(), "gate": "cửa A", **fields})


def scan_in(registration, now: datetime, *, actor=None, **fields) -> Admission:
    """What comes of scanning the code of `registration`."""
    return admit(registration.conference, registration.code, make_scan(**fields), actor=actor, now=now)
