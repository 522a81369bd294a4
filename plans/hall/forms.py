"""The forms of the door and of the chair."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.pages.models import SubjectField
from cms.text import clean, clean_line
from plans.questions.question import LONGEST_QUESTION
from plans.registrations.models import Registration

from .reading import code_in, phone_in
from .walk_in import WalkIn

LARGEST_GROUP = 100


class WalkInForm(forms.Form):
    """Who comes without registration, in as few fields as possible."""

    full_name = forms.CharField(label=_("Full name"), max_length=100)
    group_size = forms.IntegerField(label=_("People"), min_value=1, max_value=LARGEST_GROUP, initial=1)
    phone = forms.CharField(
        label=_("Phone (optional)"), max_length=60, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    question = forms.CharField(
        label=_("Question (optional)"),
        max_length=LONGEST_QUESTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    consent = forms.BooleanField(label=_("The hall is full: the chair agrees to let them in"), required=False)

    def clean_full_name(self):
        """At least two letters."""
        name = clean_line(self.cleaned_data["full_name"])
        if sum(letter.isalpha() for letter in name) < 2:
            raise forms.ValidationError(_("Enter the name with letters."))
        return name

    def clean_phone(self):
        """Any number we can call; kept as typed, too."""
        typed = clean_line(self.cleaned_data["phone"])
        self.phone_number, self.phone_as_typed = phone_in(typed)
        return typed

    def clean_question(self):
        """Clean text."""
        return clean(self.cleaned_data["question"])

    def walk_in(self) -> WalkIn:
        """What was entered, once the form is valid."""
        values = self.cleaned_data
        return WalkIn(
            full_name=values["full_name"],
            group_size=values["group_size"],
            phone=self.phone_number,
            phone_as_typed=self.phone_as_typed,
            question=values["question"],
        )


class HallQuestionForm(forms.Form):
    """A question put in the hall."""

    text = forms.CharField(
        label=_("Question or petition"), max_length=LONGEST_QUESTION, widget=forms.Textarea(attrs={"rows": 4})
    )
    subject_field = forms.ModelChoiceField(
        label=_("Field (optional)"),
        queryset=SubjectField.objects.all(),
        required=False,
        empty_label=_("Not clear yet"),
    )
    code = forms.CharField(
        label=_("Code of the asker's form (optional)"),
        max_length=500,
        required=False,
        help_text=_("With it a written answer reaches the asker."),
    )

    def __init__(self, *args, conference, **kwargs):
        super().__init__(*args, **kwargs)
        self.conference = conference
        self.registration = None

    def clean_text(self):
        """At least a few letters."""
        text = clean(self.cleaned_data["text"])
        if sum(letter.isalpha() for letter in text) < 5:
            raise forms.ValidationError(_("Write the question down in a few words."))
        return text

    def clean_code(self):
        """The asker's registration of this conference."""
        typed = clean_line(self.cleaned_data["code"])
        if typed:
            standing = Registration.objects.filter(conference=self.conference).standing()
            self.registration = standing.filter(code=code_in(typed)).first()
            if self.registration is None:
                raise forms.ValidationError(_("No form of this conference has this code."))
        return typed
