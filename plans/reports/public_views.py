"""The result of one conference, for everybody; nothing personal, so caches may keep it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.blocks.readable import readable_page

from .result import published_result

CACHE_SECONDS = 60


@require_safe
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """The result of the conference page `pk`; 404 until the office has published it."""
    found = published_result(pk)
    if found is None:
        raise Http404
    context = {"result": found, "conference": readable_page(found.conference)}
    response = render(request, "reports/result.html", context)
    patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
    return response
