"""A copy of many registrations that the worker writes: how far it is, where the file lies, until when."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .enclosure import private_storage

KEPT_FOR = timedelta(days=1)
# A worker that has not said anything for this long has died; another one begins again.
SILENT_FOR = timedelta(minutes=3)
MOST_ATTEMPTS = 3


def random_path(_export, _name: str) -> str:
    """A path nobody can guess."""
    return f"exports/{secrets.token_hex(16)}"


class ExportQuerySet(models.QuerySet):
    """Ordered copies."""

    def claim(self, now: datetime) -> "Export | None":
        """The next copy to write, marked as being written by the caller; None when there is nothing to do."""
        dead = Q(state=Export.State.RUNNING, beat_at__lt=now - SILENT_FOR)
        for pk, state, beat in (
            self.filter(Q(state=Export.State.WAITING) | dead).order_by("pk").values_list("pk", "state", "beat_at")
        ):
            mine = self.filter(pk=pk, state=state, beat_at=beat) if beat else self.filter(pk=pk, state=state)
            if mine.update(state=Export.State.RUNNING, beat_at=now, rows_done=0, attempts=models.F("attempts") + 1):
                return self.get(pk=pk)
        return None

    def outdated(self, now: datetime):
        """Those whose file is to be removed."""
        return self.filter(asked_at__lte=now - KEPT_FOR).exclude(state=Export.State.REMOVED)


class Export(models.Model):
    """One copy, seen and fetched by the one who ordered it only. The row stays when its file is removed."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waits for the worker")
        RUNNING = "running", _("is being written")
        DONE = "done", _("ready")
        FAILED = "failed", _("failed")
        REMOVED = "removed", _("removed")

    asked_at = models.DateTimeField(_("ordered at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("account")
    )
    file_format = models.CharField(_("format"), max_length=20)
    shape = models.CharField(_("one row per"), max_length=10)
    filters = models.TextField(_("filters"), blank=True)
    language = models.CharField(max_length=5, default="vi")
    file_name = models.CharField(_("file name"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING, db_index=True)
    rows_total = models.PositiveIntegerField(_("number of rows"))
    rows_done = models.PositiveIntegerField(_("rows written"), default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    beat_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    file = models.FileField(_("file"), storage=private_storage, upload_to=random_path, max_length=200, blank=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of registrations")
        verbose_name_plural = _("copies of registrations")
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.file_name

    @property
    def is_finished(self) -> bool:
        """Whether nothing more will happen to it, but its removal."""
        return self.state not in {self.State.WAITING, self.State.RUNNING}

    @property
    def percent(self) -> int:
        """How much is written, 0 to 100."""
        return min(100, self.rows_done * 100 // self.rows_total) if self.rows_total else 100

    def fetched_until(self) -> datetime:
        """When the file is removed."""
        return self.asked_at + KEPT_FOR
