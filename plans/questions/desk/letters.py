"""The dispatch register (sổ công văn đi) of the dialogue: letters prepared and sent."""

from pathlib import Path

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput

from cms.history import MoveNotAllowedError, StateChangedError
from cms.intake.fields import CleanLineField

from ..models import Letter, LetterWay, Question
from ..rights import Rights
from .detail import CHANGED_MEANWHILE
from .paging import ShortPaginator
from .papers import NO_OTHER_VIEWS, paper_url

_LARGEST = 20 * 1024 * 1024


class LetterFilterSet(WagtailFilterSet):
    """Sent or not, by which way."""

    is_open = django_filters.ChoiceFilter(
        label=gettext_lazy("Sent"),
        method="filter_open",
        choices=[("no", gettext_lazy("Not sent yet")), ("yes", gettext_lazy("Sent"))],
        widget=forms.RadioSelect,
        empty_label=gettext_lazy("All"),
    )

    class Meta:
        model = Letter
        fields = ["is_open", "way"]

    def filter_open(self, queryset, name, value):
        """By whether it has left."""
        return queryset.filter(sent_at__isnull=value == "no")


class LetterIndexView(generic.IndexView):
    """Letters, the latest first."""

    any_permission_required = ["view"]
    paginator_class = ShortPaginator
    default_ordering = "-created_at"
    columns = [
        TitleColumn(
            "number",
            label=gettext_lazy("Number"),
            accessor=lambda letter: letter.number or _("Not sent yet"),
            get_url=paper_url("letter"),
        ),
        Column("issued_on", label=gettext_lazy("Day of the letter")),
        Column("form", label=gettext_lazy("Form"), accessor=lambda letter: letter.registration or "–"),
        Column("way", label=gettext_lazy("Way"), accessor="get_way_display"),
        Column("sent_to", label=gettext_lazy("Sent to")),
        Column(
            "conference",
            label=gettext_lazy("Conference"),
            accessor=lambda letter: Truncator(letter.conference.title).chars(50),
        ),
    ]

    def get_base_queryset(self):
        return Letter.objects.readable_by(self.request.user).select_related("registration", "conference")


class SendForm(forms.Form):
    """The evidence that the letter left."""

    number = CleanLineField(label=gettext_lazy("Number and symbol"), max_length=60)
    issued_on = forms.DateField(label=gettext_lazy("Day of the letter"), widget=AdminDateInput)
    way = forms.ChoiceField(label=gettext_lazy("Way"), choices=LetterWay.choices, widget=forms.RadioSelect)
    sent_to = CleanLineField(label=gettext_lazy("Address it went to"), max_length=500)
    document = forms.FileField(
        label=gettext_lazy("Signed letter (PDF)"),
        required=False,
        help_text=gettext_lazy("The asker can read it on the own page."),
    )

    def clean_document(self):
        document = self.cleaned_data["document"]
        if document:
            start = document.read(5)
            document.seek(0)
            if start != b"%PDF-":
                raise forms.ValidationError(_("This is not a PDF file."))
            if document.size > _LARGEST:
                raise forms.ValidationError(_("The file is too large; at most 20 MB."))
        return document


class LetterDetailView(generic.InspectView):
    """One letter with the questions it answers; to be entered as sent, or discarded."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Letter")
    template_name = "questions/admin/letter.html"

    def get_object(self, queryset=None):
        readable = Letter.objects.readable_by(self.request.user).select_related("registration", "conference")
        return get_object_or_404(readable, pk=self.pk)

    def get_context_data(self, **kwargs):
        letter = self.object
        first = {"way": letter.way, "sent_to": letter.sent_to, "issued_on": timezone.localdate()}
        rights = Rights(self.request.user)
        may_send = rights.routes and letter.sent_at is None
        return {
            **super().get_context_data(**kwargs),
            "letter": letter,
            "rights": rights,
            "questions": Question.objects.readable_by(self.request.user)
            .filter(letter=letter)
            .select_related("registration")
            .order_by("number"),
            "form": kwargs.get("form") or (SendForm(initial=first, label_suffix="") if may_send else None),
        }

    def post(self, request, *args, **kwargs):
        """Enter it as sent, or discard it."""
        if not Rights(request.user).routes:
            raise PermissionDenied
        now = timezone.now()
        form = SendForm(request.POST, request.FILES, label_suffix="")
        try:
            if "discard" in request.POST:
                self.object.discard(actor=request.user, now=now)
                messages.success(request, _("The letter was discarded; its questions wait for another one."))
                return redirect("letter:index")
            if form.is_valid():
                self.object.send(**form.cleaned_data, actor=request.user, now=now)
                messages.success(request, _("Entered into the dispatch register."))
                return redirect(request.path)
        except StateChangedError:
            messages.error(request, CHANGED_MEANWHILE)
            return redirect("letter:index")
        except MoveNotAllowedError as refusal:
            for sentence in refusal.args:
                form.add_error(None, sentence)
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data(form=form), status=422)


def letter_document(request, pk: int):
    """The signed letter, for those who may read the letter."""
    letter = get_object_or_404(Letter.objects.readable_by(request.user), pk=pk)
    if not letter.document:
        raise Http404
    name = f"cong-van-{letter.pk}{Path(letter.document.name).suffix}"
    response = FileResponse(letter.document.open(), as_attachment=True, filename=name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class LetterViewSet(ModelViewSet):
    """Letters are prepared from a question, entered here."""

    model = Letter
    name = "letter"
    url_prefix = "letters"
    icon = "mail"
    menu_label = gettext_lazy("Letters")
    menu_order = 50
    menu_hook = "register_dialogue_menu_item"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = LetterIndexView
    inspect_view_class = LetterDetailView
    inspect_template_name = "questions/admin/letter.html"
    filterset_class = LetterFilterSet
    list_per_page = 50
    form_fields = ["number"]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{**NO_OTHER_VIEWS, **kwargs})

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            path("<int:pk>/document/", letter_document, name="document"),
        ]
