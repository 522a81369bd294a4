"""The files of published pages, for everybody."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from cms.delivery.caching import PAGE_SECONDS

from .typeset_file import TypesetFile

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
def typeset_file(request, pk: int, slug: str, kind: str):
    """A page as PDF or DOCX; 404 unless it is public and the file shows its live revision."""
    kept = get_object_or_404(TypesetFile.objects.for_readers().select_related("page"), page_id=pk, kind=kind)
    if slug != kept.page.slug:
        return redirect("typesetting:file", pk, kept.page.slug, kind)
    answer = get_conditional_response(request, etag=f'"{kept.sha256}"')
    if answer is None:
        try:
            file = kept.file.open("rb")
        except OSError as missing:
            raise Http404 from missing
        answer = FileResponse(
            file, content_type=CONTENT_TYPES[kind], filename=f"{kept.page.slug}.{kind}", as_attachment=kind == "docx"
        )
    answer["ETag"] = f'"{kept.sha256}"'
    answer["Last-Modified"] = http_date(kept.made_at.timestamp())
    answer["Link"] = f'<{kept.page.full_url}>; rel="canonical"'
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, public=True, max_age=PAGE_SECONDS)
    return answer
