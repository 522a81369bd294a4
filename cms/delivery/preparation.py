"""What must be in place before the site is served: translations, database, static files, content, an administrator.

Every step first looks whether it is needed, and that look is cheap: a second start must not wait for it.
"""

import fcntl
import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from wagtail.models import Page

from .catalogues import compile_catalogue, stale_catalogues
from .handed_out_passwords import create_administrator
from .readiness import note_prepared

ADMINISTRATOR = "quantri"


class Preparation:
    """Brings everything up to date; `say` gets one line per piece of work that was needed."""

    def __init__(self, say: Callable[[str], None]):
        self._say = say

    def run(self, *, static_files: bool, demo: bool) -> tuple[str, str] | None:
        """Do what is needed. Returns name and password of the administrator if one had to be made."""
        with self._alone():
            self._catalogues()
            if needs_migration():
                self._migrate()
            if static_files and static_files_fingerprint() != _read(self._static_stamp):
                self._static_files()
            if is_empty_site():
                with self._work("Loading the demonstration site" if demo else "Laying out the site"):
                    call_command("load_demo", bare=not demo)
            administrator = self._administrator()
            note_prepared(settings, newest_migrations())
            return administrator

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Two starts on one data folder at once: the second waits for the first."""
        folder = Path(settings.DATA_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        # Registrations lie in here: nobody else on the machine is to read them.
        folder.chmod(0o700)
        with (folder / "start.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._say("Another start is preparing this data folder; waiting for it …")
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _work(self, title: str) -> Iterator[None]:
        self._say(f"{title} …")
        started = time.monotonic()
        yield
        self._say(f"{title}: done ({time.monotonic() - started:.0f} s)")

    def _catalogues(self) -> None:
        stale = stale_catalogues(settings.LOCALE_PATHS)
        if stale:
            with self._work(f"Compiling {len(stale)} translation file(s)"):
                for source in stale:
                    compile_catalogue(source)

    def _migrate(self) -> None:
        with self._work("Bringing the database up to date"):
            call_command("migrate", interactive=False, stdout=_Counting(self._say), no_color=True)

    @property
    def _static_stamp(self) -> Path:
        return Path(settings.STATIC_ROOT) / ".collected"

    def _static_files(self) -> None:
        with self._work("Collecting static files"):
            call_command("collectstatic", interactive=False, verbosity=0)
            self._static_stamp.write_text(static_files_fingerprint(), encoding="ascii")

    def _administrator(self) -> tuple[str, str] | None:
        users = get_user_model().objects
        if users.filter(is_superuser=True).exists():
            return None
        name = ADMINISTRATOR
        number = 2
        while users.filter(username=name).exists():
            name, number = f"{ADMINISTRATOR}{number}", number + 1
        return name, create_administrator(name)


def needs_migration() -> bool:
    """Whether the newest migration file of an app is unknown to the database; reads names only, loads none."""
    if connection.vendor == "sqlite":
        Path(connection.settings_dict["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    return not newest_migrations() <= set(MigrationRecorder(connection).applied_migrations())


def newest_migrations() -> set[tuple[str, str]]:
    """(app label, name of its newest migration file) of every installed app that has any."""
    newest = set()
    for app in apps.get_app_configs():
        names = [file.stem for file in (Path(app.path) / "migrations").glob("[0-9]*.py")]
        if names:
            newest.add((app.label, max(names)))
    return newest


def database_problem() -> str:
    """Why the database cannot be reached, in one line; empty when it can."""
    try:
        if connection.vendor != "sqlite":
            connection.ensure_connection()
    except OperationalError as error:
        return " ".join(str(error).split())
    return ""


def is_empty_site() -> bool:
    """Whether there is no page but those Wagtail itself makes."""
    return not Page.objects.exclude(content_type__app_label="wagtailcore").exists()


def static_files_fingerprint() -> str:
    """One value for names, sizes and times of all static files of all apps."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _read(path: Path) -> str:
    return path.read_text(encoding="ascii") if path.exists() else ""


class _Counting:
    """Takes `migrate`'s output and tells how far it is, every 25 migrations."""

    def __init__(self, say: Callable[[str], None]):
        self._say = say
        self._done = 0

    def write(self, text: str) -> None:
        """Count the migrations named in a piece of output."""
        before = self._done
        self._done += len(re.findall(r"Applying ", text))
        if self._done // 25 > before // 25:
            self._say(f"  {self._done} steps so far")

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        """Never coloured."""
        return False
