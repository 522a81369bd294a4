"""The register's downloads, for everybody."""

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from plans.models import PlanRegisterPage

from .tables import CSV, CSV_SEMICOLON, XLSX, csv_file, xlsx_file

_SECONDS = 300
_DELIMITERS = {CSV: ",", CSV_SEMICOLON: ";"}


@require_safe
def register_file(request, pk: int, kind: str):
    """The documents of a register that the address asks for, as XLSX or CSV."""
    register = PlanRegisterPage.objects.published().filter(pk=pk).first()
    if register is None:
        raise Http404
    plans = register.select(request.GET).plans
    name = f"{register.slug}.{'xlsx' if kind == XLSX else 'csv'}"
    if kind == XLSX:
        response = FileResponse(xlsx_file(plans, request), as_attachment=True, filename=name)
    else:
        response = StreamingHttpResponse(
            (line.encode() for line in csv_file(plans, request, _DELIMITERS[kind])),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )
    patch_cache_control(response, public=True, max_age=_SECONDS)
    return response
