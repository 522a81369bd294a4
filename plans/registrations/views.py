"""The live status of registration, which the cached page of a conference asks for."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from .screens import page_context, public_conference
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
