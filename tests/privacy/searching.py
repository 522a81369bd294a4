"""Looking for a person in every table and every file there is."""

import zipfile
from pathlib import Path

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection


def tables_holding(*traces: str) -> list[str]:
    """Every "table.column" with one of `traces` in it, whatever its case; reads the whole database."""
    wanted = [trace.lower() for trace in traces]
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    text = _readable(value).lower()
                    if any(trace in text for trace in wanted):
                        found.add(f"{table}.{column}")
    return sorted(found)


def files_holding(*traces: str) -> list[str]:
    """Every private or public file with one of `traces` in its name or content; looks into zipped formats."""
    wanted = [trace.encode() for trace in traces]
    folders = [Path(storages["private"].location), Path(settings.MEDIA_ROOT)]
    found = []
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        content = path.name.encode() + path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                content += b"".join(archive.read(name) for name in archive.namelist())
        if any(trace in content for trace in wanted):
            found.append(str(path))
    return found


def _readable(value) -> str:
    """As text, with what JSON columns escape made readable."""
    text = str(value)
    return text.encode().decode("unicode_escape", "ignore") + text if "\\u" in text else text
