"""What the office types into the screens of minutes, letters and reports."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from cms.intake.fields import CleanLineField, CleanTextField
from plans.conferences.models import ConferencePage
from plans.questions.models import Letter, LetterWay

LARGEST_FILE = 20 * 1024 * 1024
_DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]


def day_field(label) -> forms.DateField:
    """A day as clerks type it."""
    return forms.DateField(label=label, input_formats=_DAYS, widget=AdminDateInput(format="%d/%m/%Y"))


class MinutesForm(forms.Form):
    """Who led, who wrote, and the text; `based_on` is the version it was opened with."""

    based_on = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    chair = CleanLineField(label=_("Chair"), max_length=150)
    chair_title = CleanLineField(label=_("Position of the chair"), max_length=150, required=False)
    secretary = CleanLineField(label=_("Secretary"), max_length=150)
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
    number = CleanLineField(label=_("Number and symbol"), max_length=60, help_text=_("For example 12/BB-SKHCN."))
    issued_on = day_field(_("Day"))


class LetterTextForm(forms.Form):
    """The words of a letter that has not left; `seen` is what stood there before, shortened to a digest.

    `answers`: those on the screen the text was compared with, shortened as well.
    """

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    answers = forms.CharField(max_length=64, widget=forms.HiddenInput)
    text = CleanTextField(label=_("Text of the letter"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 22}))


class SendForm(forms.Form):
    """The line of the dispatch register."""

    number = CleanLineField(label=_("Number and symbol"), max_length=60, help_text=_("For example 123/SKHCN-VP."))
    issued_on = day_field(_("Day of the letter"))
    way = forms.ChoiceField(label=_("Way of sending"), choices=LetterWay.choices)
    sent_to = CleanLineField(label=_("Sent to"), max_length=500, help_text=_("The address as written on the letter."))
    document = forms.FileField(
        label=_("Signed letter (PDF)"), required=False, help_text=_("The asker can read it on the own page.")
    )

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

    state = forms.ChoiceField(label=_("Show"), choices=STATES, required=False)
    way = forms.ChoiceField(label=_("Way of sending"), choices=[("", _("All")), *LetterWay.choices], required=False)
    conference = forms.ModelChoiceField(
        label=_("Conference"), queryset=ConferencePage.objects.none(), empty_label=_("All"), required=False
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.readable = Letter.objects.readable_by(user)
        with_letters = ConferencePage.objects.filter(pk__in=self.readable.order_by().values("conference"))
        self.fields["conference"].queryset = with_letters.order_by("-starts_at")

    def letters(self):
        """The letters the user may read, by what was chosen; a choice there is not narrows nothing down."""
        self.full_clean()
        chosen = self.cleaned_data
        letters = self.readable
        if state := chosen.get("state"):
            letters = letters.filter(sent_at__isnull=state == "unsent")
        facts = {name: chosen[name] for name in ("way", "conference") if chosen.get(name)}
        return letters.filter(**facts)
