"""The log of what was published when: one row for each time a page went public, changed there or was withdrawn."""

import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.history import AppendOnly


class RecordQuerySet(models.QuerySet):
    """Records of pages."""

    def of(self, page):
        """Those of one page, the newest first."""
        return self.filter(page_id=page.pk).order_by("-pk")

    def newest_of_each(self):
        """The last record of every page."""
        last = self.model.objects.order_by().values("page_id").annotate(last=models.Max("pk")).values("last")
        return self.filter(pk__in=last)


class PublicationRecord(AppendOnly):
    """What the portal showed from a moment on, proved by checksums.

    `page` outlives the page itself. Each record carries the seal of the one before it of the same page, and its own
    seal covers that and everything else in it: no record can be changed, taken out or put between unnoticed.
    """

    class What(models.TextChoices):
        """What happened."""

        PUBLISHED = "published", _("published")
        CHANGED = "changed", _("changed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        FOUND = "found", _("found published when the log began")

    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("page"),
    )
    title = models.CharField(_("title"), max_length=255)
    number = models.CharField(_("number"), max_length=80, blank=True)
    address = models.CharField(_("address"), max_length=500, blank=True)
    what = models.CharField(_("what happened"), max_length=10, choices=What)
    at = models.DateTimeField(_("moment"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    is_automatic = models.BooleanField(_("by the clock"), default=False)
    revision_number = models.PositiveBigIntegerField(_("version"), null=True, blank=True)
    text_sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, blank=True)
    form = models.PositiveSmallIntegerField(default=1, editable=False)
    files = models.JSONField(_("files"), default=list)
    previous_seal = models.CharField(max_length=64, blank=True, editable=False)
    seal = models.CharField(_("seal"), max_length=64, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("proof of publication")
        verbose_name_plural = _("proofs of publication")
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["page", "previous_seal"], name="publication_records_in_one_row")
        ]

    def __str__(self):
        return f"{self.number or self.title}: {self.get_what_display()}"

    def save(self, *args, **kwargs):
        if self._state.adding:
            if self.actor and not self.actor_name:
                self.actor_name = self.actor.get_full_name() or self.actor.get_username()
            self.seal = self.expected_seal()
        super().save(*args, **kwargs)

    def expected_seal(self) -> str:
        """The seal that belongs to what the record says."""
        parts = [
            self.previous_seal,
            self.page_id,
            self.title,
            self.number,
            self.address,
            self.what,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.actor_name,
            self.is_automatic,
            self.revision_number,
            self.text_sha256,
            self.form,
            self.files,
        ]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    @property
    def is_standing(self) -> bool:
        """Whether the page was public after this."""
        return self.what != self.What.WITHDRAWN
