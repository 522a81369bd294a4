"""The form in which editors put a letter into the office's own words."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.text import clean, clean_line

from .kinds import Notice
from .placeholders import find_missing, find_unknown, placeholders_of, to_stored, to_written


class WordingForm(forms.Form):
    """Subject and text of letters of one `kind`. Plain text; placeholders by their names in any language.

    `cleaned_data` holds both as they are stored.
    """

    subject = forms.CharField(
        label=_("Subject of the letter"), max_length=200, widget=forms.TextInput(attrs={"size": 80})
    )
    text = forms.CharField(
        label=_("Content of the letter"), max_length=5000, widget=forms.Textarea(attrs={"rows": 16})
    )
    # The version the editor started from: 0 for the portal's wording.
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, kind: Notice, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        for name in ("subject", "text"):
            if name in self.initial:
                self.initial[name] = to_written(kind, self.initial[name])

    def clean_subject(self):
        return self._stored("subject", clean_line(self.cleaned_data["subject"]))

    def clean_text(self):
        text = self._stored("text", clean(self.cleaned_data["text"]).strip())
        missing = find_missing(self.kind, text)
        if missing:
            names = ", ".join(one.written for one in missing)
            raise forms.ValidationError(
                gettext("People need to read this in the letter: %(names)s. Write it where it belongs.")
                % {"names": names}
            )
        return text

    def _stored(self, name: str, text: str) -> str:
        if not text:
            raise forms.ValidationError(self.fields[name].error_messages["required"])
        unknown = find_unknown(self.kind, text)
        if unknown:
            known = ", ".join(one.written for one in placeholders_of(self.kind))
            raise forms.ValidationError(
                gettext("Nothing is called %(unknown)s. In braces you can write: %(known)s.")
                % {"unknown": ", ".join(f"{{{name}}}" for name in unknown), "known": known}
            )
        return to_stored(self.kind, text)
