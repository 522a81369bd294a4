"""What people agree to at the end of the form: each purpose with a box and a text of its own, none ticked before."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.intake.form import PublicForm

from .consent import ConsentText, Purpose

# The hidden field that brings back which version of a text stood on the form.
_SHOWN_IN = {
    Purpose.REGISTRATION: "consent_text",
    Purpose.REMINDERS: "reminder_text",
    Purpose.NOTICE: "notice_text",
}


class ConsentPart(PublicForm):
    """The texts that stood on the form when it went out are the accepted ones, whatever was written since."""

    consent = forms.BooleanField(
        label=_("I have read this and agree"),
        error_messages={"required": _("Without your agreement the office may not use the form. Tick the box.")},
    )
    wants_reminders = forms.BooleanField(label=_("Remind me of the date by e-mail or text message"), required=False)
    consent_text = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reminder_text = forms.IntegerField(widget=forms.HiddenInput, required=False)
    notice_text = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def show_consent(self, current: dict[str, ConsentText]) -> None:
        """Put the texts beside their boxes: those that came back with the form, else the `current` ones by purpose."""
        self.texts_shown = {purpose: self._text_sent(current[purpose]) or current[purpose] for purpose in Purpose}
        self.fields["consent"].help_text = self.texts_shown[Purpose.REGISTRATION].text
        self.fields["wants_reminders"].help_text = self.texts_shown[Purpose.REMINDERS].text
        for purpose, name in _SHOWN_IN.items():
            self.fields[name].initial = self.texts_shown[purpose].pk

    def consent_columns(self) -> dict:
        """What was shown and agreed to, by column; only after `is_valid()`."""
        agreed = self.cleaned_data["wants_reminders"]
        return {
            "consent_id": self.texts_shown[Purpose.REGISTRATION].pk,
            "notice_id": self.texts_shown[Purpose.NOTICE].pk,
            "reminder_consent_id": self.texts_shown[Purpose.REMINDERS].pk if agreed else None,
        }

    def _text_sent(self, current: ConsentText) -> ConsentText | None:
        """The text that stood on the form that came back, if it is one of ours for the same purpose."""
        number = self.sent.get(_SHOWN_IN[current.purpose], "")
        if number == str(current.pk):
            return current
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        return ConsentText.objects.filter(pk=number, purpose=current.purpose).first()
