"""Where an editor agrees that the status of documents follows their relations."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from wagtail.admin import messages

from plans.models import PlanPage
from plans.status_following import follow, statuses_to_follow

NAME = "plan_statuses"


def offer(request, plan: PlanPage) -> None:
    """After saving a published plan: say that statuses are out of step, with the way to put them right."""
    if plan.live and statuses_to_follow(plan):
        button = messages.button(reverse(NAME, args=[plan.pk]), _("Look at these documents"))
        text = _("A document is replaced or amended according to its relations, but still counts as in force.")
        messages.warning(request, text, buttons=[button])


@never_cache
def statuses(request, pk: int):
    """The documents around one plan whose status is out of step; those ticked get the new one."""
    plan = get_object_or_404(PlanPage, pk=pk)
    if not plan.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    found = statuses_to_follow(plan)
    if request.method == "POST":
        chosen = set(request.POST.getlist("plan"))
        wanted = [each for each in found if str(each.plan.pk) in chosen]
        left = [page for each in wanted for page in follow(each, request.user)]
        _tell(request, len(wanted), left)
        return redirect("wagtailadmin_pages:edit", pk)
    context = {
        "plan": plan,
        "found": found,
        "page_title": _("Status of documents"),
        "page_subtitle": plan.number or plan.title,
        "header_icon": "doc-full",
    }
    return render(request, "plans/admin/statuses.html", context)


def _tell(request, count: int, left: list[PlanPage]) -> None:
    for page in left:
        messages.warning(
            request,
            _("“%(title)s” has a draft that is not published, or you may not publish it: set its status there.")
            % {"title": page.title},
        )
    if count and not left:
        wording = ngettext("The status of %(count)d document is changed.", "%(count)d statuses are changed.", count)
        messages.success(request, wording % {"count": count})
    elif not count:
        messages.info(request, _("Nothing was ticked; no status was changed."))


urlpatterns = [path("plan-statuses/<int:pk>/", statuses, name=NAME)]
