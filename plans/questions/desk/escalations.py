"""Reports to a superior authority: gathered, sent, chased, replied to."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets import AdminDateInput
from wagtail.admin.widgets.button import HeaderButton

from cms.history import MoveNotAllowedError, StateChangedError
from cms.history.viewset import ReadOnlyViewSet
from cms.intake.fields import CleanLineField, CleanTextField

from ..models import Escalation, Question, QuestionState
from ..rights import Rights
from .detail import CHANGED_MEANWHILE
from .ticking import TickView

_MOST = 200


def _day(value) -> str:
    return f"{value:%d/%m/%Y}" if value else "–"


class EscalationIndexView(generic.IndexView):
    """Reports, the latest first."""

    any_permission_required = ["view"]
    default_ordering = "-created_at"
    columns = [
        TitleColumn(
            "report_number",
            label=gettext_lazy("Number"),
            accessor=lambda batch: batch.report_number or _("Not sent yet"),
            get_url=lambda batch: reverse("escalation:inspect", args=[batch.pk]),
        ),
        Column("authority", label=gettext_lazy("Superior authority")),
        Column("reported_on", label=gettext_lazy("Reported on"), accessor=lambda batch: _day(batch.reported_on)),
        Column("chase_on", label=gettext_lazy("To be reminded on"), accessor=lambda batch: _day(batch.chase_on)),
        Column("replied_on", label=gettext_lazy("Replied on"), accessor=lambda batch: _day(batch.replied_on)),
        Column(
            "conference",
            label=gettext_lazy("Conference"),
            accessor=lambda batch: Truncator(batch.conference.title).chars(50),
        ),
    ]

    def get_base_queryset(self):
        return Escalation.objects.select_related("conference")

    @property
    def header_buttons(self):
        """The way to a new report."""
        if not Rights(self.request.user).routes:
            return []
        return [HeaderButton(_("New report"), url=reverse("escalation:gather"), icon_name="plus", priority=10)]


class GatherForm(forms.Form):
    """To whom, and which questions."""

    authority = CleanLineField(label=gettext_lazy("Superior authority"), max_length=300)
    chosen = forms.ModelMultipleChoiceField(
        queryset=Question.objects.none(), error_messages={"required": gettext_lazy("Tick the questions.")}
    )

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["chosen"].queryset = questions


class GatherView(TickView):
    """Questions beyond authority that are in no report yet, put into one."""

    template_name = "questions/admin/gather.html"
    page_title = gettext_lazy("New report to the superior authority")
    header_icon = "arrow-up-big"
    list_model = Escalation
    list_url_name = "escalation:index"
    shows_conference = True

    def questions(self):
        """What waits for a report, conference by conference."""
        waiting = Question.objects.readable_by(self.request.user).filter(
            state=QuestionState.BEYOND_AUTHORITY, escalation__isnull=True
        )
        return waiting.select_related("registration", "conference").order_by("conference", "pk")

    def get(self, request, *args, **kwargs):
        """Offer them."""
        questions = self.questions()
        return self.show(GatherForm(questions=questions), questions[:_MOST])

    def post(self, request, *args, **kwargs):
        """Open the report."""
        questions = self.questions()
        form = GatherForm(request.POST, questions=questions)
        if form.is_valid():
            chosen = list(form.cleaned_data["chosen"])
            try:
                batch = Escalation.objects.gather(
                    chosen[0].conference,
                    form.cleaned_data["authority"],
                    chosen,
                    actor=request.user,
                    now=timezone.now(),
                )
            except MoveNotAllowedError as refusal:
                form.add_error(None, refusal.sentences)
            else:
                return redirect("escalation:inspect", batch.pk)
        return self.show(form, questions[:_MOST], status=422)


class ReportForm(forms.Form):
    """The report has left."""

    number = CleanLineField(label=gettext_lazy("Number of the report"), max_length=60)
    reported_on = forms.DateField(label=gettext_lazy("Reported on"), widget=AdminDateInput)


class ReplyForm(forms.Form):
    """What came back."""

    reply = CleanTextField(label=gettext_lazy("Reply"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}))
    replied_on = forms.DateField(label=gettext_lazy("Replied on"), widget=AdminDateInput)


class EscalationDetailView(generic.InspectView):
    """One report with its questions and the next step."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Report to the superior authority")
    template_name = "questions/admin/escalation.html"

    def get_object(self, queryset=None):
        return get_object_or_404(Escalation.objects.select_related("conference"), pk=self.pk)

    def get_context_data(self, **kwargs):
        batch = self.object
        rights = Rights(self.request.user)
        today = {"reported_on": timezone.localdate(), "replied_on": timezone.localdate()}
        form = None
        if rights.routes and batch.replied_on is None:
            kind = ReplyForm if batch.reported_on else ReportForm
            form = kwargs.get("form") or kind(initial=today, label_suffix="")
        questions = Question.objects.readable_by(self.request.user).filter(escalation=batch)
        return {
            **super().get_context_data(**kwargs),
            "batch": batch,
            "form": form,
            "questions": questions.select_related("registration").order_by("pk"),
            "is_to_be_chased": batch.chase_on is not None and batch.chase_on <= timezone.localdate(),
        }

    def post(self, request, *args, **kwargs):
        """Sent, reminded or replied to."""
        if not Rights(request.user).routes:
            raise PermissionDenied
        batch, by = self.object, {"actor": request.user, "now": timezone.now()}
        kind = ReplyForm if "reply" in request.POST else ReportForm
        form = kind(request.POST, label_suffix="")
        try:
            if "chase" in request.POST:
                batch.chase(seen=_seen_day(request.POST["chase"]), **by)
                return self._done()
            if form.is_valid():
                values = form.cleaned_data
                if kind is ReportForm:
                    batch.report(number=values["number"], reported_on=values["reported_on"], **by)
                else:
                    batch.record_reply(values["reply"], replied_on=values["replied_on"], **by)
                return self._done()
        except StateChangedError:
            messages.error(request, CHANGED_MEANWHILE)
            return redirect(request.path)
        except MoveNotAllowedError as refusal:
            form.add_error(None, refusal.sentences)
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _done(self):
        messages.success(self.request, _("Saved."))
        return redirect(self.request.path)


def _seen_day(text: str):
    return forms.DateField(required=False, input_formats=["%Y-%m-%d"]).clean(text) if text else None


class EscalationViewSet(ReadOnlyViewSet):
    """Reports to superior authorities."""

    model = Escalation
    name = "escalation"
    url_prefix = "escalations"
    icon = "arrow-up-big"
    menu_label = gettext_lazy("Questions beyond authority")
    menu_order = 55
    menu_hook = "register_dialogue_menu_item"
    index_view_class = EscalationIndexView
    inspect_view_class = EscalationDetailView
    inspect_template_name = "questions/admin/escalation.html"

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("new/", GatherView.as_view(), name="gather")]
