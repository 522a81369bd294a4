"""Whether anything must be prepared before serving, found out in a tenth of a second: Django is not loaded here.

The last preparation leaves a note in the data folder: a fingerprint of everything it depended on (requirements,
migrations, static files, translations, which database) and the newest migration of each app. Nothing needs
preparing while the fingerprint is the same and the database still knows those migrations (it may have been
replaced by an old backup).
"""

import hashlib
import importlib
import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

NOTE = "prepared.json"
_WATCHED = ["requirements.txt", "*/migrations/[0-9]*.py", "*/*/migrations/[0-9]*.py", "locale/*/LC_MESSAGES/*.po"]
_STATIC_FOLDERS = ["*/static", "*/*/static"]


def load_settings() -> ModuleType:
    """The settings module as plain Python: its folders and database, without Django."""
    return importlib.import_module(os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production"))


def is_prepared(settings: ModuleType) -> bool:
    """Whether the last preparation still holds."""
    try:
        note = json.loads((Path(settings.DATA_DIR) / NOTE).read_text(encoding="utf-8"))
        expected = {(app, name) for app, name in note["migrations"]}
        return note["fingerprint"] == fingerprint(settings) and expected <= known_migrations(settings)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def note_prepared(settings, migrations: Iterable[tuple[str, str]]) -> None:
    """Write the note; `migrations` are (app, newest migration) pairs."""
    note = {"fingerprint": fingerprint(settings), "migrations": sorted(migrations)}
    target = Path(settings.DATA_DIR) / NOTE
    temporary = target.with_suffix(".tmp")
    temporary.write_text(json.dumps(note), encoding="utf-8")
    temporary.replace(target)


def fingerprint(settings) -> str:
    """One value for all files and settings a preparation depends on."""
    root = Path(settings.BASE_DIR)
    files = [file for pattern in _WATCHED for file in root.glob(pattern)]
    for pattern in _STATIC_FOLDERS:
        for folder in root.glob(pattern):
            files.extend(file for file in folder.rglob("*") if file.is_file())
    compiled = [file.with_suffix(".mo").exists() for file in files if file.suffix == ".po"]
    database = settings.DATABASES["default"]
    identity = [str(database.get(key, "")) for key in ("ENGINE", "NAME", "HOST", "PORT", "USER")]
    lines = [os.environ["DJANGO_SETTINGS_MODULE"], str(settings.STATIC_ROOT), *identity, repr(compiled)]
    for file in sorted(files):
        facts = file.stat()
        lines.append(f"{file.relative_to(root)}:{facts.st_size}:{facts.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def known_migrations(settings: ModuleType) -> set[tuple[str, str]]:
    """The (app, name) pairs the database says it has seen; empty when it cannot say."""
    database = settings.DATABASES["default"]
    query = "SELECT app, name FROM django_migrations"
    if database["ENGINE"].endswith("sqlite3"):
        if not Path(database["NAME"]).exists():
            return set()
        connection = sqlite3.connect(f"file:{database['NAME']}?mode=ro", uri=True)
        try:
            return set(connection.execute(query))
        except sqlite3.Error:
            return set()
        finally:
            connection.close()
    import psycopg

    try:
        with psycopg.connect(
            dbname=database["NAME"], host=database["HOST"] or None, port=database["PORT"] or None,
            user=database["USER"] or None, password=database["PASSWORD"] or None, connect_timeout=5,
        ) as connection:  # fmt: skip
            return set(connection.execute(query))
    except psycopg.Error:
        return set()
