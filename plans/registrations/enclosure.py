"""Files that come with a form: kept privately under random names, shown under the name the sender gave."""

import secrets

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def private_storage():
    """Below no public address; a view asks who may read."""
    return storages["private"]


def random_path(_enclosure, _name: str) -> str:
    """A path nobody can guess and nothing of the sender's name is in."""
    token = secrets.token_hex(16)
    return f"enclosures/{token[:2]}/{token}"


class Enclosure(models.Model):
    """One file. Until its form is received it only belongs to `submission_key` and goes after a day."""

    registration = models.ForeignKey(
        "registrations.Registration",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="enclosures",
        verbose_name=_("registration"),
    )
    submission_key = models.UUIDField(db_index=True)
    secret = models.CharField(max_length=40, unique=True)
    file = models.FileField(_("file"), storage=private_storage, upload_to=random_path, max_length=200)
    name = models.CharField(_("name"), max_length=120)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded at"))

    class Meta:
        verbose_name = _("enclosure")
        verbose_name_plural = _("enclosures")
        ordering = ["pk"]
        default_permissions = ("view",)

    def __str__(self):
        return self.name
