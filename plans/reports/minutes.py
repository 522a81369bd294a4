"""The minutes of a conference (biên bản): written from its data, edited by a clerk, then issued and kept."""

import hashlib
import secrets
from datetime import date, datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.history import MoveNotAllowedError, compare_and_set
from cms.text import clean, clean_line
from plans.typesetting.docx import to_docx
from plans.typesetting.pdf import PangoMissingError, to_pdf


def private_storage():
    """Below no public address; a screen asks who may read."""
    return storages["private"]


def random_path(_minutes, name: str) -> str:
    """A path nobody can guess."""
    return f"minutes/{secrets.token_hex(16)}.{name.rpartition('.')[2]}"


class MinutesChangedError(Exception):
    """Somebody else saved the text meanwhile: `latest`."""

    def __init__(self, latest: "Minutes"):
        super().__init__(latest.version)
        self.latest = latest


class MinutesQuerySet(models.QuerySet):
    """Minutes, one per canonical conference."""

    def issued(self):
        """Those with number and day."""
        return self.filter(issued_at__isnull=False)

    def write(self, conference, *, based_on: int, chair: str, chair_title: str, secretary: str, text: str, actor, now):
        """Save the text that follows version `based_on` (0: the first); MinutesChangedError if there is one already.

        Raises MoveNotAllowedError once the minutes are issued, or without chair, secretary or text.
        """
        facts = {
            "chair": clean_line(chair)[:150],
            "chair_title": clean_line(chair_title)[:150],
            "secretary": clean_line(secretary)[:150],
            "text": clean(text),
        }
        if not facts["text"] or not facts["chair"] or not facts["secretary"]:
            raise MoveNotAllowedError(_("Enter the chair, the secretary and the text of the minutes."))
        facts |= {"written_at": now, "actor": actor}
        if based_on == 0:
            try:
                with transaction.atomic():
                    return self.create(conference=conference, version=1, **facts)
            except IntegrityError:
                raise MinutesChangedError(self.get(conference=conference)) from None
        mine = self.filter(conference=conference, version=based_on, issued_at__isnull=True)
        changed = mine.update(version=based_on + 1, **facts)
        minutes = self.get(conference=conference)
        if not changed and minutes.issued_at:
            raise MoveNotAllowedError(_("The minutes have been issued and cannot be changed any more."))
        if not changed:
            raise MinutesChangedError(minutes)
        return minutes


class Minutes(models.Model):
    """One text with its version; issued once, as files that do not change any more."""

    conference = models.OneToOneField(
        "conferences.ConferencePage",
        on_delete=models.PROTECT,
        related_name="minutes",
        verbose_name=gettext_lazy("conference"),
    )
    version = models.PositiveIntegerField(gettext_lazy("version"), default=1)
    chair = models.CharField(gettext_lazy("chair"), max_length=150)
    chair_title = models.CharField(gettext_lazy("position of the chair"), max_length=150, blank=True)
    secretary = models.CharField(gettext_lazy("secretary"), max_length=150)
    text = models.TextField(gettext_lazy("text"), max_length=100_000)
    written_at = models.DateTimeField(gettext_lazy("written at"))
    number = models.CharField(gettext_lazy("number and symbol"), max_length=60, blank=True)
    issued_on = models.DateField(gettext_lazy("day of the minutes"), null=True, blank=True)
    issued_at = models.DateTimeField(gettext_lazy("issued at"), null=True, blank=True)
    docx = models.FileField("DOCX", storage=private_storage, upload_to=random_path, max_length=200, blank=True)
    pdf = models.FileField("PDF", storage=private_storage, upload_to=random_path, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=gettext_lazy("written by"),
    )

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("minutes")
        verbose_name_plural = gettext_lazy("minutes")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(issued_at__isnull=True)
                | (~models.Q(number="") & models.Q(issued_on__isnull=False) & ~models.Q(docx="")),
                name="minutes_issued_with_number_day_and_file",
            ),
        ]

    def __str__(self):
        return self.number or f"#{self.pk}"

    def issue(self, *, version: int, number: str, issued_on: date, actor, now: datetime) -> None:
        """Give the text number and day and keep it as DOCX and, where Pango is there, as PDF.

        `version` is the text somebody read; MinutesChangedError if there is a later one. Raises
        MoveNotAllowedError without number or day, for a day to come, or when they were issued before.
        """
        from .minutes_document import document_of

        number = clean_line(number)[:60]
        if not number or issued_on is None:
            raise MoveNotAllowedError(_("Enter number and day."))
        if issued_on > timezone.localdate(now):
            raise MoveNotAllowedError(_("The day lies in the future."))
        with transaction.atomic():
            locked = type(self).objects.select_for_update().get(pk=self.pk)
            if locked.issued_at:
                raise MoveNotAllowedError(_("The minutes have been issued and cannot be changed any more."))
            if locked.version != version:
                raise MinutesChangedError(locked)
            locked.number, locked.issued_on = number, issued_on
            document = document_of(locked)
            docx, pdf = to_docx(document), _pdf_if_possible(document)
            locked.docx.save("minutes.docx", ContentFile(docx), save=False)
            if pdf:
                locked.pdf.save("minutes.pdf", ContentFile(pdf), save=False)
            compare_and_set(
                self,
                "issued_at",
                expected=None,
                to=now,
                number=number,
                issued_on=issued_on,
                docx=locked.docx.name,
                pdf=locked.pdf.name,
                sha256=hashlib.sha256(pdf or docx).hexdigest(),
                actor=actor,
            )

    def make_files_again(self) -> None:
        """Replace the kept files by those of the present text, when people were erased from it. May be repeated."""
        from .minutes_document import document_of

        document = document_of(self)
        docx, pdf = to_docx(document), _pdf_if_possible(document)
        for old in (self.docx, self.pdf):
            if old:
                old.storage.delete(old.name)
        self.docx.save("minutes.docx", ContentFile(docx), save=False)
        if pdf:
            self.pdf.save("minutes.pdf", ContentFile(pdf), save=False)
        facts = {"docx": self.docx.name, "pdf": self.pdf.name if pdf else ""}
        type(self).objects.filter(pk=self.pk).update(**facts, sha256=hashlib.sha256(pdf or docx).hexdigest())


def _pdf_if_possible(document) -> bytes:
    try:
        return to_pdf(document)
    except PangoMissingError:
        return b""
