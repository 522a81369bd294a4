"""The registration form as visitors fill it in (phiếu đăng ký tham gia đối thoại)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.intake.email_address import EmailAddressField
from cms.intake.fields import CleanLineField, CleanTextField, CountedTextField, PersonNameField
from cms.intake.form import PublicForm
from cms.intake.phone import read_phone
from cms.intake.tax_code import is_plausible, normalise
from cms.pages.models import SubjectField
from plans.questions.question import LONGEST_QUESTION
from plans.questions.states import TopicKind

from .consent import ConsentText
from .registration import Registration
from .writing import mixes_scripts

SHORTEST_QUESTION = 10
_CITIZEN = Registration.ApplicantKind.CITIZEN


def _choice(label, choices, **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
        **kwargs,
    )


class RegistrationForm(PublicForm):
    """One registration for `conference`; `answers()` gives the cleaned values by column.

    Warnings (an unknown range of phone numbers, a tax code with a wrong check digit) stop the form once and ask
    to be confirmed with a box of their own; a citizen's question never fails because of them.
    """

    ACCESS_NEEDS = [
        ("wheelchair", _("Way in by wheelchair")),
        ("sign_language", _("Sign language interpreter")),
        ("large_print", _("Large print")),
        ("minority_language", _("Interpreter of an ethnic minority language")),
    ]

    applicant_kind = _choice(_("I am registering as"), Registration.ApplicantKind.choices)
    full_name = PersonNameField(
        label=_("Full name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter the full name.")},
    )
    organisation_name = CleanLineField(
        label=_("Name of the organisation, business or household business"),
        max_length=250,
        help_text=_("Only if you do not register as a citizen."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Enter the name of the organisation, business or household business.")},
    )
    position = CleanLineField(
        label=_("Position"),
        max_length=100,
        help_text=_("Only if you do not register as a citizen."),
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Enter your position there.")},
    )
    tax_code = CleanLineField(
        label=_("Tax code"),
        max_length=20,
        required=False,
        help_text=_("10 or 13 digits for a business, 12 for a household business; for example 0100112437."),
    )
    confirm_tax_code = forms.BooleanField(label=_("Send with this tax code all the same"), required=False)

    participation = _choice(_("How I will take part"), ())
    group_size = forms.IntegerField(
        label=_("Number of people attending"),
        min_value=1,
        initial=1,
        help_text=_("With yourself. Names of the others are not needed. Only if you come in person."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": _("Enter a whole number."), "required": _("Enter how many people will come.")},
    )
    access_needs = forms.MultipleChoiceField(
        label=_("Support you need on the day"),
        choices=ACCESS_NEEDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Used for preparing the hall only."),
    )

    phone = CleanLineField(
        label=_("Phone number"),
        max_length=60,
        required=False,
        help_text=_("Phone or e-mail: give at least one, so that the office can reach you."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    confirm_phone = forms.BooleanField(label=_("Use this number all the same"), required=False)
    email = EmailAddressField(
        label=_("E-mail"),
        required=False,
        help_text=_("You get a confirmation there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    answer_by = _choice(_("Send the answer"), Registration.AnswerBy.choices)
    postal_address = CleanTextField(
        label=_("Postal address"),
        max_length=400,
        help_text=_("House number, street, village or group, commune or ward, province. Only for answers by post."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        error_messages={"required": _("Enter the address the answer should go to.")},
    )

    subject_field = forms.ModelChoiceField(
        label=_("Field"), queryset=SubjectField.objects.none(), required=False, empty_label=_("Other, or not sure")
    )
    topic_kind = _choice(_("Kind of content"), TopicKind.choices)
    procedure = CleanLineField(label=_("Administrative procedure concerned"), max_length=250, required=False)
    file_number = CleanLineField(
        label=_("Number of a file already handed in"),
        max_length=50,
        required=False,
        help_text=_("As on the slip you were given."),
    )
    question = CountedTextField(
        label=_("Your question or petition"),
        min_length=SHORTEST_QUESTION,
        max_length=LONGEST_QUESTION,
        help_text=_("10 to 3,000 characters. Please do not write identity card numbers."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write your question or petition.")},
    )
    complaint_answer = _choice(
        _("This is not a complaint or a denunciation"),
        Registration.ComplaintAnswer.choices,
        help_text=_(
            "Complaints and denunciations have a procedure of their own and are not opened by this form. If you are "
            "not sure, send the form all the same: the office reads it and tells you the right way."
        ),
    )
    may_publish = forms.TypedChoiceField(
        label=_("May the question be published, without your name?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )

    consent = forms.BooleanField(
        label=_("I have read this and agree"),
        error_messages={"required": _("Without your agreement the office may not use the form. Tick the box.")},
    )
    wants_reminders = forms.BooleanField(label=_("Remind me of the date by e-mail or text message"), required=False)
    consent_text = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, conference, consent_text: ConsentText, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.conference = conference
        self.asks_to_confirm: set[str] = set()
        self.signs: list[str] = []
        self._offer_what_the_conference_has()
        self.consent_shown = self._consent_sent() or consent_text
        self.fields["consent"].help_text = self.consent_shown.text
        self.fields["consent_text"].initial = self.consent_shown.pk
        if self.is_bound:
            self._require_what_applies()

    def _offer_what_the_conference_has(self) -> None:
        kinds = Registration.Participation
        self.fields["participation"].choices = [
            choice for choice in kinds.choices if choice[0] != kinds.ONLINE or self.conference.is_online_offered
        ]
        group_size = self.fields["group_size"]
        most = self.conference.max_group_size
        group_size.max_value = most
        group_size.validators = []
        self._most_people = most
        group_size.widget.attrs |= {"min": 1, "max": most}
        self.fields["subject_field"].queryset = SubjectField.objects.filter(conferences=self.conference.pk)

    def _consent_sent(self) -> ConsentText | None:
        """The text that stood on the form that came back, if it is one of ours."""
        number = self.data.get("consent_text", "") if self.is_bound else ""
        if not (number.isascii() and number.isdigit() and len(number) < 10):
            return None
        return ConsentText.objects.filter(pk=number).first()

    def _require_what_applies(self) -> None:
        is_organisation = self.data.get("applicant_kind") not in (None, "", _CITIZEN)
        for name in ("organisation_name", "position"):
            self.fields[name].required = is_organisation
        comes = self.data.get("participation") == Registration.Participation.IN_PERSON
        self.fields["group_size"].required = comes
        self.fields["postal_address"].required = self.data.get("answer_by") == Registration.AnswerBy.POST

    def clean_group_size(self):
        """Within what the office allows for one form; irrelevant numbers of those who do not come are 1."""
        if self.data.get("participation") != Registration.Participation.IN_PERSON:
            return 1
        size = self.cleaned_data["group_size"]
        if size is None or not 1 <= size <= self._most_people:
            raise ValidationError(
                _("Enter a number from 1 to %(most)d. For larger groups please call the office."),
                params={"most": self._most_people},
            )
        return size

    def clean_access_needs(self):
        """Every need once, in the order of the form, however often it was sent."""
        chosen = set(self.cleaned_data["access_needs"])
        return [need for need, _label in self.ACCESS_NEEDS if need in chosen]

    def clean_phone(self):
        """Read the number; one of an unknown range is to be confirmed."""
        typed = self.cleaned_data["phone"]
        self.read_phone = read_phone(typed) if typed else None
        if self.read_phone and not self.read_phone.is_certain:
            self._ask_to_confirm("phone", _("We do not know this range of numbers. Check it, or tick the box below."))
            self.signs.append("phone_confirmed")
        return typed

    def clean_tax_code(self):
        """Read the code; one with a wrong shape or check digit is to be confirmed."""
        # Compatibility forms ("㈱") grow when normalised; the column does not.
        code = normalise(self.cleaned_data["tax_code"])[:20]
        if code and not is_plausible(code):
            self._ask_to_confirm("tax_code", _("This does not look like a tax code. Check it, or tick the box below."))
            self.signs.append("tax_code_confirmed")
        return code

    def _ask_to_confirm(self, name: str, warning) -> None:
        self.asks_to_confirm.add(name)
        if not self.data.get(f"confirm_{name}"):
            raise ValidationError(warning, code="confirm")

    def clean(self):
        cleaned = super().clean()
        # By the cleaned values: what cannot be seen is no address, whatever was sent.
        if self._is_left_empty("phone", cleaned) and self._is_left_empty("email", cleaned):
            self.add_error("phone", _("Enter a phone number or an e-mail address, so that the office can reach you."))
        if cleaned.get("answer_by") == Registration.AnswerBy.EMAIL and self._is_left_empty("email", cleaned):
            self.add_error("email", _("Enter the e-mail address the answer should go to."))
        if mixes_scripts(cleaned.get("full_name", "")):
            self.signs.append("mixed_scripts")
        return cleaned

    def _is_left_empty(self, name: str, cleaned: dict) -> bool:
        """Whether nothing was answered there; a wrong answer has its own message."""
        return name not in self.errors and not cleaned.get(name)

    def answers(self) -> dict:
        """The values by column of Registration; only after `is_valid()`."""
        asked = {"question", "subject_field", "topic_kind", "procedure", "file_number"}
        own = {"phone", "confirm_phone", "confirm_tax_code", "consent", "consent_text", *asked}
        values = {name: value for name, value in self.cleaned_data.items() if name not in own}
        phone = self.read_phone
        values["phone"] = phone.number if phone else ""
        values["phone_extension"] = phone.extension[:10] if phone else ""
        values["phone_as_typed"] = phone.typed if phone else ""
        chosen = self.cleaned_data["subject_field"]
        values["questions"] = [
            {
                "text": self.cleaned_data["question"],
                "subject_field_id": chosen.pk if chosen else None,
                "topic_kind": self.cleaned_data["topic_kind"],
                "procedure": self.cleaned_data["procedure"],
                "file_number": self.cleaned_data["file_number"],
            }
        ]
        values["consent_id"] = self.consent_shown.pk
        return values
