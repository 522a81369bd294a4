"""Documents as answers to a request."""

import io
import zipfile
from collections.abc import Iterable

from django.http import FileResponse, HttpResponse

from plans.typesetting.document import OfficialDocument
from plans.typesetting.docx import to_docx
from plans.typesetting.pdf import to_pdf

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
FORMATS = ("docx", "pdf")


def document_response(document: OfficialDocument, file_format: str, stem: str) -> HttpResponse:
    """`document` as a download; PangoMissingError where a PDF cannot be made."""
    content, kind = (to_pdf(document), PDF) if file_format == "pdf" else (to_docx(document), DOCX)
    return attachment(content, kind, f"{stem}.{file_format}")


def many_response(documents: Iterable[tuple[str, OfficialDocument]], kind: str, stem: str) -> HttpResponse:
    """Named documents together: "zip" with one DOCX each, or "pdf", one behind the other, ready to print."""
    if kind == "pdf":
        return attachment(to_pdf(*(document for _name, document in documents)), PDF, f"{stem}.pdf")
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, document in documents:
            archive.writestr(f"{name}.docx", to_docx(document))
    return attachment(file.getvalue(), "application/zip", f"{stem}.zip")


def attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    """Bytes that a browser saves and never shows; nobody else keeps them."""
    return FileResponse(
        io.BytesIO(content), as_attachment=True, filename=name, content_type=kind, headers=PRIVATE_HEADERS
    )


def stored_response(file, kind: str, name: str) -> HttpResponse:
    """A kept file as a download."""
    return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=kind, headers=PRIVATE_HEADERS)


PRIVATE_HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}
