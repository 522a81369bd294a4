"""The office's calendar: days off, week-end days that are worked instead, and the years somebody has entered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.text import clean_line


class ExceptionalDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a Saturday worked for a swapped day."""

    class Kind(models.TextChoices):
        """Which way the day differs."""

        OFF = "off", _("Day off")
        WORKED = "worked", _("Worked instead of another day")

    day = models.DateField(_("day"), unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.OFF)
    name = models.CharField(_("name"), max_length=120, help_text=_("For example: Lunar New Year."))

    class Meta:
        verbose_name = _("exceptional day")
        verbose_name_plural = _("exceptional days")
        ordering = ["day"]

    def __str__(self):
        return f"{self.day:%d/%m/%Y} {self.name}"

    def full_clean(self, *args, **kwargs):
        self.name = clean_line(self.name or "")
        super().full_clean(*args, **kwargs)


class CalendarYear(models.Model):
    """A year whose days off somebody has entered; counting through any other year is only by weekdays."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)

    class Meta:
        verbose_name = _("year of the calendar")
        verbose_name_plural = _("years of the calendar")
        ordering = ["-year"]

    def __str__(self):
        return str(self.year)
