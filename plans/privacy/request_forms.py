"""The forms of the office about requests: enter one, reply, extend the time."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.intake.fields import CleanLineField, CleanTextField
from plans.registrations import codes
from plans.registrations.models import Channel, Registration

from .data_request import LONGEST_WORDS
from .models import RequestKind, RequestState

_REPLIES = (RequestState.ANSWERED, RequestState.DONE, RequestState.REFUSED)


class EntryForm(forms.Form):
    """A request that came on paper, by phone or at the desk."""

    kind = forms.ChoiceField(label=_("Request"), choices=RequestKind.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(
        label=_("Channel"), choices=[choice for choice in Channel.choices if choice[0] != Channel.ONLINE]
    )
    received_on = forms.DateField(
        label=_("Received on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day of the stamp; the clocks run from it."),
    )
    code = CleanLineField(
        label=_("Code of the form"),
        max_length=20,
        required=False,
        help_text=_("Make sure that it is the person's own form before you enter it."),
    )
    requester = CleanLineField(
        label=_("Who asks, and how to reach the person"),
        max_length=300,
        required=False,
        help_text=_("Only where no code is known."),
    )
    words = CleanTextField(
        label=_("What is asked for"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    involves_others = forms.BooleanField(
        label=_("Somebody outside the office has to act too"), required=False, help_text=_("Gives up to 20 days.")
    )

    def clean_received_on(self):
        """Never a day to come."""
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("The day lies in the future."))
        return day

    def clean_code(self):
        """The form with this code, however it was typed."""
        typed = self.cleaned_data["code"]
        if not typed:
            return None
        found = Registration.objects.filter(code=codes.normalise(typed)).first()
        if found is None:
            raise forms.ValidationError(_("There is no form with this code. Compare it sign by sign."))
        if found.erased_at:
            raise forms.ValidationError(_("The personal data of this form is erased already; nothing is left."))
        return found

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned["code"] and not cleaned["requester"]:
            self.add_error("code", _("Enter the code of the form, or who asks."))
        return cleaned


class ReplyForm(forms.Form):
    """What the person is told, and where the request stands with it."""

    to = forms.ChoiceField(
        label=_("The request is now"),
        choices=[
            (state.value, state.label) for state in (RequestState.ANSWERED, RequestState.DONE, RequestState.REFUSED)
        ],
        widget=forms.RadioSelect,
    )
    reply = CleanTextField(
        label=_("Reply to the person"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shown on the page of the form. Needed for an answer and for a refusal."),
    )
    expected = forms.CharField(widget=forms.HiddenInput)


class LiftForm(forms.Form):
    """The data may be used again, with the reason."""

    reason = CleanLineField(label=_("Why the data may be used again"), max_length=1000)


class ExtendForm(forms.Form):
    """Once, with a reason."""

    reason = CleanLineField(
        label=_("Why more time is needed"), max_length=1000, help_text=_("The person reads this. Possible once.")
    )
