"""Writing a copy of registrations: small ones at once, big ones by the worker, each of them noted in the log."""

import logging
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePath

from django.core.files import File
from django.http import QueryDict
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from plans.conferences.models import ConferencePage
from plans.typesetting import spreadsheets

from .export_file import MOST_ATTEMPTS, Export
from .exports import Table
from .finding import exported_by
from .models import ExportLog

logger = logging.getLogger(__name__)

FORMATS = {"xlsx": "xlsx", "csv": "csv", "csv-semicolon": "csv"}
_DELIMITERS = {"csv": ",", "csv-semicolon": ";"}
# More rows than that are written by the worker, while the clerk looks at the progress.
MOST_AT_ONCE = 2000
_BEAT_EVERY = 500
# A page's slug may be longer than a name of a file is allowed to be.
_LONGEST_SLUG = 120


def table_for(query: QueryDict, shape: str, user) -> Table:
    """The table that the filters in `query` leave."""
    return Table(list(exported_by(query).values_list("pk", flat=True)), shape, user)


def file_name(query: QueryDict, file_format: str, now: datetime) -> str:
    """What is in it and of when: "dang-ky_hoi-nghi-dot-1_20260605-1700.xlsx"."""
    number = query.get("conference", "")
    conference = ConferencePage.objects.filter(pk=number).first() if number.isdecimal() else None
    slug = conference.slug[:_LONGEST_SLUG] if conference else "tat-ca"
    return f"dang-ky_{slug}_{timezone.localtime(now):%Y%m%d-%H%M}.{FORMATS[file_format]}"


def note(user, file_format: str, shape: str, query: QueryDict, rows: int, now: datetime) -> ExportLog:
    """Write down who takes how many rows away, before any of them leaves."""
    return ExportLog.objects.create(
        at=now, actor=user, file_format=f"{file_format} {shape}"[:20], filters=query.urlencode()[:500], row_count=rows
    )


def order(user, query: QueryDict, file_format: str, shape: str, rows: int, now: datetime) -> Export:
    """Have the worker write the copy; the same order given again while it waits is the same copy."""
    same = {"actor": user, "filters": query.urlencode(), "file_format": file_format, "shape": shape}
    known = Export.objects.filter(**same, state__in=[Export.State.WAITING, Export.State.RUNNING]).first()
    if known is not None:
        return known
    note(user, file_format, shape, query, rows, now)
    return Export.objects.create(
        **same,
        asked_at=now,
        rows_total=rows,
        language=translation.get_language(),
        file_name=file_name(query, file_format, now),
    )


def write_next(now: datetime) -> Export | None:
    """Write the copy whose turn it is; None when none was ordered. One that fails is tried again a few times."""
    export = Export.objects.claim(now)
    if export is None:
        return None
    try:
        with translation.override(export.language):
            _write(export)
    except Exception:
        logger.exception("The copy %s could not be written", export.pk)
        again = export.attempts < MOST_ATTEMPTS
        Export.objects.filter(pk=export.pk).update(
            state=Export.State.WAITING if again else Export.State.FAILED, beat_at=None
        )
    export.refresh_from_db()
    return export


def remove_outdated(now: datetime) -> int:
    """Delete the files that are a day old; the log of who took them stays."""
    removed = 0
    for export in Export.objects.outdated(now):
        if export.file:
            export.file.delete(save=False)
        removed += Export.objects.filter(pk=export.pk).update(state=Export.State.REMOVED, file="")
    return removed


def content(table: Table, file_format: str, rows: Iterator[list]):
    """The file, open at its beginning, for `rows` of `table`."""
    if file_format == "xlsx":
        return spreadsheets.write_xlsx(table.header, rows, _("Registrations"), table.widths)
    return spreadsheets.csv_lines(table.header, rows, _DELIMITERS[file_format])


def _write(export: Export) -> None:
    table = table_for(QueryDict(export.filters), export.shape, export.actor)
    Export.objects.filter(pk=export.pk).update(rows_total=table.count())
    written = content(table, export.file_format, _counted(export, table.rows()))
    name = PurePath(export.file_name).name
    with written if export.file_format == "xlsx" else _in_a_file(written) as file:
        export.file.save(name, File(file), save=False)
    Export.objects.filter(pk=export.pk).update(
        state=Export.State.DONE, file=export.file.name, finished_at=timezone.now(), beat_at=None
    )


def _counted(export: Export, rows: Iterator[list]) -> Iterator[list]:
    """The same rows, with the number of them written down now and then."""
    done = 0
    for done, row in enumerate(rows, 1):
        yield row
        if done % _BEAT_EVERY == 0:
            Export.objects.filter(pk=export.pk).update(rows_done=done, beat_at=timezone.now())
    Export.objects.filter(pk=export.pk).update(rows_done=done)


def _in_a_file(lines: Iterator[str]):
    file = tempfile.TemporaryFile(suffix=".csv")  # noqa: SIM115 - the storage reads it, the caller closes it
    for line in lines:
        file.write(line.encode())
    file.seek(0)
    return file
