"""What everybody may read of the dialogue: the archive of answered questions, one of them, those like a draft.

The archive holds nothing personal, so these answers may be kept by caches.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from cms.blocks.readable import readable_page
from cms.intake.limits import is_readable

from .archive import browse
from .models import Question
from .similar import similar_published

CACHE_SECONDS = 60


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """GET q, linh-vuc, nam, trang."""
    found = browse(request.GET)
    response = render(request, "questions/archive.html", {"archive": found})
    patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
    if found.is_filtered or found.page > 1:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


@require_safe
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """One published question with its answer; 404 for all others alike."""
    published = Question.objects.published().select_related("subject_field", "conference", "unit")
    shown = get_object_or_404(published, pk=pk)
    context = {"question": shown, "conference": readable_page(shown.conference)}
    response = render(request, "questions/question.html", context)
    patch_cache_control(response, public=True, max_age=CACHE_SECONDS)
    return response


@csrf_exempt  # reads only; asked by POST so that nobody's draft stands in an address or a log
@never_cache
@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """POST text: published questions like it, as a fragment; empty where there are none."""
    text = request.POST.get("text", "")[:3000] if is_readable(request) else ""
    context = {"questions": similar_published(text), "language": get_language()}
    response = render(request, "questions/similar.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
