"""Recognising a browser for one day without knowing it: a key under a salt that is destroyed.

The key is a keyed hash of network address, browser name and site. Without the day's salt it can neither
be computed again nor be joined with another day's key.
"""

import hashlib
import hmac
import secrets
from datetime import date
from threading import Lock

from django.db import connection

from .models import DaySalt, Visitor, VisitorPage

_known: dict[date, bytes] = {}
_lock = Lock()


def salt_of(day: date) -> bytes:
    """The salt of `day`, the same in every process; made at the first need."""
    salt = _known.get(day)
    if salt is None:
        row, _created = DaySalt.objects.get_or_create(day=day, defaults={"salt": secrets.token_bytes(32)})
        salt = bytes(row.salt)
        with _lock:
            for old in [known for known in _known if known < day]:
                del _known[old]
            _known[day] = salt
    return salt


def forget_salts_before(day: date) -> None:
    """Drop older salts from this process's memory."""
    with _lock:
        for old in [known for known in _known if known < day]:
            del _known[old]


def visitor_key(salt: bytes, site_id: int, address: str, user_agent: str) -> str:
    """32 hex digits standing for one browser on one site while `salt` exists."""
    message = "\x1f".join([str(site_id), address, user_agent]).encode("utf-8", "surrogatepass")
    return hmac.new(salt, message, hashlib.sha256).hexdigest()[:32]


def address_key(salt: bytes, address: str) -> bytes:
    """Stands for a network address in memory while `salt` exists."""
    return hmac.new(salt, address.encode("utf-8", "surrogatepass"), hashlib.blake2s).digest()[:12]


def destroy_before(today: date) -> int:
    """Destroy every salt, and everything made with it, of the days before `today`; the number of salts.

    Called from the worker soon after midnight, so that no salt lives longer than 48 hours.
    """
    forget_salts_before(today)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # overwrite with zeros instead of leaving free pages
            cursor.execute("PRAGMA secure_delete = ON")
    VisitorPage.objects.filter(day__lt=today)._raw_delete(using=connection.alias)
    Visitor.objects.filter(day__lt=today)._raw_delete(using=connection.alias)
    destroyed, _per_model = DaySalt.objects.filter(day__lt=today).delete()
    return destroyed
