"""Files that come with an import: kept privately under random names, gone with the row that names them."""

import hashlib
import logging
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

FOLDER = "imports"
# A file without a row is younger than that only while it is being written down.
_STRAY_AFTER = timedelta(days=1)

logger = logging.getLogger(__name__)


def private_storage():
    """Below no public address; a view asks who may read."""
    return storages["private"]


def random_path(_row=None, _name: str = "") -> str:
    """A path nobody can guess and nothing of the file's own name is in."""
    return f"{FOLDER}/{secrets.token_hex(16)}"


def keep(data: bytes) -> str:
    """Write a file; returns its path. OSError when there is no room for it: nothing is left behind then."""
    path = random_path()
    try:
        return storages["private"].save(path, ContentFile(data))
    except OSError:
        delete_quietly([path])
        raise


def digest(data: bytes) -> str:
    """SHA-256 of a file, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def delete_after_commit(*paths: str) -> None:
    """Delete files once it is certain that no row names them any more; what a draft was made of stays beside it."""
    doomed = [path for path in paths if path]
    if doomed:
        transaction.on_commit(lambda: delete_quietly(_unnamed(doomed)))


def _unnamed(paths: list[str]) -> list[str]:
    imported = apps.get_model("drafting", "ImportedText").objects.filter(file__in=paths)
    named = set(imported.values_list("file", flat=True))
    return [path for path in paths if path not in named]


def delete_quietly(paths: Iterable[str]) -> None:
    """Delete files; one that cannot be deleted is left to the next sweep."""
    for path in paths:
        try:
            storages["private"].delete(path)
        except OSError:
            logger.exception("A file of an import could not be deleted")


def sweep(known: set[str], now: datetime) -> int:
    """Delete files that no row names, as a killed process leaves them; returns how many."""
    storage = storages["private"]
    if not storage.exists(FOLDER):
        return 0
    strays = [path for name in storage.listdir(FOLDER)[1] if (path := f"{FOLDER}/{name}") not in known]
    old = [path for path in strays if storage.get_modified_time(path) < now - _STRAY_AFTER]
    delete_quietly(old)
    return len(old)
