"""The clerk's forms: filters of the list, changes of one registration."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from cms.intake.fields import CleanLineField, CleanTextField
from plans.conferences.models import ConferencePage

from . import codes
from .models import Channel, FormState, Registration, Seat
from .sorting import Verdict

# Steps that speak for themselves; all others ask for a reason.
_NO_REASON_NEEDED = {FormState.VALID, FormState.INCOMPLETE, Seat.HELD, Seat.ATTENDED}


def _conferences(request):
    has_forms = Exists(Registration.objects.filter(conference=OuterRef("pk")))
    return ConferencePage.objects.filter(has_forms).order_by("-starts_at")


class StateFilter(django_filters.MultipleChoiceFilter):
    """One or more states of a column.

    Several states are most of the register: looked up by their index all of them would have to be sorted to show
    fifty. Hidden from the index, the list is read newest first until the page is full.
    """

    def filter(self, qs, value):
        if not value:
            return qs
        if len(value) == 1 and self.field_name == "form_state":  # its index is in the order of the list
            return qs.filter(**{self.field_name: value[0]})
        looked_at = f"{self.field_name}_looked_at"
        return qs.alias(**{looked_at: Coalesce(self.field_name, Value(""))}).filter(**{f"{looked_at}__in": value})


class RegistrationFilterSet(WagtailFilterSet):
    """What the list can be narrowed by."""

    conference = django_filters.ModelChoiceFilter(label=_("Conference"), queryset=_conferences)
    form_state = StateFilter(label=_("Form"), choices=FormState.choices, widget=forms.CheckboxSelectMultiple)
    seat = StateFilter(label=_("Seat"), choices=Seat.choices, widget=forms.CheckboxSelectMultiple)
    channel = django_filters.ChoiceFilter(label=_("Channel"), choices=Channel.choices)
    register_number = django_filters.CharFilter(label=_("Incoming number"), lookup_expr="iexact")
    received_at = django_filters.DateFromToRangeFilter(label=_("Received"), widget=DateRangePickerWidget)

    class Meta:
        model = Registration
        fields = [
            "conference",
            "form_state",
            "seat",
            "channel",
            "register_number",
            "is_suspected_spam",
            "is_possible_duplicate",
            "received_at",
        ]


class MoveForm(forms.Form):
    """One step of the form's state or of the seat, from the state the clerk saw."""

    to = forms.ChoiceField(label=_("New state"))
    reason = CleanTextField(
        label=_("Reason"),
        max_length=1000,
        required=False,
        help_text=_("For the history of the form; the sender does not see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    public_note = CleanTextField(
        label=_("For the sender"),
        max_length=1000,
        required=False,
        help_text=_("What the sender reads: what is missing, for example."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    keeps_questions = forms.BooleanField(
        label=_("Answer the questions all the same"),
        required=False,
        help_text=_("When the form is withdrawn: only the seat is given up."),
    )
    expected = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def __init__(self, *args, current: str, steps, **kwargs):
        super().__init__(*args, initial={"expected": current}, **kwargs)
        self.fields["to"].choices = [(step.value, step.label) for step in steps]
        if FormState.WITHDRAWN not in steps:
            del self.fields["keeps_questions"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") == FormState.INCOMPLETE and not cleaned.get("public_note"):
            self.add_error("public_note", _("Tell the sender what is missing."))
        if cleaned.get("to") and cleaned["to"] not in _NO_REASON_NEEDED and not cleaned.get("reason"):
            self.add_error("reason", _("Give the reason for this step."))
        return cleaned


class NoteForm(forms.Form):
    """A note in the history."""

    note = CleanTextField(label=_("Remark"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class MergeForm(forms.Form):
    """Which other form of the same person stands for this one from now on."""

    code = CleanLineField(
        label=_("Code of the form that stays"),
        max_length=30,
        help_text=_("A form of the same person for the same conference. The old code goes on working."),
    )
    reason = CleanTextField(
        label=_("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, mine: Registration, **kwargs):
        super().__init__(*args, **kwargs)
        self.mine = mine

    def clean_code(self):
        """A standing form of this conference with this code."""
        code = codes.normalise(self.cleaned_data["code"])
        others = Registration.objects.filter(conference=self.mine.conference_id).standing().exclude(pk=self.mine.pk)
        survivor = others.filter(code=code).first()
        if survivor is None:
            raise forms.ValidationError(_("No other form of this conference has this code. Read it again."))
        self.survivor = survivor
        return code

    def clean(self):
        cleaned = super().clean()
        cleaned["survivor"] = getattr(self, "survivor", None)
        return cleaned


class PartForm(forms.Form):
    """Undo a merging."""

    reason = CleanLineField(label=_("Reason"), max_length=1000, required=False)


class SortForm(forms.Form):
    """A verdict about many forms."""

    verdict = forms.ChoiceField(choices=Verdict.choices)
    reason = CleanLineField(label=_("Reason"), max_length=1000, required=False)
