"""How conferences are read; the moments are columns, so every list is one query."""

from datetime import datetime

from django.db.models import F, Q
from wagtail.models import PageManager

from cms.pages.querysets import SitePageQuerySet


class ConferenceQuerySet(SitePageQuerySet):
    """Conference notices by time."""

    def upcoming(self, now: datetime):
        """Not ended yet, the nearest first; those without a date come last."""
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now)).order_by(
            F("starts_at").asc(nulls_last=True), "pk"
        )

    def past(self, now: datetime):
        """Ended, the latest first."""
        return self.filter(ends_at__lte=now).order_by("-starts_at", "-pk")

    def open_for_registration(self, now: datetime):
        """Taking forms in time at `now`, the one that closes first on top."""
        before_start = Q(starts_at__isnull=True) | Q(starts_at__gt=now)
        in_time = Q(in_time_until__gt=now) | (Q(closes_at__isnull=True) & before_start)
        not_over = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
        return self.filter(in_time, not_over, opens_at__lte=now).order_by(F("closes_at").asc(nulls_last=True), "pk")


ConferenceManager = PageManager.from_queryset(ConferenceQuerySet)
