"""The history of a plan's publication, for everybody. Who did it is the office's affair and not shown."""

from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from cms.delivery.caching import PAGE_SECONDS
from plans.models import PlanPage

from .models import PublicationRecord

MOST_SHOWN = 200


@require_safe
def history(request, pk: int):
    """Every record of one published plan, the newest first; 404 for a plan that is not for everybody."""
    plan = PlanPage.objects.published().defer_streamfields().filter(pk=pk).first()
    if plan is None:
        raise Http404
    records = PublicationRecord.objects.of(plan)[:MOST_SHOWN]
    context = {"plan": plan, "records": records, "has_files": any(record.files for record in records)}
    response = render(request, "publishing/history.html", context)
    patch_cache_control(response, public=True, max_age=PAGE_SECONDS)
    return response
