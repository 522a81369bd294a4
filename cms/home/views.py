"""The office's colour as a stylesheet of its own, so that no page needs inline style."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from .identity import OfficeIdentity


@require_safe
def theme(request: HttpRequest) -> HttpResponse:
    """CSS of the current colour; kept for a year under the version that pages link to, else for five minutes."""
    identity = OfficeIdentity.of_site(Site.find_for_request(request))
    response = HttpResponse(identity.theme, content_type="text/css; charset=utf-8")
    is_current = bool(identity.theme_version) and request.GET.get("v") == identity.theme_version
    response["Cache-Control"] = "public, max-age=31536000, immutable" if is_current else "public, max-age=300"
    return response
