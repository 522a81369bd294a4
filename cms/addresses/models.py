"""Provinces and communes as they stand since 1 July 2025: two levels, no districts; each row with its validity."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.text import clean_line, fold

# What stands before the name proper, and is left out where a list is read by the names.
_KINDS = ("Tỉnh ", "Thành phố ")


class DivisionQuerySet(models.QuerySet):
    """Divisions of any time; forms offer those `valid_on` the day."""

    def valid_on(self, day: date):
        """Those in force on `day`."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)

    def by_name(self) -> list:
        """All of them, by the letters of the names; marks count only where all letters are equal."""
        return sorted(self, key=lambda division: (fold(division.short_name), division.name))


class Division(models.Model):
    """What provinces and communes share. `code` is the state's statistical code; `valid_to` is the first day after."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=120, help_text=_("With its kind, as in addresses."))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("The first day on which it no longer exists.")
    )

    objects = DivisionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        """A name without invisible signs; an end after the beginning."""
        self.name = clean_line(self.name)
        if self.valid_from and self.valid_to and self.valid_to <= self.valid_from:
            raise ValidationError({"valid_to": _("Enter a day after the first day of validity.")})

    @property
    def short_name(self) -> str:
        """The name without "Tỉnh" and "Thành phố": what people look for in a list."""
        for kind in _KINDS:
            if self.name.startswith(kind):
                return self.name.removeprefix(kind)
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
