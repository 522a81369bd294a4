"""The registration form as visitors fill it in (phiếu đăng ký tham gia đối thoại)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.intake.email_address import EmailAddressField
from cms.intake.fields import CleanLineField, PersonNameField
from cms.intake.phone import read_phone
from cms.intake.tax_code import is_plausible, normalise

from .consent import ConsentText
from .form_address import AddressPart
from .form_choices import choice_field, yes_or_no_field
from .form_consent import ConsentPart
from .form_own_questions import OwnQuestionsPart
from .form_questions import QuestionsPart
from .registration import Registration
from .writing import mixes_scripts

_KINDS = Registration.ApplicantKind
# What somebody answers for an organisation: a household business is its owner's, without positions.
_NAMED_ORGANISATIONS = {_KINDS.BUSINESS, _KINDS.HOUSEHOLD, _KINDS.ORGANISATION}
_WITH_POSITIONS = {_KINDS.BUSINESS, _KINDS.ORGANISATION}


class RegistrationForm(AddressPart, QuestionsPart, OwnQuestionsPart, ConsentPart):
    """One registration for `conference`; `answers()` gives the cleaned values by column.

    With `data` it is checked; with `draft` (what was typed so far) it is shown as it stands, without a word of
    blame: so it comes back when somebody adds a question or a file.

    Warnings (an unknown range of phone numbers, a tax code with a wrong check digit) stop the form once and ask
    to be confirmed with a box of their own; a citizen's question never fails because of them.
    """

    ACCESS_NEEDS = [
        ("wheelchair", _("Way in by wheelchair")),
        ("sign_language", _("Sign language interpreter")),
        ("large_print", _("Large print")),
        ("minority_language", _("Interpreter of an ethnic minority language")),
    ]

    applicant_kind = choice_field(_("I am registering as"), Registration.ApplicantKind.choices)
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

    participation = choice_field(_("How I will take part"), ())
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
        help_text=_("Give a phone number, an e-mail address or both, so that the office can reach you."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    confirm_phone = forms.BooleanField(label=_("Use this number all the same"), required=False)
    email = EmailAddressField(
        label=_("E-mail"),
        required=False,
        help_text=_("You get a confirmation there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    answer_by = choice_field(_("Send the answer"), Registration.AnswerBy.choices)
    complaint_answer = choice_field(
        _("This is not a complaint or a denunciation"),
        Registration.ComplaintAnswer.choices,
        help_text=_(
            "Complaints and denunciations have a procedure of their own and are not opened by this form. If you are "
            "not sure, send the form all the same: the office reads it and tells you the right way."
        ),
    )
    may_publish = yes_or_no_field(_("May the question be published, without your name?"))

    field_order = [
        "applicant_kind",
        "full_name",
        "organisation_name",
        "position",
        "tax_code",
        "confirm_tax_code",
        "participation",
        "group_size",
        "access_needs",
        "phone",
        "confirm_phone",
        "email",
        "answer_by",
        "province",
        "commune",
        "postal_address",
    ]
    own_widgets = frozenset({"participation", "group_size", "province", "commune"})
    last_fields = ("complaint_answer", "may_publish", "consent", "wants_reminders")

    def __init__(self, data=None, *, conference, consent_texts: dict[str, ConsentText], draft=None, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(data, **kwargs)
        self.conference = conference
        self.sent = data if data is not None else draft if draft is not None else {}
        self.asks_to_confirm: set[str] = set()
        self.signs: list[str] = []
        self._offer_what_the_conference_has()
        self.offer_addresses()
        self.offer_questions()
        self.offer_own_questions()
        self._put_in_order()
        self.show_consent(consent_texts)
        for name in ("phone", "email"):
            self.fields[name].label_note = _("at least one of phone and e-mail")
        if self.is_bound:
            self._require_what_applies()
        elif draft is not None:
            self._fill_with(draft)

    def _put_in_order(self) -> None:
        """Errors are listed in the order of the page, where what was added stands before the agreement."""
        first = [name for name in self.fields if name not in self.last_fields]
        self.order_fields([*first, *self.last_fields])

    def _fill_with(self, draft) -> None:
        """Show what was typed so far; the boxes of numbers to confirm come back with it."""
        for name, field in self.fields.items():
            if name not in draft or field.widget.is_hidden:
                continue
            if name.startswith("confirm_"):
                self.asks_to_confirm.add(name.removeprefix("confirm_"))
            several = isinstance(field, forms.MultipleChoiceField)
            self.initial[name] = draft.getlist(name) if several else field.bound_data(draft[name], None)

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

    def _require_what_applies(self) -> None:
        kind = self.data.get("applicant_kind")
        self.fields["organisation_name"].required = kind in _NAMED_ORGANISATIONS
        self.fields["position"].required = kind in _WITH_POSITIONS
        comes = self.data.get("participation") == Registration.Participation.IN_PERSON
        self.fields["group_size"].required = comes

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
        """The values by column of Registration, `questions` and `extra_answers`; only after `is_valid()`."""
        values = {name: self.cleaned_data[name] for name in _COLUMNS}
        phone = self.read_phone
        values["phone"] = phone.number if phone else ""
        values["phone_extension"] = phone.extension[:10] if phone else ""
        values["phone_as_typed"] = phone.typed if phone else ""
        values |= self.address_columns()
        values["questions"] = self.asked_questions()
        values["form_version_id"] = self.version.pk if self.version else None
        values["extra_answers"] = self.own_answers()
        values |= self.consent_columns()
        return values


# Fields that are columns just as they are.
_COLUMNS = (
    "applicant_kind",
    "full_name",
    "organisation_name",
    "position",
    "tax_code",
    "participation",
    "group_size",
    "access_needs",
    "email",
    "answer_by",
    "postal_address",
    "complaint_answer",
    "may_publish",
    "wants_reminders",
)
