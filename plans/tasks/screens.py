"""Tasks in the admin: the list (a unit sees its own), writing them down, reporting, drawing them from a plan."""

import django_filters
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.history import MoveNotAllowedError, StateChangedError
from plans.models import PlanPage

from .drawing import MOST, proposals_for, take
from .forms import ReportForm, TaskForm
from .models import PlanTask
from .rights import Rights
from .standing import BADGES, Standing, TaskState


class StandingColumn(Column):
    """How a task stands today, coloured when it is late or due."""

    cell_template_name = "tasks/admin/standing_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        standing = instance.standing(timezone.localdate())
        return context | {"label": standing.label, "badge": BADGES.get(standing, "")}


class TaskFilterSet(WagtailFilterSet):
    """By how a task stands, unit and kind."""

    standing = django_filters.ChoiceFilter(label=gettext_lazy("Stands"), choices=Standing.choices, method="stands")

    class Meta:
        model = PlanTask
        fields = ["standing", "unit", "kind"]

    def stands(self, queryset, _name, value):
        """Those that stand so today."""
        return queryset.standing(value, timezone.localdate())


class TaskIndexView(generic.IndexView):
    """The tasks a person may see; who reports for a unit sees those of that unit."""

    any_permission_required = ["add", "change", "view", "report"]

    def get_base_queryset(self):
        return Rights(self.request.user).readable().select_related("plan", "unit").defer("plan__body")

    def get_edit_url(self, instance):
        """The way to report; from there to the details for those who may change them."""
        return reverse("plan_task:report", args=[instance.pk])


class TaskViewSet(ModelViewSet):
    """Tasks of plans."""

    model = PlanTask
    name = "plan_task"
    url_prefix = "plan-tasks"
    icon = "tasks"
    menu_label = gettext_lazy("Tasks")
    menu_order = 212
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = TaskIndexView
    index_template_name = "tasks/admin/index.html"
    filterset_class = TaskFilterSet
    list_display = [
        "__str__",
        StandingColumn("standing", label=gettext_lazy("Stands"), accessor="pk"),
        Column("unit_name", label=gettext_lazy("Unit")),
        Column("deadline_in_words", label=gettext_lazy("Deadline"), sort_key="deadline_end"),
        Column("plan", label=gettext_lazy("Plan"), accessor=lambda task: task.plan.number or task.plan.title),
    ]
    search_fields = ["text", "unit_text", "unit__name", "plan__title"]
    ordering = ["deadline_end", "pk"]
    panels = [
        PageChooserPanel("plan", "plans.PlanPage"),
        FieldPanel("kind"),
        FieldPanel("text"),
        FieldPanel("text_en"),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("unit_text")]),
        FieldPanel("reporting_unit"),
        FieldRowPanel([FieldPanel("deadline_text"), FieldPanel("deadline_end")]),
        FieldPanel("place_label"),
    ]

    def get_edit_handler(self):
        """The panels above with the form that looks after the deadline."""
        handler = super().get_edit_handler()
        handler.base_form_class = TaskForm
        return handler

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/report/", report, name="report"),
            path("draw/<int:pk>/", draw, name="draw"),
        ]


@never_cache
def report(request, pk: int):
    """How far one task is, and a form to say more."""
    rights = Rights(request.user)
    task = get_object_or_404(rights.readable().select_related("plan", "unit"), pk=pk)
    may_report = rights.reports(task)
    if request.method == "POST" and not may_report:
        raise PermissionDenied
    form = ReportForm(request.POST or None, initial={"seen": task.state, "to": task.state})
    if request.method == "POST" and form.is_valid() and _reported(request, task, form):
        messages.success(request, _("Written down. Readers see it on the page of the plan."))
        return redirect("plan_task:index")
    context = {
        "task": task,
        "form": form,
        "may_report": may_report,
        "edit_url": reverse("plan_task:edit", args=[pk]) if rights.manages else "",
        "standing": task.standing(timezone.localdate()),
        "events": task.events.order_by("-pk")[:100],
        "page_title": _("Progress of a task"),
        "header_icon": "tasks",
    }
    return render(request, "tasks/admin/report.html", context)


def _reported(request, task: PlanTask, form: ReportForm) -> bool:
    """Whether the report was written down; otherwise the form says why not and keeps what was typed."""
    data = form.cleaned_data
    try:
        task.report(
            request.user,
            seen=data["seen"],
            to=data["to"],
            now=timezone.now(),
            note=data["note"],
            public_note=data["public_note"],
            done_on=data["done_on"],
        )
    except MoveNotAllowedError as refused:
        form.add_error("public_note", " ".join(refused.sentences))
    except StateChangedError as changed:
        label = TaskState(changed.current).label
        form.data = form.data.copy() | {"seen": changed.current}
        form.add_error(None, _("Somebody else reported meanwhile: %(state)s. Look again.") % {"state": label})
    else:
        return True
    return False


@never_cache
def draw(request, pk: int):
    """Tasks that the text of a plan seems to give, to be taken or left."""
    if not Rights(request.user).manages:
        raise PermissionDenied
    plan = get_object_or_404(PlanPage, pk=pk)
    if not plan.live and not plan.permissions_for_user(request.user).can_edit():
        raise PermissionDenied  # its text is not for everybody yet
    if request.method == "POST":
        known = {str(number): number for number in range(MOST)}
        numbers = {known[each] for each in request.POST.getlist("take") if each in known}
        taken = take(plan, numbers)
        if taken:
            wording = ngettext("%(count)d task was written down.", "%(count)d tasks were written down.", len(taken))
            messages.success(request, wording % {"count": len(taken)})
        else:
            messages.warning(request, _("No task was chosen; nothing was written down."))
        return redirect("plan_task:draw", pk)
    context = {
        "plan": plan,
        "proposals": proposals_for(plan),
        "tasks": PlanTask.objects.of_plan(plan).select_related("unit"),
        "page_title": _("Tasks of the plan"),
        "page_subtitle": plan.number or plan.title,
        "header_icon": "tasks",
    }
    return render(request, "tasks/admin/draw.html", context)


task_viewset = TaskViewSet()
