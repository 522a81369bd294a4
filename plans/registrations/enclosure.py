"""Files that come with a form: kept privately under random names, shown under the name the sender gave."""

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cms.intake.files import read_file
from cms.intake.pictures import without_traces

MOST_FILES = 3
# How long a file waits for its form to be sent.
PENDING_FOR = timedelta(days=1)
# What all files that wait may take together: a flood of uploads must not fill the disk of the office.
MOST_PENDING_BYTES = 2 * 1024**3


class StorageFullError(Exception):
    """The file could not be kept; nothing of it is left behind."""


def private_storage():
    """Below no public address; a view asks who may read."""
    return storages["private"]


def random_path(_enclosure, _name: str) -> str:
    """A path nobody can guess and nothing of the sender's name is in."""
    token = secrets.token_hex(16)
    return f"enclosures/{token[:2]}/{token}"


class EnclosureQuerySet(models.QuerySet):
    """Files of forms."""

    def pending(self):
        """Those whose form was not sent (yet)."""
        return self.filter(registration__isnull=True)

    def of_submission(self, key: uuid.UUID, file_secrets: list[str]) -> list["Enclosure"]:
        """The files named by `file_secrets` that belong to the submission `key`, in the order they came."""
        return list(self.filter(submission_key=key, secret__in=file_secrets[:100]))

    def keep(self, upload, key: uuid.UUID, now: datetime) -> "Enclosure":
        """Judge `upload` and keep it for the submission `key`.

        Raises ValidationError for a file that cannot be taken and StorageFullError where there is no room for it.
        """
        read = read_file(upload)
        try:
            content = without_traces(read.content, read.content_type)
        except ValueError:
            raise ValidationError(
                _("The picture is damaged. Save it anew and choose it again."), code="kind"
            ) from None
        waiting = self.pending().aggregate(total=models.Sum("size"))["total"] or 0
        if waiting + len(content) > MOST_PENDING_BYTES:
            raise StorageFullError
        return self._store(content, read.name, read.content_type, key, now)

    def copies_for(self, enclosures: list["Enclosure"], key: uuid.UUID, now: datetime) -> list["Enclosure"]:
        """The same files once more, for another submission: two forms never share a file."""
        copies = []
        for enclosure in enclosures:
            with enclosure.file.open("rb") as file:
                content = file.read()
            copies.append(self._store(content, enclosure.name, enclosure.content_type, key, now))
        return copies

    def attach(self, registration, file_secrets: list[str]) -> None:
        """Give the files to their form, in the transaction that takes it in."""
        if not file_secrets:
            return
        pending = self.pending().filter(submission_key=registration.submission_key, secret__in=file_secrets)
        pending.update(registration=registration)

    def forget(self) -> int:
        """Delete rows and, once that is certain, files; returns how many."""
        doomed = list(self)
        storage = storage_of_files()
        with transaction.atomic():
            self.model.objects.filter(pk__in=[enclosure.pk for enclosure in doomed]).delete()
            for enclosure in doomed:
                transaction.on_commit(lambda name=enclosure.file.name: storage.delete(name))
        return len(doomed)

    def _store(self, content: bytes, name: str, content_type: str, key: uuid.UUID, now: datetime) -> "Enclosure":
        enclosure = self.model(
            submission_key=key,
            secret=secrets.token_urlsafe(24),
            name=name,
            content_type=content_type,
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            uploaded_at=now,
        )
        storage = storage_of_files()
        path = random_path(enclosure, name)
        try:
            enclosure.file.name = storage.save(path, ContentFile(content))
        except OSError as problem:
            _delete_quietly(storage, path)
            raise StorageFullError from problem
        try:
            enclosure.save(force_insert=True)
        except BaseException:
            _delete_quietly(storage, enclosure.file.name)
            raise
        return enclosure


def _delete_quietly(storage, path: str) -> None:
    try:
        storage.delete(path)
    except OSError:
        return


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

    objects = EnclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("enclosure")
        verbose_name_plural = _("enclosures")
        ordering = ["pk"]
        default_permissions = ("view",)

    def __str__(self):
        return self.name


def storage_of_files():
    """Where the files lie."""
    return Enclosure._meta.get_field("file").storage
