"""Official documents as PDF, with the typeface inside. Setting needs Pango from the system."""

from functools import cache
from pathlib import Path

import segno
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from . import lines
from .characters import plain
from .document import Heading, Items, OfficialDocument, Paragraph, Table

FOLDER = Path(__file__).resolve().parent
PANGO_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0"


class PangoMissingError(Exception):
    """The system's library for setting text is not there; the text of the error says what to install."""


def to_pdf(*documents: OfficialDocument) -> bytes:
    """The documents one behind the other, each counting its own pages; always in Vietnamese.

    Raises PangoMissingError where Pango is not installed; DOCX needs none.
    """
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols={"file", "data"})
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(filename=FOLDER / "document.css", font_config=fonts, url_fetcher=fetcher)
    set_ones = [
        weasyprint.HTML(string=html_of(one), url_fetcher=fetcher).render(
            stylesheets=[style], font_config=fonts, presentational_hints=True
        )
        for one in documents
    ]
    pages = [page for one in set_ones for page in one.pages]
    return set_ones[0].copy(pages).write_pdf(pdf_tags=True)


def html_of(document: OfficialDocument) -> str:
    """What is set: the document as HTML, everything in it escaped."""
    with lines.in_vietnamese():
        return plain(
            render_to_string(
                "typesetting/document.html",
                {
                    "document": document,
                    "national_name": lines.national_name(),
                    "motto": lines.motto(),
                    "number_line": lines.number_line(document),
                    "subject_line": lines.subject_line(document),
                    "place_line": lines.place_line(document),
                    "salutation": lines.salutation(),
                    "addressees": lines.addressee_lines(document),
                    "recipients_label": lines.recipients_label(),
                    "recipients": lines.recipient_lines(document),
                    "parts": [_described(part) for part in document.body_with_closing()],
                    "qr": _qr(document.qr_address),
                },
            )
        )


def _described(part) -> dict:
    """A part with the name by which the template chooses, and the widths of a table."""
    names = {Heading: "heading", Items: "items", Table: "table", Paragraph: "paragraph"}
    described = {"name": names[type(part)], "part": part}
    if isinstance(part, Table):
        described["widths"] = [f"{share:.4%}" for share in part.shares()]
        described["rows"] = [[(text, column in part.numeric) for column, text in enumerate(row)] for row in part.rows]
    if isinstance(part, Heading):
        described["level"] = min(part.level, 4)
    return described


def _qr(address: str) -> str:
    return segno.make(address, error="m", micro=False).svg_data_uri(scale=4, border=4) if address else ""


@cache
def _weasyprint():
    try:
        import weasyprint
        import weasyprint.text.fonts
        import weasyprint.urls
    except OSError as missing:  # the library is there, what it calls is not
        raise PangoMissingError(
            _("PDF files cannot be made because Pango is missing. As root: apt install %(packages)s")
            % {"packages": PANGO_PACKAGES}
        ) from missing
    return weasyprint
