"""What was imported: the source text stays beside the page that was made of it; and what is being imported."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .intake import Intake, IntakePicture, IntakeStep
from .kept_files import private_storage, random_path

__all__ = ["ImportedText", "Intake", "IntakePicture", "IntakeStep", "checksum"]


class ImportedTextQuerySet(models.QuerySet):
    """Imported texts."""

    def same_as(self, text: str, file_sha256: str = ""):
        """Earlier imports of `text`, or of the same file, oldest first."""
        same = Q(sha256=checksum(text))
        if file_sha256:
            same |= Q(file_sha256=file_sha256)
        return self.filter(same).order_by("imported_at", "pk")


class ImportedText(models.Model):
    """The text a plan was made of, as read (NFC, no invisible characters), and its file; seen by editors only."""

    page = models.OneToOneField(
        "plans.PlanPage", on_delete=models.CASCADE, related_name="imported_text", verbose_name=_("plan")
    )
    name = models.CharField(_("file name"), max_length=200, blank=True)
    text = models.TextField(_("source text"))
    sha256 = models.CharField(max_length=64, db_index=True)
    file = models.FileField(_("file"), storage=private_storage, upload_to=random_path, max_length=200, blank=True)
    file_sha256 = models.CharField(max_length=64, blank=True, db_index=True)
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
