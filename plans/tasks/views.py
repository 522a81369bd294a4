"""The overview of tasks, for everybody."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.delivery.caching import PAGE_SECONDS

from .overview import overview


@require_safe
def tasks(request):
    """All tasks of public plans, with filters."""
    context = {"overview": overview(request.GET, timezone.localdate())}
    response = render(request, "tasks/overview.html", context)
    patch_cache_control(response, public=True, max_age=PAGE_SECONDS)
    return response
