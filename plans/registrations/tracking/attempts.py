"""Slowing down those who guess: counted per code and per network address, for every web process alike.

Neither code nor address is stored, only a keyed digest whose key is destroyed within two days.
"""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from cms.visits.address import client_address
from cms.visits.salt import address_key, salt_of

SPAN = timedelta(minutes=15)
MOST_PER_CODE = 5
# Many people share the address of a school or a mobile network.
MOST_PER_NETWORK = 30


class AttemptQuerySet(models.QuerySet):
    """Attempts of the last quarter of an hour."""

    def begin(self, request, code: str, now: datetime) -> "Attempts":
        """Write down one attempt for `code` ("" for none) before it is judged, so that many at once all count."""
        digests = {_digest("network", client_address(request), now): MOST_PER_NETWORK}
        if code:
            digests[_digest("code", code, now)] = MOST_PER_CODE
        rows = self.bulk_create(LookupAttempt(digest=digest, at=now) for digest in digests)
        recent = self.filter(digest__in=digests, at__gt=now - SPAN).values("digest")
        counted = {row["digest"]: row["number"] for row in recent.annotate(number=models.Count("pk"))}
        is_too_many = any(counted.get(digest, 0) > most for digest, most in digests.items())
        return Attempts([row.pk for row in rows], is_too_many)

    def forget_old(self, now: datetime) -> int:
        """Delete what no longer counts; returns how many."""
        return self.filter(at__lte=now - SPAN).delete()[0]


class LookupAttempt(models.Model):
    """One attempt that failed or is being judged."""

    digest = models.CharField(max_length=24)
    at = models.DateTimeField()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["digest", "at"], name="lookup_attempt_recent")]

    def __str__(self):
        return self.digest


class Attempts:
    """What one lookup wrote down; `is_too_many` says that it must wait."""

    def __init__(self, rows: list[int], is_too_many: bool):
        self._rows = rows
        self.is_too_many = is_too_many

    def forgive(self) -> None:
        """It was no guess: it does not count."""
        LookupAttempt.objects.filter(pk__in=self._rows).delete()


def _digest(kind: str, value: str, now: datetime) -> str:
    return address_key(salt_of(timezone.localdate(now)), f"{kind}\x1f{value}").hex()
