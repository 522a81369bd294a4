"""Puts tasks into the admin, beside the plans they come from, and their filter into the register."""

from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from plans.models import PlanPage
from plans.register_filters import EXTRA_FILTERS_HOOK, ExtraFilter

from .models import PlanTask
from .rights import Rights
from .screens import task_viewset
from .standing import Standing


@hooks.register("register_admin_viewset")
def register_tasks():
    """The list of tasks."""
    return task_viewset


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to write tasks down, to see all of them, and to report for their unit."""
    codenames = [f"{action}_plantask" for action in ("add", "change", "delete", "view", "report")]
    return Permission.objects.filter(content_type__app_label="tasks", codename__in=codenames)


@hooks.register("register_page_listing_more_buttons")
@hooks.register("register_page_header_buttons")
def offer_tasks_of_plan(page, user, next_url=None, **kwargs):
    """From a plan to its tasks."""
    if isinstance(page, PlanPage) and page.pk and Rights(user).manages:
        url = reverse("plan_task:draw", args=[page.pk])
        yield Button(_("Tasks of the plan"), url, icon_name="tasks", priority=60)


@hooks.register(EXTRA_FILTERS_HOOK)
def filter_by_tasks() -> ExtraFilter:
    """The register's documents whose tasks are late."""
    return ExtraFilter(
        name="tasks",
        label=gettext_lazy("Tasks"),
        all_label=gettext_lazy("Whatever their tasks"),
        options=[
            (Standing.OVERDUE.value, gettext_lazy("With overdue tasks")),
            (Standing.PROMISED.value, gettext_lazy("Promised, not held yet")),
        ],
        narrow=_with_tasks_standing,
    )


def _with_tasks_standing(plans, standing: str):
    late = PlanTask.objects.standing(standing, timezone.localdate()).order_by()
    return plans.filter(translation_key__in=late.values("plan__translation_key"))
