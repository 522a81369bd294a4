"""Where editors find the documents that are named and not on the site."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permission_policies.pages import PagePermissionPolicy

from .reports import UnknownDocumentsReport


class _ForEditors(MenuItem):
    """Shown to those who may edit pages."""

    def is_shown(self, request):
        """Whether the report would be refused."""
        return PagePermissionPolicy().user_has_any_permission(request.user, {"add", "change", "publish"})


@hooks.register("register_admin_urls")
def add_report_addresses():
    """The report and its results alone."""
    return [
        path("reports/van-ban-duoc-dan/", UnknownDocumentsReport.as_view(), name="citations_report"),
        path(
            "reports/van-ban-duoc-dan/results/",
            UnknownDocumentsReport.as_view(results_only=True),
            name="citations_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def add_report_menu_item():
    """The entry among the reports."""
    return _ForEditors(
        _("Documents named, not found"), reverse("citations_report"), name="citations", icon_name="link", order=60
    )
