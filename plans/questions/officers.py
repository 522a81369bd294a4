"""Who of the office works for which unit."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitOfficer(models.Model):
    """A person who prepares answers for a unit; such a person reads that unit's questions only."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="units", verbose_name=_("account")
    )
    unit = models.ForeignKey("plans.Unit", on_delete=models.CASCADE, related_name="officers", verbose_name=_("unit"))
    is_head = models.BooleanField(
        _("head of the unit"), default=False, help_text=_("Is told when the unit is late with an answer.")
    )

    class Meta:
        verbose_name = _("officer of a unit")
        verbose_name_plural = _("officers of units")
        constraints = [models.UniqueConstraint(fields=["user", "unit"], name="officer_once_per_unit")]

    def __str__(self):
        return f"{self.user.get_full_name() or self.user.get_username()} · {self.unit}"
