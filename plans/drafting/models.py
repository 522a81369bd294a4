"""What was imported: the source text stays beside the page that was made of it."""

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedTextQuerySet(models.QuerySet):
    """Imported texts."""

    def same_as(self, text: str):
        """Earlier imports of `text`, oldest first."""
        return self.filter(sha256=checksum(text)).order_by("imported_at", "pk")


class ImportedText(models.Model):
    """The text a plan was made of, as read (NFC, no invisible characters); seen by editors only."""

    page = models.OneToOneField(
        "plans.PlanPage", on_delete=models.CASCADE, related_name="imported_text", verbose_name=_("plan")
    )
    name = models.CharField(_("file name"), max_length=200, blank=True)
    text = models.TextField(_("source text"))
    sha256 = models.CharField(max_length=64, db_index=True)
    imported_at = models.DateTimeField(_("imported at"))
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("imported by"),
    )

    objects = ImportedTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("imported text")
        verbose_name_plural = _("imported texts")

    def __str__(self):
        return self.name or self.sha256[:12]


def checksum(text: str) -> str:
    """SHA-256 of `text` in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
