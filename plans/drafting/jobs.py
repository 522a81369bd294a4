"""What the worker does for documents on their way in."""

from datetime import datetime

from cms.jobs import periodic

from .intake_reading import read_next
from .kept_files import sweep
from .models import ImportedText, Intake, IntakePicture


@periodic(seconds=2)
def read_waiting(now: datetime) -> bool:
    """Read the large file that has waited longest; returns whether there was one."""
    return read_next(now) is not None


@periodic(seconds=3600)
def forget_old_intakes(now: datetime) -> int:
    """Documents nobody went on with for a week go, with their files. Returns how many."""
    forgotten = Intake.objects.outdated(now).forget()
    known: set[str] = set()
    for model in (Intake, IntakePicture, ImportedText):
        known.update(model.objects.exclude(file="").values_list("file", flat=True))
    sweep(known, now)
    return forgotten
