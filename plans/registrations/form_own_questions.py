"""The office's own questions as fields of the public form, as they stood when the visitor saw them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.intake.fields import CleanLineField, CleanTextField
from cms.intake.form import PublicForm

from .form_choices import choice_field
from .form_version import FormVersion

VERSION_FIELD = "form_version"
_LONGEST_LINE, _LONGEST_TEXT = 250, 2000


def field_name(key: str) -> str:
    """What the field of the question `key` is called."""
    return f"extra-{key}"


class OwnQuestionsPart(PublicForm):
    """Adds a field for every own question; call `offer_own_questions` when `sent` and `conference` are known."""

    form_version = forms.CharField(widget=forms.HiddenInput, required=False)

    def offer_own_questions(self) -> None:
        """By the version that stood on the form that came back, else by the present one."""
        current = self.conference.kept("form version", lambda: FormVersion.objects.current(self.conference))
        self.version = self._version_sent(current) or current
        self.own_questions = self.version.definition if self.version else []
        self.initial[VERSION_FIELD] = self.version.number if self.version else ""
        self._questions_by_key = {question["key"]: question for question in self.own_questions}
        for question in self.own_questions:
            field = _field_for(question)
            field.required = question["is_required"] and (not self.is_bound or self.applies(question))
            condition = question["shown_if"]
            field.shown_if = f"{field_name(condition['key'])}={condition['value']}" if condition else ""
            self.fields[field_name(question["key"])] = field

    @property
    def own_fields(self) -> list:
        """The bound fields, for the template."""
        return [self[field_name(question["key"])] for question in self.own_questions]

    def applies(self, question: dict) -> bool:
        """Whether the question is asked of somebody with these answers."""
        condition = question["shown_if"]
        if not condition:
            return True
        deciding = self._questions_by_key.get(condition["key"])
        given = _all_values(self.sent, field_name(condition["key"]))
        return deciding is not None and self.applies(deciding) and condition["value"] in given

    def own_answers(self) -> dict:
        """Answers by key, of the questions that apply and were answered; only after `is_valid()`."""
        answers = {}
        for question in self.own_questions:
            value = self.cleaned_data.get(field_name(question["key"]))
            if value and self.applies(question):
                answers[question["key"]] = value
        return answers

    def _version_sent(self, current: FormVersion | None) -> FormVersion | None:
        number = self.sent.get(VERSION_FIELD, "")
        if current and number == str(current.number):
            return current
        if not (number.isascii() and number.isdigit() and len(number) < 7):
            return None
        return FormVersion.objects.filter(conference=self.conference, number=number).first()


def _all_values(sent, name: str) -> list:
    if hasattr(sent, "getlist"):
        return sent.getlist(name)
    value = sent.get(name, "")
    return list(value) if isinstance(value, list | tuple) else [value]


def _field_for(question: dict) -> forms.Field:
    words = {"label": question["label"], "help_text": question["help_text"]}
    choices = [(choice["key"], choice["label"]) for choice in question["choices"]]
    missing = {"required": _("Answer this question.")}
    match question["kind"]:
        case "long_text":
            return CleanTextField(
                max_length=_LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}), error_messages=missing, **words
            )
        case "one_choice":
            return choice_field(choices=choices, **words)
        case "several_choices":
            return forms.MultipleChoiceField(
                choices=choices, widget=forms.CheckboxSelectMultiple, error_messages=missing, **words
            )
        case "yes_no":
            return choice_field(choices=[("yes", _("Yes")), ("no", _("No"))], **words)
    return CleanLineField(max_length=_LONGEST_LINE, error_messages=missing, **words)
