"""Tables as files that are safe to open: nothing a visitor typed can run, get lost or break the file.

CSV: UTF-8 with byte order mark. A text that a spreadsheet would take for a formula, or for a number and so lose
its leading zero or last digits, gets an apostrophe in front; `without_guard` takes it off again.
XLSX: every text is stored as text, so it needs no apostrophe; moments are dates in Vietnam time.
"""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .characters import plain

# Also the full-width forms of = + - @, which some spreadsheets take for the plain ones.
_FORMULA = re.compile("^[ \u00a0\t\r\n]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
_NUMBER = re.compile(r"^(?:0[0-9]+|[0-9]{11,})$")
_GUARD = "'"
_LONGEST_CELL = 32_767
_NOT_IN_TITLE = re.compile(r"[\\/?*:\[\]]")
_CUT_MARK = " […]"


def guarded(text: str) -> str:
    """`text` for a CSV cell: with an apostrophe in front where a spreadsheet would compute or convert it."""
    text = plain(text)
    if _FORMULA.search(text) or _NUMBER.match(text) or text.startswith(_GUARD):
        return _GUARD + text
    return text


def without_guard(cell: str) -> str:
    """What stood in a CSV cell before `guarded`."""
    return cell.removeprefix(_GUARD)


def csv_lines(header: list[str], rows: Iterable[list], delimiter: str = ",") -> Iterator[str]:
    """The CSV file piece by piece; `rows` hold str, int, bool, datetime, date or None."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    yield "\ufeff"
    writer.writerow(header)
    yield _drain(buffer)
    for row in rows:
        writer.writerow([_csv_value(value) for value in row])
        yield _drain(buffer)


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook; `rows` hold str, int, bool, datetime, date or None and may be an iterator.

    `widths` are those of the columns, in letters; columns without one keep the program's own.
    """

    title: str
    header: list[str]
    rows: Iterable[list]
    widths: Sequence[float | None] = ()


def write_xlsx(header: list[str], rows: Iterable[list], sheet_title: str, widths: Sequence[float | None] = ()):
    """An open temporary file holding the workbook, at its beginning; rows are written as they come."""
    return write_workbook([Sheet(sheet_title, header, rows, widths or ())])


def write_workbook(sheets: Iterable[Sheet]):
    """The same with several sheets, one after the other."""
    workbook = Workbook(write_only=True)
    for one in sheets:
        sheet = workbook.create_sheet(_NOT_IN_TITLE.sub(" ", plain(one.title))[:31])
        sheet.freeze_panes = "A2"
        for number, width in enumerate(one.widths, 1):
            if width:
                sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([_text_cell(sheet, label, bold=True) for label in one.header])
        for row in one.rows:
            sheet.append([_xlsx_cell(sheet, value) for value in row])
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    workbook.save(file)
    file.seek(0)
    return file


def _drain(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _csv_value(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, date):
        return f"{value:%d/%m}/{value.year}"
    if isinstance(value, int):
        return str(value)
    return guarded(str(value))


def _xlsx_cell(sheet, value):
    if value is None:
        return None
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, timezone.localtime(value).replace(tzinfo=None, microsecond=0))
        cell.number_format = "dd/mm/yyyy hh:mm:ss"
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "dd/mm/yyyy"
        return cell
    if isinstance(value, int):
        return value
    return _text_cell(sheet, str(value))


def _text_cell(sheet, text: str, *, bold: bool = False) -> WriteOnlyCell:
    text = plain(text)
    if len(text) > _LONGEST_CELL:
        text = text[: _LONGEST_CELL - len(_CUT_MARK)] + _CUT_MARK
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # openpyxl would make a formula of "=…" and an error of "#N/A"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell
