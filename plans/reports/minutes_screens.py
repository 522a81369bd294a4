"""One conference afterwards: its minutes, the notice for boards and village heads, its report."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.history import MoveNotAllowedError
from plans.conferences.dossier import Dossier
from plans.conferences.models import ConferencePage
from plans.typesetting.pdf import PangoMissingError

from . import minutes_document, result
from .admin_forms import IssueForm, MinutesForm
from .files import DOCX, FORMATS, PDF, document_response, stored_response
from .minutes import Minutes, MinutesChangedError
from .rights import require, sees_reports, writes_minutes


class AboutConference:
    """A screen about the conference in its address."""

    @cached_property
    def conference(self) -> ConferencePage:
        """The canonical page; 404 for all others."""
        page = get_object_or_404(ConferencePage, pk=self.kwargs["pk"])
        return page.canonical

    @cached_property
    def minutes(self) -> Minutes | None:
        """What has been written so far."""
        return Minutes.objects.filter(conference=self.conference).first()

    def get_url(self) -> str:
        """The screen of the conference."""
        return reverse("reports_admin:conference", args=[self.conference.pk])


class ConferenceScreen(AboutConference, WagtailAdminTemplateMixin, TemplateView):
    """Minutes to write and to issue, and the files that can be taken away."""

    template_name = "reports/admin/conference.html"
    page_title = gettext_lazy("After the conference")
    header_icon = "doc-full"

    def dispatch(self, request, *args, **kwargs):
        require(sees_reports(request.user))
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.conference.title

    def get_breadcrumbs_items(self):
        reports = {"url": reverse("reports_admin:index"), "label": _("Reports")}
        return [*super().get_breadcrumbs_items(), reports, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        minutes = self.minutes
        context |= {
            "conference": self.conference,
            "dossier": Dossier.objects.filter(conference=self.conference).first(),
            "minutes": minutes,
            "may_write": writes_minutes(self.request.user) and not (minutes and minutes.issued_at),
            "form": kwargs.get("form") or self._form(),
            "issue_form": kwargs.get("issue_form") or self._issue_form(),
            "theirs": kwargs.get("theirs"),
        }
        return context

    def _form(self) -> MinutesForm:
        minutes = self.minutes
        if minutes is None:
            return MinutesForm(initial={"based_on": 0, "text": minutes_document.first_text(self.conference)})
        names = ("chair", "chair_title", "secretary", "text")
        return MinutesForm(initial={"based_on": minutes.version, **{name: getattr(minutes, name) for name in names}})

    def _issue_form(self) -> IssueForm | None:
        if self.minutes is None:
            return None
        return IssueForm(initial={"version": self.minutes.version, "issued_on": timezone.localdate()})

    def post(self, request, *args, **kwargs):
        """Save, write anew from the data, or issue; what cannot be done is said beside what was typed."""
        require(writes_minutes(request.user))
        step = request.POST.get("step", "")
        if step == "issue" and self.minutes is not None:
            return self._issue(IssueForm(request.POST))
        form = MinutesForm(request.POST)
        if step == "anew":
            return self._write_anew(request)
        if not form.is_valid():
            return self._show(form=form)
        try:
            Minutes.objects.write(self.conference, **form.cleaned_data, actor=request.user, now=timezone.now())
        except MinutesChangedError as changed:
            form = MinutesForm({**form.cleaned_data, "based_on": changed.latest.version})
            form.add_error(
                None, _("Somebody else has saved the minutes meanwhile. Compare both texts and save again.")
            )
            return self._show(form=form, theirs=changed.latest)
        except MoveNotAllowedError as refusal:
            form.add_error(None, refusal.sentences)
            return self._show(form=form)
        messages.success(request, _("The minutes are saved."))
        return redirect(self.get_url())

    def _write_anew(self, request):
        """The text from the data once more, with the names as typed; nothing is saved by it."""
        names = {name: request.POST.get(name, "") for name in ("chair", "chair_title", "secretary")}
        typed = {**names, "based_on": request.POST.get("based_on", "0")}
        form = MinutesForm(initial={**typed, "text": minutes_document.first_text(self.conference, **names)})
        messages.info(request, _("The text was written anew from the data. It is not saved yet."))
        return self.render_to_response(self.get_context_data(form=form))

    def _issue(self, form: IssueForm):
        if form.is_valid():
            try:
                self.minutes.issue(**form.cleaned_data, actor=self.request.user, now=timezone.now())
            except MinutesChangedError:
                form.add_error(None, _("Somebody else has changed the text meanwhile. Read it again, then issue it."))
            except MoveNotAllowedError as refusal:
                form.add_error(None, refusal.sentences)
            else:
                messages.success(self.request, _("The minutes are issued and kept."))
                return redirect(self.get_url())
        return self._show(issue_form=form)

    def _show(self, **context):
        response = self.render_to_response(self.get_context_data(**context))
        response.status_code = 422
        return response


class MinutesFile(AboutConference, View):
    """The issued minutes as kept, or what is written so far."""

    def get(self, request, pk: int, file_format: str):
        """DOCX or PDF."""
        require(sees_reports(request.user))
        minutes = self.minutes
        if minutes is None or file_format not in FORMATS:
            raise Http404
        stem = f"bien-ban-{self.conference.pk}"
        kept = getattr(minutes, file_format)
        if minutes.issued_at and kept:
            return stored_response(kept, PDF if file_format == "pdf" else DOCX, f"{stem}.{file_format}")
        try:
            return document_response(minutes_document.document_of(minutes), file_format, stem)
        except PangoMissingError as missing:
            messages.error(request, str(missing))
            return redirect(self.get_url())


class NoticeFile(AboutConference, View):
    """The result as a paper for notice boards and village heads."""

    def get(self, request, pk: int, file_format: str):
        """DOCX or PDF."""
        require(sees_reports(request.user))
        if file_format not in FORMATS:
            raise Http404
        found = result.result_of(self.conference, Dossier.objects.of(self.conference))
        site = self.conference.get_site()
        address = (site.root_url if site else "") + reverse("reports:result", args=[self.conference.pk])
        document = result.notice_document(found, address)
        try:
            return document_response(document, file_format, f"ket-qua-{self.conference.pk}")
        except PangoMissingError as missing:
            messages.error(request, str(missing))
            return redirect(self.get_url())
