"""Opening a file that came with a form: for its sender, and for those of the office who may see the form."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .enclosure import Enclosure
from .tracking.access import personal, registration_by_secret


@never_cache
@require_safe
def enclosure(request, pk: int, enclosure_pk: int) -> FileResponse:
    """The file for the office."""
    user = request.user
    if not (user.has_perm("registrations.view_registration") or user.has_perm("registrations.change_registration")):
        raise PermissionDenied
    kept = get_object_or_404(Enclosure.objects.select_related("registration"), pk=enclosure_pk, registration=pk)
    if not may_open_enclosures(kept.registration, user):
        raise PermissionDenied
    return _to_be_saved(kept)


def may_open_enclosures(registration, user) -> bool:
    """Whether `user` may open the files of the form: those of a possible complaint are for those who handle it."""
    is_restricted = registration.questions.filter(is_restricted=True).exists()
    return not is_restricted or user.has_perm("questions.handle_complaint")


@personal
@require_safe
def own_enclosure(request, code: str, secret: str, enclosure_secret: str) -> FileResponse:
    """The file for whoever has the address of its form's page; another form's file is the same 404 as none."""
    registration = registration_by_secret(code, secret)
    # Compared here: PostgreSQL takes no NUL into a question, and an address may hold one.
    files = registration.enclosures.all()
    kept = next((file for file in files if constant_time_compare(file.secret, enclosure_secret)), None)
    if kept is None:
        raise Http404
    return _to_be_saved(kept)


def _to_be_saved(kept: Enclosure) -> FileResponse:
    """The file under the name it was given, always to be saved and never run by the browser."""
    try:
        content = kept.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=kept.name, content_type=kept.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
