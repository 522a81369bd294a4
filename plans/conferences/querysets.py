"""How conferences are read; the moments are columns, so every list is one query."""

from datetime import datetime

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import PageManager

from cms.pages.querysets import SitePageQuerySet

from .dossier import CALLED_OFF, ENDED, Dossier
from .schedule import LATE_WITHOUT_DATE


def _over(now: datetime) -> Q:
    """Held; or without a date, and closed for so long that no late form is kept either."""
    never_dated = Q(ends_at__isnull=True, in_time_until__isnull=False, in_time_until__lte=now - LATE_WITHOUT_DATE)
    return Q(ends_at__isnull=False, ends_at__lte=now) | never_dated


class ConferenceQuerySet(SitePageQuerySet):
    """Conference notices by time."""

    def with_file_state(self):
        """Adds `file_state`, the state of the file whatever language or alias the page is; None without a file."""
        same = Dossier.objects.filter(conference__translation_key=OuterRef("translation_key"))
        of_source = Dossier.objects.filter(conference__translation_key=OuterRef("alias_of__translation_key"))
        return self.annotate(
            file_state=Coalesce(Subquery(same.values("state")[:1]), Subquery(of_source.values("state")[:1]))
        )

    def not_called_off(self):
        """Without those that were cancelled or did not come about."""
        return self.with_file_state().filter(Q(file_state=None) | ~Q(file_state__in=CALLED_OFF))

    def upcoming(self, now: datetime):
        """Not ended yet, the nearest first; those without a date come last, until their forms are over too."""
        return self.exclude(_over(now)).order_by(F("starts_at").asc(nulls_last=True), "pk")

    def past(self, now: datetime):
        """Ended, the latest first."""
        return self.filter(_over(now)).order_by(Coalesce("starts_at", "in_time_until").desc(), "-pk")

    def open_for_registration(self, now: datetime):
        """Taking forms in time at `now`, neither called off nor over, the one that closes first on top."""
        still_meant = self.with_file_state().filter(Q(file_state=None) | ~Q(file_state__in=[*CALLED_OFF, *ENDED]))
        before_start = Q(starts_at__isnull=True) | Q(starts_at__gt=now)
        in_time = Q(in_time_until__gt=now) | (Q(closes_at__isnull=True) & before_start)
        not_over = Q(ends_at__isnull=True) | Q(ends_at__gt=now)
        open_now = still_meant.filter(in_time, not_over, opens_at__lte=now)
        return open_now.order_by(F("closes_at").asc(nulls_last=True), "pk")


ConferenceManager = PageManager.from_queryset(ConferenceQuerySet)
