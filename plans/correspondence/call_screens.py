"""The list of people staff have to call, with one button for each."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from plans.conferences.models import ConferencePage

from .calls import CallTask, contacts_of

MAY_LOOK = ("correspondence.view_calltask", "correspondence.change_calltask")
PAGE_LENGTH = 50


def may_look(user) -> bool:
    """Whether the list of calls is for this person."""
    return any(user.has_perm(permission) for permission in MAY_LOOK)


class CallList(WagtailAdminTemplateMixin, TemplateView):
    """Calls to make, oldest first, or calls made, newest first; of one conference or of all."""

    template_name = "correspondence/admin/calls.html"
    page_title = gettext_lazy("People to call")
    header_icon = "user"

    def dispatch(self, request, *args, **kwargs):
        if not may_look(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        shows_done = self.request.GET.get("show") == "done"
        chosen = self.request.GET.get("conference", "")
        tasks = CallTask.objects.select_related("conference")
        if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10:
            tasks = tasks.filter(conference=int(chosen))
        tasks = tasks.filter(done_at__isnull=False).order_by("-done_at") if shows_done else tasks.open()
        page = Paginator(tasks, PAGE_LENGTH).get_page(self.request.GET.get("p"))
        contacts = contacts_of(page.object_list)
        return super().get_context_data(
            page=page,
            rows=[(task, contacts.get(task.reference)) for task in page.object_list],
            shows_done=shows_done,
            chosen=chosen,
            conferences=ConferencePage.objects.filter(calls__isnull=False).distinct().order_by("-starts_at")[:100],
            outcomes=CallTask.Outcome.choices,
            may_change=self.request.user.has_perm("correspondence.change_calltask"),
            here=self.request.get_full_path(),
            **kwargs,
        )


@require_POST
def settle(request, pk: int):
    """Tick one call off, or take the tick back (without an outcome)."""
    if not request.user.has_perm("correspondence.change_calltask"):
        raise PermissionDenied
    task = get_object_or_404(CallTask, pk=pk)
    outcome = request.POST.get("outcome", "")
    if outcome in CallTask.Outcome.values:
        done = task.finish(outcome, actor=request.user, now=timezone.now(), note=request.POST.get("note", ""))
        wording = _("%(reference)s is done.")
    else:
        done = task.reopen()
        wording = _("%(reference)s is on the list again.")
    if done:
        messages.success(request, wording % {"reference": task.reference})
    else:
        messages.error(request, _("Somebody else has changed this entry meanwhile; look at it again."))
    return redirect(_back(request))


def _back(request) -> str:
    url = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure()):
        return url
    return reverse("notice_calls:list")


class CallPanel(Component):
    """On the first page of the admin: how many people have to be called. Absent when there are none."""

    name = "people_to_call"
    template_name = "outbox/admin/panel.html"
    order = 49

    def __init__(self, request):
        self.request = request

    @cached_property
    def number(self) -> int:
        """How many, for those who may see them."""
        return CallTask.objects.open().count() if may_look(self.request.user) else 0

    def get_context_data(self, parent_context):
        wording = ngettext(
            "%(number)s person has to be told by phone or by post",
            "%(number)s people have to be told by phone or by post",
            self.number,
        )
        url = reverse("notice_calls:list")
        return {"wording": wording % {"number": self.number}, "url": url, "link": _("Show whom")}
