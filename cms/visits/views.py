"""Endpoints of the counter: the beacon, the pixel for readers without JavaScript, the figures, the definitions."""

import base64
import logging
from urllib.parse import parse_qs

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Site

from .asking import is_countable
from .counting import take_in
from .figures import figures_of
from .models import OpeningBalance
from .token import read_token

logger = logging.getLogger(__name__)

_EMPTY_PICTURE = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
_LONGEST_BEACON = 500


def _count_if_countable(request: HttpRequest, token: str) -> None:
    page = read_token(token)
    try:
        if page is not None and is_countable(request):
            take_in(request, *page, now=timezone.now())
    except DatabaseError as error:  # a reader's page matters more than a view
        logger.warning("A view could not be taken in: %s", type(error).__name__)


def _token_in_body(request: HttpRequest) -> str:
    """The `p` field of a small urlencoded body, whatever type it claims; "" for anything else."""
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return ""
    if not 0 < length <= _LONGEST_BEACON:
        return ""
    return parse_qs(request.read(_LONGEST_BEACON).decode("ascii", "replace")).get("p", [""])[0]


@csrf_exempt  # a cacheable page holds no CSRF token; `is_countable` checks the origin
@require_POST
@never_cache
def count(request: HttpRequest) -> HttpResponse:
    """Take in one view. Always answers 204 without content, so nobody learns what is not counted."""
    _count_if_countable(request, _token_in_body(request))
    return HttpResponse(status=204)


@require_GET
@never_cache
def pixel(request: HttpRequest) -> HttpResponse:
    """Take in one view of a reader without JavaScript, and answer with an empty picture."""
    _count_if_countable(request, request.GET.get("p", ""))
    return HttpResponse(_EMPTY_PICTURE, content_type="image/gif")


@require_GET
@never_cache
def figures(request: HttpRequest) -> JsonResponse:
    """The totals as JSON: `{"visits", "views", "page": {"visits", "views"}, "at"}`."""
    token = read_token(request.GET.get("p", ""))
    site_id, page_id = token or (_site_id(request), None)
    shown = figures_of(site_id, page_id, timezone.now())
    body = {"visits": shown.visits, "views": shown.views, "at": shown.at.isoformat(timespec="seconds")}
    if page_id:
        body["page"] = {"visits": shown.page_visits, "views": shown.page_views}
    return JsonResponse(body)


@require_GET
@never_cache
def about(request: HttpRequest) -> HttpResponse:
    """How visits are counted, with today's totals and the opening balance, for everybody (`?lang=en`)."""
    language = request.GET.get("lang")
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    site_id = _site_id(request)
    context = {
        "figures": figures_of(site_id, None, timezone.now()),
        "balance": OpeningBalance.objects.filter(site_id=site_id).first(),
    }
    with translation.override(language):
        return TemplateResponse(request, "visits/about.html", context).render()


def _site_id(request: HttpRequest) -> int:
    site = Site.find_for_request(request)
    return site.pk if site else 0
