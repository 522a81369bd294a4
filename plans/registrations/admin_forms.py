"""The clerk's forms: filters of the list, changes of one registration."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from cms.intake.fields import CleanTextField
from plans.conferences.models import ConferencePage

from .models import FormState, Registration, Seat

# Steps that speak for themselves; all others ask for a reason.
_NO_REASON_NEEDED = {FormState.VALID, Seat.HELD, Seat.ATTENDED}


def _conferences(request):
    return ConferencePage.objects.filter(registrations__isnull=False).distinct().order_by("-starts_at")


class RegistrationFilterSet(WagtailFilterSet):
    """What the list can be narrowed by."""

    conference = django_filters.ModelChoiceFilter(label=_("Conference"), queryset=_conferences)
    form_state = django_filters.MultipleChoiceFilter(
        label=_("Form"), choices=FormState.choices, widget=forms.CheckboxSelectMultiple
    )
    seat = django_filters.MultipleChoiceFilter(
        label=_("Seat"), choices=Seat.choices, widget=forms.CheckboxSelectMultiple
    )
    received_at = django_filters.DateFromToRangeFilter(label=_("Received"), widget=DateRangePickerWidget)

    class Meta:
        model = Registration
        fields = ["conference", "form_state", "seat", "is_suspected_spam", "is_possible_duplicate", "received_at"]


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
    expected = forms.CharField(widget=forms.HiddenInput, max_length=20)

    def __init__(self, *args, current: str, steps, **kwargs):
        super().__init__(*args, initial={"expected": current}, **kwargs)
        self.fields["to"].choices = [(step.value, step.label) for step in steps]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("to") and cleaned["to"] not in _NO_REASON_NEEDED and not cleaned.get("reason"):
            self.add_error("reason", _("Give the reason for this step."))
        return cleaned


class NoteForm(forms.Form):
    """A note in the history."""

    note = CleanTextField(label=_("Remark"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
