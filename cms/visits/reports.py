"""The admin report: totals, days and most viewed pages of a site."""

import csv
from datetime import date, timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from .definition import day_of
from .figures import figures_of
from .models import OpeningBalance, SiteTotal
from .statistics import days_of, most_viewed

PERIODS = {
    "7": gettext_lazy("Last 7 days"),
    "30": gettext_lazy("Last 30 days"),
    "365": gettext_lazy("Last 365 days"),
}


class VisitReport(WagtailAdminTemplateMixin, View):
    """Totals with the opening balance apart, days and pages viewed most (`?days=`, `?site=`, `?export=csv`)."""

    page_title = gettext_lazy("Visit statistics")
    header_icon = "view"
    template_name = "visits/admin/report.html"
    _show_breadcrumbs = True

    def get(self, request, *args, **kwargs):
        self.period = request.GET.get("days") if request.GET.get("days") in PERIODS else "30"
        self.sites = list(Site.objects.order_by("-is_default_site", "hostname"))
        self.site = next((site for site in self.sites if str(site.pk) == request.GET.get("site")), None)
        self.site = self.site or (self.sites[0] if self.sites else None)
        self.now = timezone.now()
        last = day_of(self.now)
        first = last - timedelta(days=int(self.period) - 1)
        if request.GET.get("export") == "csv":
            return self._as_csv(first, last)
        return self.render_to_response(self.get_context_data(first=first, last=last))

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, first: date, last: date, **kwargs):
        site_id = self.site.pk if self.site else 0
        return super().get_context_data(
            site=self.site,
            sites=self.sites if len(self.sites) > 1 else [],
            period=self.period,
            periods=[{"key": key, "label": label, "is_chosen": key == self.period} for key, label in PERIODS.items()],
            first=first,
            last=last,
            figures=figures_of(site_id, None, self.now),
            counted=SiteTotal.objects.filter(site_id=site_id).first() or SiteTotal(),
            balance=OpeningBalance.objects.filter(site_id=site_id).first(),
            balance_url=self._balance_url(),
            days=days_of(site_id, first, last),
            lines=most_viewed(site_id, first, last),
            **kwargs,
        )

    def _balance_url(self) -> str:
        if self.site is None or not self.request.user.has_perm("visits.change_openingbalance"):
            return ""
        return reverse("wagtailsettings:edit", args=["visits", "openingbalance", self.site.pk])

    def _as_csv(self, first: date, last: date) -> HttpResponse:
        """The days as CSV with a byte order mark, which Excel needs to read Vietnamese."""
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="luot-truy-cap-{first}-{last}.csv"'
        response.write("\ufeff")
        table = csv.writer(response)
        table.writerow([_("Day"), _("Visits"), _("Views")])
        for line in days_of(self.site.pk if self.site else 0, first, last):
            table.writerow([line.day.strftime("%d/%m/%Y"), line.visits, line.views])
        return response
