"""`{% plan_tasks page %}`: how far the tasks of a plan are."""

from django import template
from django.utils import timezone

from plans.tasks.models import PlanTask
from plans.tasks.overview import show

register = template.Library()

MOST = 200


@register.inclusion_tag("tasks/on_page.html")
def plan_tasks(page) -> dict:
    """The tasks that the plan gives, with how they stand today; nothing while there are none. One query."""
    if not page.pk:
        return {"tasks": []}
    tasks = PlanTask.objects.of_plan(page).select_related("unit")[:MOST]
    return {"tasks": show(tasks, timezone.localdate())}
