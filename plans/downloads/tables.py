"""The filtered register as a table for spreadsheets: one row a document, in the order shown.

Documents are read in portions, so that memory does not grow with the list; a file holds at most MOST_ROWS of them and
says so in its last row.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from plans.typesetting.spreadsheets import csv_lines, write_xlsx

MOST_ROWS = 3000
_PORTION = 250
CSV, CSV_SEMICOLON, XLSX = "csv", "csv-excel", "xlsx"


def header() -> list[str]:
    """The headings, in the reader's language."""
    return [
        _("Number"),
        _("Issued on"),
        _("Kind"),
        _("Title"),
        _("Issuing office"),
        _("Superior office"),
        _("Unit in charge"),
        _("Fields"),
        _("Period"),
        _("Period from"),
        _("Period to"),
        _("Status"),
        _("Address"),
    ]


_WIDTHS = (18, 12, 14, 60, 34, 26, 26, 30, 24, 12, 12, 14, 50)


def rows(plans, request) -> Iterator[list]:
    """The documents among `plans` (an ordered PlanPage queryset) as rows."""
    keys = list(plans.values_list("pk", flat=True)[: MOST_ROWS + 1])
    for start in range(0, min(len(keys), MOST_ROWS), _PORTION):
        portion = keys[start : min(start + _PORTION, MOST_ROWS)]
        loaded = plans.model.objects.filter(pk__in=portion).select_related("issuer", "drafting_unit", "locale")
        found = loaded.prefetch_related("subject_fields").defer_streamfields().in_bulk()
        for plan in (found[key] for key in portion if key in found):
            yield _row(plan, request)
    if len(keys) > MOST_ROWS:
        note = _("Only the first %(count)d documents are in this file. Choose filters for fewer.")
        yield [note % {"count": MOST_ROWS}]


def _row(plan, request) -> list:
    return [
        plan.number,
        plan.issued_on,
        plan.type_name,
        plan.title,
        str(plan.issuer or ""),
        plan.issuer.superior if plan.issuer else "",
        str(plan.drafting_unit or ""),
        "; ".join(str(each) for each in plan.subject_fields.all()),
        plan.period_in_words,
        plan.period_start,
        plan.period_end,
        plan.get_status_display(),
        plan.get_full_url(request) or "",
    ]


def csv_file(plans, request, delimiter: str) -> Iterator[str]:
    """The table as CSV, piece by piece; Excel in Vietnamese wants semicolons."""
    return csv_lines(header(), rows(plans, request), delimiter)


def xlsx_file(plans, request):
    """The table as a workbook: an open file at its beginning."""
    return write_xlsx(header(), rows(plans, request), _("Documents"), _WIDTHS)
