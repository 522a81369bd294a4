"""Letters that answer in writing, and the evidence that they left: number, day, way, where to."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def private_storage():
    """Where letters lie: below no public address."""
    return storages["private"]


class LetterWay(models.TextChoices):
    """How a letter reaches its reader."""

    POST = "post", _("By post")
    EMAIL = "email", _("By e-mail")
    COLLECT = "collect", _("Collected at the office")


class Letter(models.Model):
    """One letter of the dispatch register (sổ công văn đi); it may answer several questions of one person.

    Without number and day of dispatch it is only prepared. `sent_to` is the address it went to, as it was then.
    """

    registration = models.ForeignKey(
        "registrations.Registration",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("registration"),
    )
    conference = models.ForeignKey(
        "conferences.ConferencePage", on_delete=models.PROTECT, related_name="letters", verbose_name=_("conference")
    )
    number = models.CharField(_("number and symbol"), max_length=60, blank=True)
    issued_on = models.DateField(_("day of the letter"), null=True, blank=True)
    way = models.CharField(_("sent"), max_length=10, choices=LetterWay)
    sent_to = models.CharField(_("sent to"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    text = models.TextField(_("text"), max_length=60_000, blank=True)
    document = models.FileField(
        _("signed letter"), storage=private_storage, upload_to="letters/", max_length=200, blank=True
    )
    created_at = models.DateTimeField(_("prepared at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("done by")
    )

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True)
                | (~models.Q(number="") & models.Q(issued_on__isnull=False) & ~models.Q(sent_to="")),
                name="letter_sent_with_evidence",
            ),
        ]

    def __str__(self):
        return self.number or f"#{self.pk}"


class Escalation(models.Model):
    """One report to the superior authority about questions beyond this office's power."""

    conference = models.ForeignKey(
        "conferences.ConferencePage",
        on_delete=models.PROTECT,
        related_name="escalations",
        verbose_name=_("conference"),
    )
    authority = models.CharField(_("superior authority"), max_length=300)
    report_number = models.CharField(_("number of the report"), max_length=60, blank=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    last_chased_on = models.DateField(_("last reminded on"), null=True, blank=True)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    reply = models.TextField(_("reply"), max_length=20_000, blank=True)
    created_at = models.DateTimeField(_("opened at"))

    class Meta:
        verbose_name = _("report to the superior authority")
        verbose_name_plural = _("reports to superior authorities")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        return f"{self.report_number or '–'} · {self.authority}"
