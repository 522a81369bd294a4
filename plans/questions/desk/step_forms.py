"""The small forms beside a question, one for each kind of step."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.intake.fields import CleanLineField, CleanTextField
from cms.pages.models import SubjectField
from plans.conferences.rules import DialogueRules
from plans.models import Unit

from ..excluding import ExclusionGround
from ..letter import address_of
from ..models import LetterWay, Question, TopicKind, Urgency


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class StepForm(forms.Form):
    """A step from the state and the last event somebody saw on the screen."""

    expected = forms.CharField(widget=forms.HiddenInput, max_length=20)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, question: Question, user=None, **kwargs):
        self.question, self.user = question, user
        first = {"expected": question.state, "seen": question.last_step, **self.first_values(question)}
        super().__init__(*args, initial=first, label_suffix="", **kwargs)

    def first_values(self, question: Question) -> dict:
        """What the form proposes."""
        return {}


class ReasonForm(StepForm):
    """A step with its reason."""

    reason = CleanTextField(
        label=_("Reason"),
        max_length=1000,
        help_text=_("For the history of the question; the asker does not see it."),
        widget=_lines(2),
    )


class ClassifyForm(StepForm):
    """What it is about, and at once who prepares the answer."""

    subject_field = forms.ModelChoiceField(label=_("Field"), queryset=SubjectField.objects.none(), required=False)
    topic_kind = forms.ChoiceField(label=_("Kind of content"), choices=TopicKind.choices)
    urgency = forms.TypedChoiceField(label=_("Urgency"), choices=Urgency.choices, coerce=int)
    unit = forms.ModelChoiceField(
        label=_("Unit that prepares the answer"),
        queryset=Unit.objects.none(),
        required=False,
        help_text=_("Leave empty to assign it later."),
    )
    due_on = forms.DateField(label=_("Answer prepared until"), widget=AdminDateInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["subject_field"].queryset = SubjectField.objects.all()
        self.fields["unit"].queryset = Unit.objects.all()

    def first_values(self, question):
        return {
            "subject_field": question.subject_field_id,
            "topic_kind": question.topic_kind,
            "urgency": question.urgency,
            "unit": question.unit_id,
            "due_on": question.day_for_answer(timezone.now()),
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("unit") and not cleaned.get("due_on"):
            self.add_error("due_on", _("Say until when the unit prepares the answer."))
        return cleaned


class AssignForm(StepForm):
    """Who prepares the answer, and until when."""

    unit = forms.ModelChoiceField(label=_("Unit that prepares the answer"), queryset=Unit.objects.none())
    due_on = forms.DateField(label=_("Answer prepared until"), widget=AdminDateInput)
    reason = CleanTextField(label=_("Note for the unit"), max_length=900, required=False, widget=_lines(2))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.all()

    def first_values(self, question):
        return {"unit": question.unit_id, "due_on": question.due_on or question.day_for_answer(timezone.now())}


class ApproveForm(StepForm):
    """The leader's yes to the version on the screen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def first_values(self, question):
        return {"version": question.submitted_version}


class HallAnswerForm(StepForm):
    """What was answered in the hall."""

    text = CleanTextField(
        label=_("What was answered"),
        max_length=20_000,
        required=False,
        help_text=_("Leave empty if the approved answer was read out."),
        widget=_lines(5),
    )

    def first_values(self, question):
        return {"text": question.answer}


class OtherOfficeForm(ReasonForm):
    """Which office it belongs to, as the citizen will read it."""

    office = CleanLineField(label=_("Office it belongs to"), max_length=300)
    address = CleanLineField(label=_("Address of that office"), max_length=400, required=False)
    phone = CleanLineField(label=_("Phone of that office"), max_length=100, required=False)
    field_order = ["office", "address", "phone", "reason"]


class ExcludeForm(ReasonForm):
    """Why it is no matter for a dialogue."""

    ground = forms.ChoiceField(
        label=_("Reason from the list"), choices=ExclusionGround.choices, widget=forms.RadioSelect
    )
    field_order = ["ground", "reason"]


class ConfirmExclusionForm(StepForm):
    """What the citizen reads."""

    guidance = CleanTextField(
        label=_("Where the citizen can turn to"),
        max_length=1500,
        help_text=_("Office, address, hours and phone. The citizen also reads that no complaint was opened."),
        widget=_lines(5),
    )

    def first_values(self, question):
        return {"guidance": DialogueRules.of(question.conference).reception_guidance}


class MergeForm(ReasonForm):
    """Which question answers this one too."""

    lead = CleanLineField(
        label=_("Question that is answered for both"),
        max_length=40,
        help_text=_("As it is called in the list, for example DT-4F7K-9Q2M/1 or CH-12."),
    )
    field_order = ["lead", "reason"]

    def clean_lead(self):
        lead = Question.objects.readable_by(self.user).named(self.cleaned_data["lead"])
        if lead is None:
            raise forms.ValidationError(_("There is no such question; copy its name from the list."))
        return lead


class LetterForm(StepForm):
    """A letter that answers this question, and others of the same form that are ready."""

    way = forms.ChoiceField(label=_("Way"), choices=LetterWay.choices, widget=forms.RadioSelect)
    sent_to = CleanTextField(
        label=_("Address"), max_length=500, required=False, help_text=_("As the letter carries it."), widget=_lines(2)
    )
    others = forms.ModelMultipleChoiceField(
        label=_("Other questions of the same form in this letter"),
        queryset=Question.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ready = self.question.ready_for_the_same_letter(self.user)
        if ready is None or not ready.exists():
            del self.fields["others"]
        else:
            self.fields["others"].queryset = ready

    def first_values(self, question):
        form = question.registration
        sees_asker = self.user.has_perm("registrations.view_registration")
        way = form.answer_by if form else LetterWay.POST
        return {"way": way, "sent_to": address_of(form) if sees_asker else ""}


class NoteForm(forms.Form):
    """A remark in the history."""

    note = CleanTextField(label=_("Remark"), max_length=1000, widget=_lines(2))

    def __init__(self, *args, question=None, user=None, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
