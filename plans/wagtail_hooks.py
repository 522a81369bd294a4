"""The plans' desks in the admin: the list of plans, issuing offices and units, hints after saving."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from . import status_screens
from .hints import hints_for
from .models import Issuer, PlanPage, Unit


class PlanListing(PageListingViewSet):
    """All plans of the site in one list, by number, day and office."""

    model = PlanPage
    icon = "doc-full"
    menu_label = _("All plans")
    menu_order = 210
    add_to_admin_menu = True
    name = "all_plans"
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        Column("number", label=_("Number"), sort_key="number_key"),
        Column("issued_on", label=_("Issued on"), sort_key="sorted_on", accessor=lambda plan: _day(plan.issued_on)),
        Column("issuer", label=_("Office"), accessor="issuer"),
        Column("period", label=_("Period"), sort_key="period_end", accessor="period_in_words"),
        PageStatusColumn("status", label=_("Status"), sort_key="live"),
    ]
    list_filter = ["issuer", "document_type", "status", "subject_fields"]


@hooks.register("register_admin_viewset")
def register_plan_listing():
    """The list of plans in the admin's menu."""
    return PlanListing()


@hooks.register("construct_main_menu")
def show_plans_to_editors_only(request, menu_items):
    """Who may touch no page is not offered the list: it would only be refused there."""
    if not PagePermissionPolicy().user_has_any_permission(request.user, {"add", "change", "publish", "lock"}):
        address = reverse(f"{PlanListing.name}:index")
        menu_items[:] = [item for item in menu_items if getattr(item, "url", "") != address]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def show_hints(request, page):
    """After saving a plan, name what deserves a second look; not while the editor saves by itself."""
    if isinstance(page, PlanPage) and request.accepts("text/html"):
        for hint in hints_for(page, timezone.localdate()):
            messages.warning(request, escape(hint))
        status_screens.offer(request, page)


@hooks.register("register_admin_urls")
def register_statuses():
    """The page on which statuses follow relations."""
    return status_screens.urlpatterns


def _day(day) -> str:
    return f"{day:%d/%m}/{day.year}" if day else ""


class IssuerViewSet(SnippetViewSet):
    """Offices that issue documents."""

    model = Issuer
    icon = "home"
    menu_label = _("Issuing offices")
    list_display = ["name", "parent_line", "abbreviation", "phone"]
    ordering = ["name"]


class UnitViewSet(SnippetViewSet):
    """Divisions and units of the offices."""

    model = Unit
    icon = "group"
    menu_label = _("Units")
    list_display = ["name", "issuer"]
    list_filter = ["issuer"]
    ordering = ["name"]


register_snippet(IssuerViewSet)
register_snippet(UnitViewSet)
