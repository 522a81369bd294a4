"""Who came in through which door, when: one row per arrival, taken back by a mark and never deleted."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from plans.registrations.models import Seat


class CheckInQuerySet(models.QuerySet):
    """Arrivals."""

    def standing(self):
        """Not taken back."""
        return self.filter(undone_at__isnull=True)

    def of(self, conference):
        """Those of one canonical conference, the latest first."""
        return self.filter(registration__conference=conference)

    def people(self) -> int:
        """How many people came with these arrivals."""
        return self.aggregate(people=Sum("registration__group_size"))["people"] or 0


class CheckIn(models.Model):
    """One arrival. `nonce` is one scan, however often the device sends it.

    `received_at` is the server's clock; `scanned_at` what the device said, for information only: a scan kept during a
    lost connection arrives later. `seat_before` is the seat the person had.
    """

    registration = models.ForeignKey(
        "registrations.Registration",
        on_delete=models.PROTECT,
        related_name="check_ins",
        verbose_name=_("registration"),
    )
    nonce = models.UUIDField(unique=True, editable=False)
    received_at = models.DateTimeField(_("recorded at"))
    scanned_at = models.DateTimeField(_("time of the device"), null=True, blank=True)
    gate = models.CharField(_("door"), max_length=60, blank=True)
    seat_before = models.CharField(_("seat before"), max_length=20, choices=Seat, blank=True)
    is_over_capacity = models.BooleanField(_("let in over capacity with the chair's consent"), default=False)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("done by")
    )
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )

    objects = CheckInQuerySet.as_manager()

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ["-received_at", "-pk"]
        default_permissions = ()
        permissions = [("check_in", _("Can check people in at the door"))]
        constraints = [
            models.UniqueConstraint(
                fields=["registration"], condition=Q(undone_at__isnull=True), name="check_in_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(seat_before__in=["", *Seat.values]), name="check_in_known_seat"),
        ]

    def __str__(self):
        return f"{self.registration} · {self.gate}"

    @property
    def came_at(self) -> datetime:
        """When people remember it happened: by the device where it kept the scan for a while."""
        if self.scanned_at and self.scanned_at < self.received_at:
            return self.scanned_at
        return self.received_at
