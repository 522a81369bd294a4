"""A page as its editors have it now, in the official layout: to be printed and signed before it is published."""

import io

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.models import Page

from .apart import PangoMissingError, TooBigError, to_pdf_apart
from .docx import to_docx
from .sheets import document_of, has_sheet
from .views import CONTENT_TYPES


@require_safe
def draft_file(request, pk: int, kind: str):
    """The latest revision of page `pk`, "docx" or "pdf", for those who may edit or publish it."""
    page = get_object_or_404(Page, pk=pk).specific
    rights = page.permissions_for_user(request.user)
    if not (rights.can_edit() or rights.can_publish()):
        raise PermissionDenied
    document = document_of(page.get_latest_revision_as_object()) if has_sheet(page) else None
    if document is None or kind not in CONTENT_TYPES:
        raise Http404
    try:
        content = to_pdf_apart(document) if kind == "pdf" else to_docx(document)
    except PangoMissingError as missing:
        messages.error(request, str(missing))
        return redirect("wagtailadmin_pages:edit", pk)
    except TooBigError:
        messages.error(request, _("The page is too long to be set as PDF. Download the Word file."))
        return redirect("wagtailadmin_pages:edit", pk)
    return FileResponse(
        io.BytesIO(content),
        as_attachment=True,
        filename=f"{page.slug}.{kind}",
        content_type=CONTENT_TYPES[kind],
        headers={"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"},
    )
