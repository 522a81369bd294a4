"""What people fill in on their own page and on the way to it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms.intake.email_address import EmailAddressField
from cms.intake.fields import CleanLineField, CleanTextField, CountedTextField
from cms.intake.form import PublicForm
from cms.intake.phone import read_phone
from plans.questions.models import QuestionState
from plans.questions.question import LONGEST_QUESTION

from .. import codes
from ..form_address import UNSURE, AddressPart
from ..registration import Registration

_SHORTEST_TEXT = 10


class FindForm(PublicForm):
    """Code, and what shows that the form is one's own."""

    code = CleanLineField(
        label=_("Code of your form"),
        max_length=60,
        help_text=_("On your receipt, for example DT-4F7K-9Q2M. Small letters and missing dashes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Enter the code of your form.")},
    )
    proof = CleanLineField(
        label=_("Last four digits of your phone number, or your e-mail address"),
        max_length=254,
        required=False,
        help_text=_("As on the form. Without it you only see whether the form was received."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self):
        """The written form of the code."""
        code = codes.normalise(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("This is no code of ours. It has eight letters and digits after “DT”."))
        return code


class AgainForm(PublicForm):
    """Where the code was sent the first time."""

    email = EmailAddressField(
        label=_("E-mail address on your form"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Enter the e-mail address on your form.")},
    )


class AnswerWayForm(AddressPart):
    """How and where the answer goes; also what somebody corrects who cannot come."""

    email = EmailAddressField(
        label=_("E-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    answer_by = forms.ChoiceField(
        label=_("Send the answer"),
        choices=Registration.AnswerBy.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )

    field_order = ["phone", "confirm_phone", "email", "answer_by", "province", "commune", "postal_address"]

    def __init__(self, data=None, *, registration, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(data, initial=_present(registration), **kwargs)
        self.registration = registration
        self.sent = data if data is not None else self.initial
        self.offer_addresses()

    def clean(self):
        cleaned = super().clean()
        if "email" in self.errors or "phone" in self.errors:
            return cleaned
        if cleaned.get("answer_by") == Registration.AnswerBy.EMAIL and not cleaned.get("email"):
            self.add_error("email", _("Enter the e-mail address the answer should go to."))
        elif not cleaned.get("email") and not cleaned.get("phone", self.registration.phone):
            self.add_error("email", _("Enter a phone number or an e-mail address, so that the office can reach you."))
        return cleaned

    def columns(self) -> dict:
        """The new values by column; only after `is_valid()`."""
        values = {name: self.cleaned_data[name] for name in ("email", "answer_by")}
        if self.goes_by_post:
            values |= self.address_columns() | {"postal_address": self.cleaned_data["postal_address"]}
        return values

    def texts(self) -> dict[int, str]:
        """Nothing about questions here."""
        return {}


class ChangeForm(AnswerWayForm):
    """Contact, address, and the questions nobody has taken up yet."""

    phone = CleanLineField(
        label=_("Phone number"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    confirm_phone = forms.BooleanField(label=_("Use this number all the same"), required=False)

    def __init__(self, data=None, *, registration, **kwargs):
        super().__init__(data, registration=registration, **kwargs)
        self.asks_to_confirm_phone = False
        self._read_phone = None
        for question in registration.questions.filter(state=QuestionState.RECEIVED).order_by("number"):
            self.fields[f"question_{question.number}"] = CountedTextField(
                label=_("Question %(number)d") % {"number": question.number},
                min_length=_SHORTEST_TEXT,
                max_length=LONGEST_QUESTION,
                initial=question.text,
                widget=forms.Textarea(attrs={"rows": 8}),
                error_messages={"required": _("Write your question or petition.")},
            )

    @property
    def contact_fields(self) -> list:
        """Phone and e-mail, with the box to confirm an unknown number where one is needed."""
        names = ["phone", *(["confirm_phone"] if self.asks_to_confirm_phone else []), "email"]
        return [self[name] for name in names]

    @property
    def question_fields(self) -> list:
        """The questions that can still be changed."""
        return [self[name] for name in self.fields if name.startswith("question_")]

    def clean_phone(self):
        """Read the number; one of an unknown range is to be confirmed."""
        typed = self.cleaned_data["phone"]
        self._read_phone = read_phone(typed) if typed else None
        if self._read_phone and not self._read_phone.is_certain:
            self.asks_to_confirm_phone = True
            if not self.data.get("confirm_phone"):
                raise ValidationError(_("We do not know this range of numbers. Check it, or tick the box below."))
        return typed

    def columns(self) -> dict:
        phone = self._read_phone
        return super().columns() | {
            "phone": phone.number if phone else "",
            "phone_extension": phone.extension[:10] if phone else "",
            "phone_as_typed": phone.typed if phone else "",
        }

    def texts(self) -> dict[int, str]:
        """The new texts by number of the question."""
        names = [name for name in self.fields if name.startswith("question_")]
        return {int(name.removeprefix("question_")): self.cleaned_data[name] for name in names}


class WithdrawForm(PublicForm):
    """Whether the questions are still to be answered."""

    questions = forms.ChoiceField(
        label=_("What about your questions?"),
        choices=[
            ("withdraw", _("Withdraw them too; I need no answer")),
            ("keep", _("Keep them; I would still like an answer in writing")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the answers."),
            "invalid_choice": _("Choose one of the answers."),
        },
    )


class ReopenForm(PublicForm):
    """Why the answer missed the question."""

    reason = CleanTextField(
        label=_("What has not been answered?"),
        max_length=1000,
        min_length=_SHORTEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Write what has not been answered."),
            "min_length": _("Write at least ten characters, so that the office understands what is missing."),
        },
    )


class ConfirmForm(PublicForm):
    """Nothing to fill in: pressing the button is all."""


def _present(registration) -> dict:
    province, commune = registration.province, registration.commune
    return {
        "phone": registration.phone_as_typed,
        "email": registration.email,
        "answer_by": registration.answer_by,
        "province": province.code if province else "",
        "commune": commune.code if commune else UNSURE if province else "",
        "postal_address": registration.postal_address,
    }
