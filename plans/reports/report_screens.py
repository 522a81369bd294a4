"""Reports of a period or a conference, and the ledger, on screen and as files."""

from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from plans.conferences.dossier import Dossier
from plans.questions.ledger import ledger_of
from plans.questions.models import Question
from plans.registrations.models import ExportLog
from plans.typesetting.pdf import PangoMissingError
from plans.typesetting.spreadsheets import write_workbook

from . import report_document
from .files import FORMATS, PRIVATE_HEADERS, document_response
from .ledger_check import findings, ledger_lines
from .minutes_screens import AboutConference
from .periods import Part, Period
from .report import Report
from .rights import require, sees_reports
from .wording import ledger_rows

_YEARS_OFFERED = 6


class ReportScreen(WagtailAdminTemplateMixin, TemplateView):
    """Any screen here: for those who may read reports."""

    def dispatch(self, request, *args, **kwargs):
        require(sees_reports(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class PeriodScreen(ReportScreen):
    """Choose a half-year or a year; its numbers, what came back, and the files."""

    template_name = "reports/admin/period.html"
    page_title = gettext_lazy("Reports of the dialogue")
    header_icon = "doc-full-inverse"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        period = Period.read(self.request.GET.get("nam", ""), self.request.GET.get("ky", ""), today)
        files = reverse("reports_admin:period_file", args=[period.year, period.part, "xlsx"]).removesuffix("xlsx/")
        context |= {
            "period": period,
            "report": Report.of_period(period, today),
            "files": files,
            "years": [today.year - back for back in range(_YEARS_OFFERED)],
            "parts": [(part.value, Period(period.year, part).label) for part in Part],
            "dossiers": Dossier.objects.select_related("conference").order_by("-conference__starts_at", "-pk")[:30],
        }
        return context


class ConferenceReportScreen(AboutConference, ReportScreen):
    """The numbers of one conference."""

    template_name = "reports/admin/conference_report.html"
    page_title = gettext_lazy("Report of the conference")
    header_icon = "doc-full-inverse"

    def get_page_subtitle(self):
        return self.conference.title

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        files = reverse("reports_admin:conference_file", args=[self.conference.pk, "xlsx"]).removesuffix("xlsx/")
        report = Report.of_conference(self.conference, timezone.localdate())
        context |= {"report": report, "files": files, "conference": self.conference}
        return context


class ReportFile(View):
    """A report as DOCX, PDF or XLSX; who took the questions away is written down first."""

    @cached_property
    def report(self) -> Report:
        """What the file says."""
        raise NotImplementedError

    def screen(self) -> str:
        """Where to go back to."""
        raise NotImplementedError

    def get(self, request, file_format: str, **kwargs):
        """DOCX, PDF or XLSX."""
        require(sees_reports(request.user))
        stem = f"bao-cao-doi-thoai-{self.report.slug}"
        if file_format == "xlsx":
            ExportLog.objects.create(
                at=timezone.now(),
                actor=request.user,
                file_format="xlsx",
                filters=f"report={self.report.slug}",
                row_count=self.report.questions.count(),
            )
            file = write_workbook(report_document.sheets_of(self.report))
            return FileResponse(file, as_attachment=True, filename=f"{stem}.xlsx", headers=PRIVATE_HEADERS)
        if file_format not in FORMATS:
            raise Http404
        try:
            return document_response(report_document.document_of(self.report), file_format, stem)
        except PangoMissingError as missing:
            messages.error(request, str(missing))
            return redirect(self.screen())


class PeriodFile(ReportFile):
    """Of a half-year or a year."""

    @cached_property
    def report(self) -> Report:
        period = Period.read(str(self.kwargs["year"]), self.kwargs["part"], timezone.localdate())
        return Report.of_period(period, timezone.localdate())

    def screen(self) -> str:
        return reverse("reports_admin:index")


class ConferenceFile(AboutConference, ReportFile):
    """Of one conference."""

    @cached_property
    def report(self) -> Report:
        return Report.of_conference(self.conference, timezone.localdate())

    def screen(self) -> str:
        return reverse("reports_admin:conference_report", args=[self.conference.pk])


class LedgerScreen(ReportScreen):
    """Both sides for every conference and in total, and what the check has found."""

    template_name = "reports/admin/ledger.html"
    page_title = gettext_lazy("Ledger of the dialogue")
    header_icon = "tasks"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        total = ledger_of(Question.objects.all())
        lines = ledger_lines()
        context |= {
            "labels": [label for label, _number in ledger_rows(total)],
            "lines": [(line, ledger_rows(line.ledger)) for line in lines],
            "total": total,
            "total_rows": ledger_rows(total),
            "findings": findings(),
            "all_conferences": _("All conferences"),
        }
        return context
