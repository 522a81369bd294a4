"""The files of a form while it is filled in: those kept so far, those that came with this request."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cms.intake.files import display_name

from .enclosure import MOST_FILES, StorageFullError
from .models import Enclosure

UPLOAD_FIELD = "upload"
KEPT_FIELD = "file"


@dataclass
class Files:
    """`kept` are the enclosures of the form, `problems` sentences about files that were not kept.

    `lost` says that files chosen earlier belong to a form that is no longer valid: they must be chosen again.
    """

    kept: list[Enclosure] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    lost: bool = False

    @property
    def has_room(self) -> bool:
        """Whether one more may be added."""
        return len(self.kept) < MOST_FILES

    @property
    def secrets(self) -> list[str]:
        """What the form names its files by."""
        return [enclosure.secret for enclosure in self.kept]


def files_of(request, key: uuid.UUID, now: datetime, *, takes_uploads: bool = True) -> Files:
    """The files the form names, and those uploaded with it, kept under `key`."""
    named = [secret for secret in request.POST.getlist(KEPT_FIELD) if secret and len(secret) <= 40]
    named = [secret for secret in dict.fromkeys(named) if "\x00" not in secret]
    files = Files(kept=Enclosure.objects.of_submission(key, named) if named else [])
    files.lost = len(files.kept) < len(named)
    for upload in request.FILES.getlist(UPLOAD_FIELD) if takes_uploads else ():
        _keep(upload, files, key, now)
    return files


def without(files: Files, secret: str) -> None:
    """Take one file out of the form; it is deleted unless a sent form has it."""
    files.kept = [enclosure for enclosure in files.kept if enclosure.secret != secret]
    Enclosure.objects.pending().filter(secret=secret).forget()


def _keep(upload, files: Files, key: uuid.UUID, now: datetime) -> None:
    if not files.has_room:
        problem = _("At most %(most)d files can be sent.") % {"most": MOST_FILES}
    else:
        try:
            files.kept.append(Enclosure.objects.keep(upload, key, now))
        except ValidationError as refusal:
            problem = " ".join(refusal.messages)
        except StorageFullError:
            problem = _("This file was not received: there is no room for it. Send the form without it or try later.")
        else:
            return
    files.problems.append(f"{_shown_name(upload.name or '')}: {problem}")


def _shown_name(name: str) -> str:
    ending = name.rsplit(".", 1)[-1] if "." in name else ""
    shown = display_name(name, ending[:10] or "?")
    return shown.removesuffix(".?")
