"""Files whose form was never sent go after a day; so does what a crash left in the storage without a row."""

from datetime import datetime

from .enclosure import PENDING_FOR, storage_of_files
from .models import Enclosure

_FOLDER = "enclosures"


def sweep_pending(now: datetime) -> int:
    """Delete the files that waited for their form longer than `PENDING_FOR`; returns how many."""
    return Enclosure.objects.pending().filter(uploaded_at__lt=now - PENDING_FOR).forget()


def sweep_strays(now: datetime) -> int:
    """Delete files older than `PENDING_FOR` that no row names; returns how many."""
    storage = storage_of_files()
    deleted = 0
    if not storage.exists(_FOLDER):
        return 0
    for folder in storage.listdir(_FOLDER)[0]:
        paths = {f"{_FOLDER}/{folder}/{name}" for name in storage.listdir(f"{_FOLDER}/{folder}")[1]}
        known = set(Enclosure.objects.filter(file__in=paths).values_list("file", flat=True))
        for path in paths - known:
            if storage.get_modified_time(path) < now - PENDING_FOR:
                storage.delete(path)
                deleted += 1
    return deleted
