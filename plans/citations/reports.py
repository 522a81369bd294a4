"""The editor's report: documents that pages name and that are not (certainly) on the site."""

import django_filters
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies.pages import PagePermissionPolicy

from .models import CitedDocument

_EDITING = {"add", "change", "publish"}


class CitedDocumentFilterSet(WagtailFilterSet):
    """By number, state, and whether it is a legal basis."""

    number = django_filters.CharFilter(label=_("Number and symbol"), lookup_expr="icontains")
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[choice for choice in CitedDocument.State.choices if choice[0] != CitedDocument.State.FOUND],
    )

    class Meta:
        model = CitedDocument
        fields = ["number", "state", "is_basis"]


class UnknownDocumentsReport(ReportView):
    """What pages name and readers cannot open here; with export to a spreadsheet."""

    header_icon = "link"
    page_title = _("Documents named, not found")
    index_url_name = "citations_report"
    index_results_url_name = "citations_report_results"
    model = CitedDocument
    filterset_class = CitedDocumentFilterSet
    permission_policy = PagePermissionPolicy()
    any_permission_required = _EDITING
    list_export = ["number", "kind", "day", "issuer", "get_state_display", "is_basis", "excerpt", "page.title"]
    export_headings = {
        "number": _("Number and symbol"),
        "kind": _("Kind of document"),
        "day": _("Date"),
        "issuer": _("Issuing office"),
        "get_state_display": _("State"),
        "is_basis": _("Legal basis"),
        "excerpt": _("In the words"),
        "page.title": _("Page"),
    }
    columns = [
        TitleColumn("number", label=_("Number and symbol"), get_url=lambda row: _edit_address(row)),
        Column("kind", label=_("Kind of document")),
        Column("day", label=_("Date"), accessor=lambda row: f"{row.day:%d/%m}/{row.day.year}" if row.day else ""),
        Column("issuer", label=_("Issuing office")),
        Column("state", label=_("State"), accessor="get_state_display"),
        Column("page", label=_("Named on"), accessor="page.title"),
    ]

    def get_filename(self):
        """The name of the exported file, without ending."""
        return "van-ban-chua-co-tren-cong"

    def get_queryset(self):
        """Rows of pages this person may edit, without those that were found."""
        mine = self.permission_policy.instances_user_has_any_permission_for(self.request.user, _EDITING)
        return CitedDocument.objects.wanting().filter(page__in=mine).select_related("page").order_by("number", "pk")


def _edit_address(row: CitedDocument) -> str:
    return reverse("wagtailadmin_pages:edit", args=[row.page_id])
