"""Provinces and communes as they stand since 1 July 2025: two levels, no districts; each row with its validity."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Division(models.Model):
    """What provinces and communes share. `code` is the state's statistical code; `valid_to` is the first day after."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=120, help_text=_("With its kind, as in addresses."))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name


class Province(Division):
    """A province or a city under the central government."""

    class Meta(Division.Meta):
        verbose_name = _("province")
        verbose_name_plural = _("provinces")


class Commune(Division):
    """A commune, ward or special zone (xã, phường, đặc khu)."""

    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="communes", verbose_name=_("province")
    )

    class Meta(Division.Meta):
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
