"""Blank forms with a number printed beforehand: whoever writes on one keeps the number as the code of the form."""

from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from . import codes

MOST_AT_ONCE = 500


class BlankSlipQuerySet(models.QuerySet):
    """Slips by print run."""

    def print_run(self, conference, count: int, *, actor, now: datetime) -> list["BlankSlip"]:
        """Make `count` new slips as the next print run of `conference`; each code is that of no slip and no form."""
        with transaction.atomic():
            batch = 1 + (self.filter(conference=conference).aggregate(last=Max("batch"))["last"] or 0)
            return self.bulk_create(
                self.model(conference=conference, code=code, batch=batch, printed_at=now, printed_by=actor)
                for code in self._free_codes(count)
            )

    def _free_codes(self, count: int) -> set[str]:
        from .registration import Registration

        found: set[str] = set()
        while len(found) < count:
            wanted = {codes.new_slip_code() for _number in range(count - len(found))}
            wanted -= set(self.filter(code__in=wanted).values_list("code", flat=True))
            wanted -= set(Registration.objects.filter(code__in=wanted).values_list("code", flat=True))
            found |= wanted
        return found

    def unused(self):
        """Those nobody has handed in yet."""
        return self.filter(registration__isnull=True)

    def runs(self):
        """One row per print run, the latest first: conference_id, title, batch, printed_at, count, used."""
        return (
            self.values("conference_id", "conference__title", "batch")
            .annotate(printed=models.Min("printed_at"), count=models.Count("pk"), used=models.Count("registration_id"))
            .order_by("-printed", "-batch")
        )


class BlankSlip(models.Model):
    """One printed slip; bound to its registration when somebody hands it in."""

    conference = models.ForeignKey(
        "conferences.ConferencePage",
        on_delete=models.CASCADE,
        related_name="blank_slips",
        verbose_name=_("conference"),
    )
    code = models.CharField(_("code"), max_length=12, unique=True)
    batch = models.PositiveIntegerField(_("print run"))
    printed_at = models.DateTimeField(_("printed at"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("printed by")
    )
    registration = models.OneToOneField(
        "registrations.Registration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="slip",
        verbose_name=_("registration"),
    )

    objects = BlankSlipQuerySet.as_manager()

    class Meta:
        verbose_name = _("blank slip")
        verbose_name_plural = _("blank slips")
        ordering = ["conference", "batch", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["conference", "batch"], name="slip_print_run")]

    def __str__(self):
        return self.code
