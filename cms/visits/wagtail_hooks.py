"""Where editors find the visit statistics."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .reports import VisitReport


@hooks.register("register_admin_urls")
def add_report_url():
    return [path("reports/visits/", VisitReport.as_view(), name="visit_report")]


@hooks.register("register_reports_menu_item")
def add_report_menu_item():
    return MenuItem(_("Visit statistics"), reverse("visit_report"), name="visits", icon_name="view", order=50)
