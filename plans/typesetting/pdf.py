"""Official documents as PDF, with the typeface inside. Setting needs Pango from the system."""

import base64
from collections.abc import Iterable

import segno
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from . import lines
from .characters import plain
from .document import Box, Heading, Items, OfficialDocument, Paragraph, Picture, Run, Table, Text, cell_of, runs_of
from .press import NoPangoError, press

PANGO_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0"
_NAMES = {
    Heading: "heading",
    Items: "items",
    Table: "table",
    Paragraph: "paragraph",
    Picture: "picture",
    Box: "box",
}


class PangoMissingError(Exception):
    """The system's library for setting text is not there; the text of the error says what to install."""


def pango_missing() -> PangoMissingError:
    """The error with its text."""
    said = _("PDF files cannot be made because Pango is missing. As root: apt install %(packages)s")
    return PangoMissingError(said % {"packages": PANGO_PACKAGES})


def to_pdf(*documents: OfficialDocument) -> bytes:
    """The documents one behind the other, each counting its own pages; always in Vietnamese.

    Raises PangoMissingError where Pango is not installed; DOCX needs none.
    """
    pages = [html_of(one) for one in documents]
    try:
        return press(pages)
    except NoPangoError as missing:
        raise pango_missing() from missing


def html_of(document: OfficialDocument) -> str:
    """What is set: the document as HTML, everything in it escaped."""
    with lines.in_vietnamese():
        depths = _Depths(1 if document.is_letter else 2)
        return plain(
            render_to_string(
                "typesetting/document.html",
                {
                    "document": document,
                    "national_name": lines.national_name(),
                    "motto": lines.motto(),
                    "superior": lines.office_line(document.superior),
                    "office": lines.office_line(document.office),
                    "number_line": lines.number_line(document),
                    "subject": _without_widow(document.subject),
                    "subject_line": lines.subject_line(document),
                    "place_line": lines.place_line(document),
                    "salutation": lines.salutation(),
                    "addressees": lines.addressee_lines(document),
                    "recipients_label": lines.recipients_label(),
                    "recipients": lines.recipient_lines(document),
                    "parts": _described(document.body_with_closing(), depths),
                    "annexes": [_annex(annex, depths) for annex in document.annexes],
                    "qr": _qr(document.qr_address),
                },
            )
        )


def _without_widow(title: str) -> str:
    """The last two words together, so that no year stands alone below a centred title."""
    return "\u00a0".join(title.rsplit(" ", 1)) if len(title) > 60 else title


class _Depths:
    """Heading elements without gaps, as screen readers want them, whatever levels a text leaves out."""

    def __init__(self, first: int):
        self.first = first
        self.open: list[int] = []

    def element_for(self, level: int) -> str:
        while self.open and self.open[-1] >= level:
            self.open.pop()
        self.open.append(level)
        return f"h{min(self.first + len(self.open) - 1, 6)}"


def _described(parts: Iterable, depths: _Depths) -> list[dict]:
    """Parts with the name by which the template chooses, and what it shows of each."""
    return [{"name": _NAMES[type(part)], "part": part, **_shown(part, depths)} for part in parts]


def _annex(annex: tuple, depths: _Depths) -> list[dict]:
    """An annex's parts; its heading has the label in a line of its own."""
    shown = _described(annex, depths)
    if annex and isinstance(annex[0], Heading):
        shown[0]["html"] = markup("\n".join(annex[0].lines()))
    return shown


def _shown(part, depths: _Depths) -> dict:
    match part:
        case Heading():
            return {
                "element": depths.element_for(part.level),
                "level": min(part.level, 4),
                "html": markup((Run(f"{part.label} " if part.label else ""), *runs_of(part.text))),
            }
        case Paragraph():
            runs = runs_of(part.text)
            is_bold_start = bool(runs) and runs[0].is_bold
            label = (Run(f"{part.label} ", is_bold=is_bold_start),) if part.label else ()
            return {"html": markup((*label, *runs))}
        case Items():
            return {"items": [markup(item) for item in part.items], "depth": min(part.depth, 3)}
        case Table():
            return {
                "widths": [f"{share:.4%}" for share in part.shares()],
                "header": [_cell(content) for content in part.header],
                "rows": [_row(row, part) for row in part.rows],
            }
        case Picture():
            kind = "png" if part.data.startswith(b"\x89PNG") else "jpeg"
            source = f"data:image/{kind};base64,{base64.b64encode(part.data).decode('ascii')}"
            return {"source": source, "width": f"{part.share:.0%}"}
    return {"parts": _described(part.parts, depths)}


def _cell(content) -> dict:
    cell = cell_of(content)
    return {"html": markup(cell.text), "columns": cell.columns, "rows": cell.rows}


def _row(row, table: Table) -> list[dict]:
    cells, column = [], 0
    for content in row:
        shown = _cell(content)
        shown |= {"is_number": column in table.numeric, "is_head": column == 0 and table.has_header_column}
        cells.append(shown)
        column += shown["columns"]
    return cells


def markup(text: Text) -> SafeString:
    """Words with their looks as HTML."""
    return mark_safe("".join(_run(run) for run in runs_of(text)))  # noqa: S308 - every word is escaped


def _run(run: Run) -> str:
    html = escape(run.text).replace("\n", "<br>")
    for is_set, tag in ((run.is_raised, "sup"), (run.is_lowered, "sub"), (run.is_italic, "i"), (run.is_bold, "b")):
        if is_set:
            html = f"<{tag}>{html}</{tag}>"
    return f'<a href="{escape(run.address)}">{html}</a>' if run.address else html


def _qr(address: str) -> str:
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=2) if address else ""
