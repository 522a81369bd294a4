"""Boxes about tasks: those that are late or due, and what was promised and is not held yet."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.portlets.portlet import Portlet
from cms.portlets.registry import portlets

from .models import PlanTask
from .overview import show_with_plans
from .promises import promises
from .standing import Standing

MOST = 10


class TasksPortlet(Portlet):
    """What both boxes share."""

    count = blocks.IntegerBlock(label=_("How many"), default=5, min_value=1, max_value=MOST)

    class Meta:
        icon = "tasks"
        preview_value = {"heading": "", "count": 3}


@portlets.register("pressing_tasks", group=_("Plans"), order=45)
class PressingTasksPortlet(TasksPortlet):
    """Tasks that are overdue or due within two weeks; leaves nothing behind when there are none."""

    def get_items(self, value, page, request):
        today = timezone.localdate()
        tasks = PlanTask.objects.for_readers().pressing(today).select_related("unit", "plan").defer("plan__body")
        return show_with_plans(tasks[: value.get("count") or 5], today)

    class Meta:
        label = _("Tasks overdue or due soon")
        heading = _("Tasks overdue or due soon")
        template = "tasks/portlets/pressing_tasks.html"


@portlets.register("promised_events", group=_("Plans"), order=46)
class PromisedEventsPortlet(TasksPortlet):
    """Events whose promised time has passed without their being held."""

    def get_items(self, value, page, request):
        today, count = timezone.localdate(), value.get("count") or 5
        tasks = PlanTask.objects.for_readers().standing(Standing.PROMISED, today)
        tasks = tasks.select_related("unit", "plan").defer("plan__body").order_by("-deadline_end")[:count]
        return [*show_with_plans(tasks, today), *promises(today)][:count]

    class Meta:
        label = _("Promised, not held yet")
        heading = _("Promised, not held yet")
        template = "tasks/portlets/promised_events.html"
