"""The log in the admin: every record, its certificate on screen, for print and as PDF."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from cms.history.viewset import ReadOnlyViewSet
from plans.typesetting.pdf import PangoMissingError, to_pdf

from .certificate import certificate_of, moment_in_words, official_certificate
from .models import PublicationRecord

PERMISSION = "publishing.view_publicationrecord"


def _may_look(view):
    def checked(request, pk: int):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return view(request, get_object_or_404(PublicationRecord, pk=pk))

    return checked


@_may_look
def printed(request, record: PublicationRecord):
    """The certificate alone on a page, to be printed from the browser."""
    context = {"certificate": certificate_of(record, timezone.now()), "today": timezone.localdate()}
    return render(request, "publishing/admin/certificate.html", context)


@_may_look
def as_pdf(request, record: PublicationRecord):
    """The certificate in the official layout."""
    try:
        content = to_pdf(official_certificate(record, timezone.now()))
    except PangoMissingError as missing:
        messages.error(request, str(missing))
        return redirect("publication_record:inspect", record.pk)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="xac-nhan-cong-bo-{record.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _moment(record: PublicationRecord) -> str:
    return moment_in_words(record.at)


class RecordInspectView(generic.InspectView):
    """One record with its certificate."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Proof of publication")

    def get_context_data(self, **kwargs):
        certificate = certificate_of(self.object, timezone.now())
        return super().get_context_data(certificate=certificate, **kwargs)


class RecordViewSet(ReadOnlyViewSet):
    """Read-only: the portal writes the log, nobody else."""

    model = PublicationRecord
    name = "publication_record"
    url_prefix = "publications"
    icon = "history"
    menu_label = gettext_lazy("Log of publications")
    menu_order = 215
    menu_hook = "register_reports_menu_item"
    inspect_view_class = RecordInspectView
    inspect_template_name = "publishing/admin/inspect.html"
    inspect_view_fields = ["title"]
    list_display = [
        "__str__",
        Column("at", label=gettext_lazy("Date and time"), accessor=_moment, sort_key="at"),
        Column("actor_name", label=gettext_lazy("Done by")),
        Column("text_sha256", label=gettext_lazy("SHA-256"), accessor=lambda record: f"{record.text_sha256[:12]}…"),
    ]
    list_filter = ["what", "is_automatic"]
    search_fields = ["title", "number", "text_sha256"]
    ordering = ["-pk"]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/print/", printed, name="print"),
            path("<int:pk>/certificate.pdf", as_pdf, name="pdf"),
        ]


record_viewset = RecordViewSet()
