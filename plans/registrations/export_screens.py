"""Taking copies of registrations away: at once, or with a page that shows how far the worker is."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from . import exporting
from .desk_frame import framed
from .export_file import Export
from .exports import Shape

CHOICES = ("xlsx", "csv", "csv-semicolon")


def _refuse_strangers(user) -> None:
    if not user.has_perm("registrations.export_registration"):
        raise PermissionDenied


@never_cache
def choose(request):
    """Which file of the filtered list: rows, format; says how many forms it holds."""
    _refuse_strangers(request.user)
    context = framed(
        _("Take a copy of the list"),
        "download",
        shapes=Shape.choices,
        formats=[
            ("xlsx", _("XLSX, for Excel and LibreOffice")),
            ("csv", _("CSV")),
            ("csv-semicolon", _("CSV with semicolons, for Excel in Vietnamese")),
        ],
        query_lists=list(request.GET.lists()),
        count=exporting.exported_by(request.GET).count(),
        earlier=Export.objects.filter(actor=request.user).exclude(state=Export.State.REMOVED)[:10],
    )
    return TemplateResponse(request, "registrations/admin/export_choose.html", context)


@never_cache
def export(request, file_format: str):
    """The filtered list as a file. Who took it, when and how much of it is written down first."""
    _refuse_strangers(request.user)
    query = request.GET.copy()
    file_format = query.pop("file_format", [file_format])[0]
    shape = query.pop("shape", [Shape.FORM])[0]
    if file_format not in CHOICES or shape not in Shape.values:
        raise PermissionDenied
    now = timezone.now()
    table = exporting.table_for(query, shape, request.user)
    count = table.count()
    if count > exporting.MOST_AT_ONCE:
        ordered = exporting.order(request.user, query, file_format, shape, count, now)
        return redirect("registration:export_progress", ordered.pk)
    exporting.note(request.user, file_format, shape, query, count, now)
    name = exporting.file_name(query, file_format, now)
    content = exporting.content(table, file_format, table.rows())
    if file_format == "xlsx":
        return FileResponse(content, as_attachment=True, filename=name)
    return StreamingHttpResponse(
        content,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _mine(request, pk: int) -> Export:
    _refuse_strangers(request.user)
    return get_object_or_404(Export, pk=pk, actor=request.user)


@never_cache
def progress(request, pk: int):
    """How far the copy is; the page asks again by itself every few seconds until it is ready."""
    ordered = _mine(request, pk)
    context = framed(
        _("Copy of the list"),
        "download",
        export=ordered,
        until=ordered.fetched_until(),
        list_url=f"{reverse('registration:index')}?{QueryDict(ordered.filters).urlencode()}",
    )
    response = TemplateResponse(request, "registrations/admin/export_progress.html", context)
    if not ordered.is_finished:
        response["Refresh"] = "2"
    return response


@never_cache
def fetch(request, pk: int):
    """The file, for the one who ordered it, while it is kept."""
    ordered = _mine(request, pk)
    if ordered.state != Export.State.DONE or not ordered.file:
        raise Http404
    return FileResponse(ordered.file.open("rb"), as_attachment=True, filename=ordered.file_name)
