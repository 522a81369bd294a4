"""What the office types into the screens of minutes, letters and reports."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.text import clean, clean_line
from plans.questions.models import Letter, LetterWay

LARGEST_FILE = 20 * 1024 * 1024
_DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]


class CleanCharField(forms.CharField):
    """One clean line."""

    def to_python(self, value):
        return clean_line(super().to_python(value) or "")


class CleanTextField(forms.CharField):
    """Clean text of several lines."""

    widget = forms.Textarea

    def to_python(self, value):
        return clean(super().to_python(value) or "")


def day_field(label) -> forms.DateField:
    """A day as clerks type it."""
    return forms.DateField(label=label, input_formats=_DAYS, widget=AdminDateInput(format="%d/%m/%Y"))


class MinutesForm(forms.Form):
    """Who led, who wrote, and the text; `based_on` is the version it was opened with."""

    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    chair = CleanCharField(label=_("Chair"), max_length=150)
    chair_title = CleanCharField(label=_("Position of the chair"), max_length=150, required=False)
    secretary = CleanCharField(label=_("Secretary"), max_length=150)
    text = CleanTextField(
        label=_("Text of the minutes"),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 30}),
        help_text=_(
            "Lines that begin with I., II. or 1., 2. become headings, lines that begin with a dash become lists. "
            "The letterhead, the title and the signatures are added by themselves."
        ),
    )


class IssueForm(forms.Form):
    """Number and day of the minutes; `version` is the text that was read."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    number = CleanCharField(label=_("Number and symbol"), max_length=60, help_text=_("For example 12/BB-SKHCN."))
    issued_on = day_field(_("Day"))


class LetterTextForm(forms.Form):
    """The words of a letter that has not left; `seen` is what stood there before, shortened to a digest."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    text = CleanTextField(label=_("Text of the letter"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 22}))


class SendForm(forms.Form):
    """The line of the dispatch register."""

    number = CleanCharField(label=_("Number and symbol"), max_length=60, help_text=_("For example 123/SKHCN-VP."))
    issued_on = day_field(_("Day of the letter"))
    way = forms.ChoiceField(label=_("Way of sending"), choices=LetterWay.choices)
    sent_to = CleanCharField(label=_("Sent to"), max_length=500, help_text=_("The address as written on the letter."))
    document = forms.FileField(label=_("Signed letter (PDF)"), required=False)

    def clean_document(self):
        """A PDF by its first bytes, not larger than the limit."""
        file = self.cleaned_data["document"]
        if file is None:
            return None
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 20 MB. Scan it with fewer dots."))
        head = file.read(5)
        file.seek(0)
        if head != b"%PDF-":
            raise forms.ValidationError(_("Choose a PDF file."))
        file.name = "letter.pdf"
        return file


class RegisterFilterForm(forms.Form):
    """What part of the dispatch register to show."""

    STATES = [("", _("All letters")), ("unsent", _("Not sent yet")), ("sent", _("Sent"))]

    state = forms.ChoiceField(choices=STATES, required=False)

    def letters(self, user):
        """The letters `user` may read, by what was chosen."""
        letters = Letter.objects.readable_by(user)
        state = self.cleaned_data.get("state") if self.is_valid() else ""
        if state:
            letters = letters.filter(sent_at__isnull=state == "unsent")
        return letters
