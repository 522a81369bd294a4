"""Calendar files for everybody: of one conference, and of all as a feed to subscribe to."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from .calendar_files import PUBLISH, calendar_feed, calendar_file, has_events, method_for
from .models import ConferencePage

# Calendars ask again by themselves; a change reaches them within this time.
SECONDS = 300
FEED_LOOKS_BACK = timedelta(days=366)
FEED_LENGTH = 200


@require_safe
def conference_file(request, pk: int) -> HttpResponse:
    """One published conference; 404 as long as it has no date."""
    conference = get_object_or_404(ConferencePage.objects.published(), pk=pk)
    if not has_events(conference):
        raise Http404
    method = method_for(conference)
    return _answer(calendar_file(conference, method=method), f"hoi-nghi-{conference.pk}.ics", method)


@require_safe
def feed(request) -> HttpResponse:
    """The published conferences of this site in this language: those to come and those of the last year."""
    site = Site.find_for_request(request)
    conferences = ConferencePage.objects.published().in_active_language()
    if site is not None:
        conferences = conferences.descendant_of(site.root_page.localized)
    recent = conferences.filter(ends_at__gt=timezone.now() - FEED_LOOKS_BACK).order_by("starts_at", "pk")
    name = _("Dialogue conferences – %(site)s") % {"site": (site and site.site_name) or _("Portal")}
    return _answer(calendar_feed(recent[:FEED_LENGTH], name), "hoi-nghi.ics", PUBLISH)


def _answer(content: bytes, filename: str, method: str) -> HttpResponse:
    response = HttpResponse(content, content_type=f"text/calendar; charset=utf-8; method={method}")
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
