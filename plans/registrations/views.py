"""The public screens of a registration that was or may be made: live status and receipt; the form has its own."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from . import codes
from .models import Registration
from .qr import qr_data_uri
from .screens import in_readers_language, page_context, public_conference
from .seats import rounded, seats_left


@never_cache
@require_GET
def status(request, pk: int) -> HttpResponse:
    """Whether registration is open at this moment and how many seats are left, as a fragment for the page."""
    now = timezone.now()
    conference = public_conference(pk)
    left = seats_left(conference)
    context = page_context(conference, now)
    if left is not None:
        context["seats"], context["seats_are_exact"] = rounded(left)
    response = render(request, "registrations/status.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def receipt(request, code: str, secret: str) -> HttpResponse:
    """The receipt, for whoever has its whole address; code and secret are judged together."""
    registration = Registration.objects.filter(code=codes.normalise(code)).select_related("conference").first()
    expected = registration.secret if registration else codes.new_secret()
    if not constant_time_compare(secret, expected):
        raise Http404
    context = {
        "registration": registration,
        "questions": registration.questions.select_related("subject_field"),
        "conference": in_readers_language(registration.conference),
        "qr": qr_data_uri(request.build_absolute_uri(registration.receipt_path())),
    }
    response = render(request, "registrations/receipt.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
