"""Opening a file that came with a form, for those of the office who may see the form."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from .enclosure import Enclosure


@never_cache
def enclosure(request, pk: int, enclosure_pk: int):
    """The file under its own name, always to be saved and never run by the browser."""
    user = request.user
    if not (user.has_perm("registrations.view_registration") or user.has_perm("registrations.change_registration")):
        raise PermissionDenied
    kept = get_object_or_404(Enclosure, pk=enclosure_pk, registration=pk)
    try:
        content = kept.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
