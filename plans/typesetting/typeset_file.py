"""The files of a published page in the official layout: ordered when it is published, made by the worker, kept."""

import secrets
import uuid
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

FOLDER = "typeset"
# Longer than a file may take (see apart.SECONDS); after that its worker counts as dead and another one begins again.
LEASE = timedelta(minutes=6)
MOST_ATTEMPTS = 3


def private_storage():
    """Below no public address: the view that serves a file asks whether its page is public."""
    return storages["private"]


def random_path(_typeset_file, name: str) -> str:
    """A path that no other file had."""
    return f"{FOLDER}/{secrets.token_hex(16)}.{name.rpartition('.')[2]}"


class TypesetFileQuerySet(models.QuerySet):
    """One row for each page and kind of file."""

    def order(self, page: Page, now: datetime) -> None:
        """Have the files of `page` made from its live revision; those of an earlier one go at once."""
        fresh = {
            "revision_id": page.live_revision_id,
            "state": TypesetFile.State.WAITING,
            "problem": "",
            "file": "",
            "sha256": "",
            "size": 0,
            "ordered_at": now,
            "made_at": None,
            "lease": None,
            "leased_until": None,
            "attempts": 0,
        }
        with transaction.atomic():
            known = list(self.filter(page_id=page.pk).values_list("kind", "file"))
            if known:
                self.filter(page_id=page.pk).update(**fresh)
                delete_after_commit([name for _kind, name in known])
            missing = [kind for kind in TypesetFile.Kind.values if kind not in dict(known)]
            if missing:
                rows = [TypesetFile(page_id=page.pk, kind=kind, **fresh) for kind in missing]
                self.bulk_create(rows, ignore_conflicts=True)

    def claim(self, now: datetime) -> "TypesetFile | None":
        """The next file to make, for this worker alone; None when there is none or another worker is making one.

        The database lets one row at a time be in the making, whatever the number of workers.
        """
        making, waiting = TypesetFile.State.MAKING, TypesetFile.State.WAITING
        dead = self.filter(state=making, leased_until__lte=now)
        dead.filter(attempts__gte=MOST_ATTEMPTS).update(**_failed(TypesetFile.Problem.TOO_BIG))
        dead.update(state=waiting, lease=None, leased_until=None)
        pk = self.filter(state=waiting).order_by("ordered_at", "kind", "pk").values_list("pk", flat=True).first()
        if pk is None:
            return None
        lease = uuid.uuid4()
        try:
            with transaction.atomic():
                self.filter(pk=pk, state=waiting).update(
                    state=making, lease=lease, leased_until=now + LEASE, attempts=F("attempts") + 1
                )
        except IntegrityError:  # another worker took one in this very moment
            return None
        return self.filter(lease=lease).select_related("page", "page__locale").first()

    def for_readers(self):
        """Files that are ready, of the revision that is live, of pages everybody may read."""
        is_of_live_revision = Q(revision_id=F("page__live_revision_id")) | Q(
            revision_id=None, page__live_revision_id=None
        )
        return self.filter(is_of_live_revision, state=TypesetFile.State.READY).filter(
            page__in=Page.objects.live().public()
        )


class TypesetFile(models.Model):
    """A page as DOCX or PDF; `revision` is the one it shows (None for pages that were published without one)."""

    class Kind(models.TextChoices):
        """What programs open it."""

        DOCX = "docx", "Word"
        PDF = "pdf", "PDF"

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waits for the worker")
        MAKING = "making", _("is being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    class Problem(models.TextChoices):
        """Why there is no file."""

        PANGO = "pango", _("Pango is missing on the server")
        TOO_BIG = "too_big", _("the page is too long to be set within the limits of time and memory")
        ERROR = "error", _("it could not be made; the log says why")
        NO_SHEET = "no_sheet", _("the page has nothing to be printed at present")

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="typeset_files")
    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, db_index=True)
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    file = models.FileField(storage=private_storage, upload_to=random_path, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    ordered_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)

    objects = TypesetFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file in the official layout")
        verbose_name_plural = _("files in the official layout")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "kind"], name="typeset_one_file_of_a_kind"),
            models.UniqueConstraint(fields=["state"], condition=Q(state="making"), name="typeset_one_file_at_a_time"),
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(file="") & ~Q(sha256="") & Q(made_at__isnull=False)),
                name="typeset_ready_has_file",
            ),
            models.CheckConstraint(
                condition=~Q(state="making") | Q(lease__isnull=False, leased_until__isnull=False),
                name="typeset_making_has_lease",
            ),
        ]

    def __str__(self):
        return f"{self.page_id}.{self.kind}"

    def keep(self, content: bytes, sha256: str, now: datetime) -> bool:
        """Store what this worker made; False when the page was published anew meanwhile: then nothing is kept."""
        self.file.save(f"sheet.{self.kind}", ContentFile(content), save=False)
        kept = self._finish(
            state=self.State.READY, file=self.file.name, sha256=sha256, size=len(content), made_at=now, problem=""
        )
        if not kept:
            self.file.storage.delete(self.file.name)
        return kept

    def give_up(self, problem: str) -> bool:
        """Nothing can be made of this page as it is."""
        return self._finish(**_failed(problem))

    def try_again(self) -> bool:
        """Put it back for another attempt, a few times."""
        if self.attempts >= MOST_ATTEMPTS:
            return self.give_up(self.Problem.ERROR)
        return self._finish(state=self.State.WAITING)

    def _finish(self, **facts) -> bool:
        facts = {"lease": None, "leased_until": None, **facts}
        return bool(type(self).objects.filter(pk=self.pk, lease=self.lease).update(**facts))


def _failed(problem: str) -> dict:
    return {"state": TypesetFile.State.FAILED, "problem": problem, "lease": None, "leased_until": None}


def delete_after_commit(names: list[str]) -> None:
    """Remove files from the storage once nothing can bring back the rows that named them."""
    names = [name for name in names if name]
    if names:
        storage = private_storage()
        transaction.on_commit(lambda: [storage.delete(name) for name in names], robust=True)
