"""Giving several questions to one unit at once."""

from django import forms
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput

from cms.history import MoveNotAllowedError, StateChangedError
from plans.models import Unit

from ..models import Question, QuestionState
from .filters import QuestionFilterSet
from .ticking import TickView

_MOST = 100
ASSIGNABLE = (QuestionState.RECEIVED, QuestionState.CLASSIFIED, QuestionState.REOPENED, QuestionState.OWED)


class AssignManyForm(forms.Form):
    """The questions, each with the last step that was seen; the unit; the day."""

    chosen = forms.MultipleChoiceField(required=True, error_messages={"required": gettext_lazy("Tick the questions.")})
    unit = forms.ModelChoiceField(label=gettext_lazy("Unit that prepares the answer"), queryset=Unit.objects.none())
    due_on = forms.DateField(label=gettext_lazy("Answer prepared until"), widget=AdminDateInput)

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["unit"].queryset = Unit.objects.all()
        self.fields["chosen"].choices = [(str(question.pk), question.reference) for question in questions]


class AssignManyView(TickView):
    """Questions nobody prepares yet, of the list the clerk came from."""

    template_name = "questions/admin/assign_many.html"
    page_title = gettext_lazy("Assign several questions")
    header_icon = "group"
    list_model = Question
    list_url_name = "question:index"

    def questions(self) -> list[Question]:
        """At most _MOST, the most pressing first."""
        waiting = Question.objects.readable_by(self.request.user).filter(state__in=ASSIGNABLE, unit__isnull=True)
        filters = QuestionFilterSet(self.request.GET, queryset=waiting, request=self.request)
        waiting = filters.qs if filters.is_valid() else waiting
        if query := self.request.GET.get("q", "").strip():
            waiting = waiting.matching(query)
        return list(
            waiting.select_related("registration", "subject_field").order_by("-urgency", "received_at")[:_MOST]
        )

    def get(self, request, *args, **kwargs):
        """Offer them."""
        questions = self.questions()
        return self.show(AssignManyForm(questions=questions), questions)

    def post(self, request, *args, **kwargs):
        """Assign each that is still as it was seen; tell of the others."""
        questions = self.questions()
        form = AssignManyForm(request.POST, questions=questions)
        if not form.is_valid():
            return self.show(form, questions, status=422)
        chosen = set(form.cleaned_data["chosen"])
        done, others = 0, []
        for question in questions:
            if str(question.pk) in chosen:
                if self._assign(question, form.cleaned_data):
                    done += 1
                else:
                    others.append(question.reference)
        text = ngettext("%(number)d question assigned.", "%(number)d questions assigned.", done)
        messages.success(request, text % {"number": done})
        if others:
            text = gettext_lazy("Changed by somebody else meanwhile and not assigned: %(questions)s")
            messages.warning(request, text % {"questions": ", ".join(others)})
        return redirect(f"{reverse('question:assign_many')}?{request.GET.urlencode()}")

    def _assign(self, question: Question, values: dict) -> bool:
        try:
            with transaction.atomic():
                question.assign(
                    values["unit"],
                    values["due_on"],
                    expected=question.state,
                    actor=self.request.user,
                    now=timezone.now(),
                )
        except (StateChangedError, MoveNotAllowedError):
            return False
        return True
