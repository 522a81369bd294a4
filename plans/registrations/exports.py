"""Registrations as a table for the office: one row per form or one per question, every field in a column."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import phonenumbers
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plans.questions.models import Question

from .form import RegistrationForm
from .form_version import FormVersion
from .models import Registration

PORTION = 500
# A spreadsheet with more columns than that is not read by anybody.
_MOST_OWN_COLUMNS = 60


class Shape(models.TextChoices):
    """What one row stands for."""

    FORM = "form", gettext_lazy("One row per form")
    QUESTION = "question", gettext_lazy("One row per question")


class Field(NamedTuple):
    """One column: heading, width in characters, and the value of a row."""

    label: str
    width: int
    value: Callable


def yes_no(is_so: bool) -> str:
    """In words."""
    return _("Yes") if is_so else _("No")


def _fields_of_form() -> list[Field]:
    return [
        Field(_("Code"), 14, lambda one: one.code),
        Field(_("Received at"), 19, lambda one: one.received_at),
        Field(_("Channel"), 12, lambda one: one.get_channel_display()),
        Field(_("Incoming number"), 14, lambda one: one.register_number),
        Field(_("Conference"), 40, lambda one: one.conference.title),
        Field(_("Form"), 16, lambda one: one.get_form_state_display()),
        Field(_("Merged into"), 14, lambda one: one.merged_into.code if one.merged_into else ""),
        Field(_("Seat"), 16, lambda one: str(one.seat_label)),
        Field(_("Possible spam"), 10, lambda one: yes_no(one.is_suspected_spam)),
        Field(_("Possible duplicate"), 10, lambda one: yes_no(one.is_possible_duplicate)),
        Field(_("Registers as"), 16, lambda one: one.get_applicant_kind_display()),
        Field(_("Full name"), 26, lambda one: one.full_name),
        Field(_("Position"), 20, lambda one: one.position),
        Field(_("Organisation"), 30, lambda one: one.organisation_name),
        Field(_("Tax code"), 16, lambda one: one.tax_code),
        Field(_("Takes part"), 18, lambda one: one.get_participation_display()),
        Field(_("People"), 8, lambda one: one.group_size),
        Field(_("Phone"), 16, lambda one: readable_phone(one.phone) or one.phone_as_typed),
        Field(_("Extension"), 8, lambda one: one.phone_extension),
        Field(_("E-mail"), 28, lambda one: one.email),
        Field(_("Answer"), 16, lambda one: one.get_answer_by_display()),
        Field(_("Province"), 20, lambda one: str(one.province or "")),
        Field(_("Commune"), 22, lambda one: str(one.commune or "")),
        Field(_("Postal address"), 40, lambda one: one.postal_address),
        Field(_("Not a complaint"), 16, lambda one: one.get_complaint_answer_display()),
        Field(_("May be published"), 10, lambda one: yes_no(one.may_publish)),
        Field(_("Wants reminders"), 10, lambda one: yes_no(one.wants_reminders)),
        Field(_("Access needs"), 24, lambda one: ", ".join(access_needs(one))),
        Field(_("Consent text"), 16, lambda one: str(one.consent)),
        Field(_("Entered by"), 20, lambda one: _name(one.received_by)),
    ]


def _fields_of_questions() -> list[Field]:
    """Of the questions of one form together."""
    return [
        Field(_("Questions"), 60, lambda one: "\n".join(question.text for question in one.readable_questions)),
        Field(
            _("States of the questions"),
            24,
            lambda one: "\n".join(str(question.get_state_display()) for question in one.readable_questions),
        ),
    ]


def _fields_of_question() -> list[Field]:
    """Of one question."""
    return [
        Field(_("Question no."), 10, lambda asked: asked.number),
        Field(_("Question"), 60, lambda asked: asked.text),
        Field(_("Field"), 24, lambda asked: str(asked.subject_field or "")),
        Field(_("Kind of content"), 20, lambda asked: asked.get_topic_kind_display()),
        Field(_("Administrative procedure"), 28, lambda asked: asked.procedure),
        Field(_("File number"), 18, lambda asked: asked.file_number),
        Field(_("State of the question"), 22, lambda asked: asked.get_state_display()),
        Field(_("Urgency"), 12, lambda asked: asked.get_urgency_display()),
        Field(_("Unit"), 26, lambda asked: str(asked.unit or "")),
        Field(_("Due on"), 12, lambda asked: f"{asked.due_on:%d/%m/%Y}" if asked.due_on else ""),
        Field(_("Answered at"), 19, lambda asked: asked.answered_at),
        Field(_("Answer text"), 60, lambda asked: asked.answer),
    ]


class Table:
    """The table of the forms with `primary_keys`, in that order, as `user` may read it.

    Questions the user may not read are missing in it. `header` and `widths` fit each row of `rows()`.
    """

    def __init__(self, primary_keys: list[int], shape: str, user):
        self.primary_keys, self.user = primary_keys, user
        self.is_by_question = shape == Shape.QUESTION
        self._form_fields = _fields_of_form() + _own_fields(primary_keys)
        self._question_fields = _fields_of_question() if self.is_by_question else _fields_of_questions()

    @property
    def header(self) -> list[str]:
        """The headings, in the language of the clerk."""
        return [field.label for field in (*self._form_fields, *self._question_fields)]

    @property
    def widths(self) -> list[int]:
        """How wide each column is, in characters."""
        return [field.width for field in (*self._form_fields, *self._question_fields)]

    def count(self) -> int:
        """How many rows there are."""
        if not self.is_by_question:
            return len(self.primary_keys)
        return sum(self._questions(portion).count() for portion in _portions(self.primary_keys))

    def rows(self) -> Iterator[list]:
        """The values row by row, read from the database in portions, so that memory does not grow with the table."""
        for portion in _portions(self.primary_keys):
            asked: dict[int, list] = {}
            for question in self._questions(portion).select_related("subject_field", "unit").order_by("number"):
                asked.setdefault(question.registration_id, []).append(question)
            for one in _forms(portion):
                one.readable_questions = asked.get(one.pk, [])
                values = [field.value(one) for field in self._form_fields]
                for subject in one.readable_questions if self.is_by_question else [one]:
                    yield values + [field.value(subject) for field in self._question_fields]

    def _questions(self, portion):
        return Question.objects.readable_by(self.user).filter(registration__in=portion).distinct()


def _portions(primary_keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(primary_keys), PORTION):
        yield primary_keys[start : start + PORTION]


def _forms(portion: list[int]) -> list[Registration]:
    related = ("conference", "consent", "province", "commune", "form_version", "merged_into", "received_by")
    found = Registration.objects.select_related(*related).defer("folded").in_bulk(portion)
    return [found[key] for key in portion if key in found]


def _own_fields(primary_keys: list[int]) -> list[Field]:
    """A column per question of the office's own, named as in its latest version."""
    used: set[int] = set()
    for portion in _portions(primary_keys):
        forms = Registration.objects.filter(pk__in=portion, form_version__isnull=False)
        used |= set(forms.values_list("form_version", flat=True))
    labels: dict[tuple[int, str], str] = {}
    for version in FormVersion.objects.filter(pk__in=used).order_by("number"):
        for asked in version.definition:
            labels[version.conference_id, asked["key"]] = asked.get("label") or asked["key"]
    return [
        Field(label, 24, lambda one, where=where: _own_value(one, *where))
        for where, label in list(labels.items())[:_MOST_OWN_COLUMNS]
    ]


def _own_value(registration, conference_id: int, key: str) -> str:
    if registration.conference_id != conference_id:
        return ""
    return _in_words(_definition(registration).get(key, {}), registration.extra_answers.get(key, ""))


def own_answers(registration) -> list[tuple[str, str]]:
    """The office's own questions as they were worded for this form, with the answers; unanswered ones left out."""
    asked = _definition(registration)
    return [
        (asked.get(key, {}).get("label") or key, _in_words(asked.get(key, {}), value))
        for key, value in registration.extra_answers.items()
        if value not in ("", None, [])
    ]


def _definition(registration) -> dict[str, dict]:
    version = registration.form_version
    return {asked["key"]: asked for asked in version.definition} if version else {}


def _in_words(asked: dict, value) -> str:
    """The answer as it was shown: choices by their label, yes and no in words."""
    if isinstance(value, bool):
        return yes_no(value)
    if isinstance(value, list):
        return ", ".join(_in_words(asked, one) for one in value)
    labels = dict(choice for choice in asked.get("choices") or () if isinstance(choice, list | tuple))
    return str(labels.get(value, "" if value is None else value))


def access_needs(registration) -> list[str]:
    """What helps the person on the day, in words."""
    needs = dict(RegistrationForm.ACCESS_NEEDS)
    return [str(needs.get(need, need)) for need in registration.access_needs]


def full_address(registration) -> str:
    """House and street as typed, then commune and province."""
    parts = (registration.postal_address, registration.commune, registration.province)
    return ", ".join(str(part) for part in parts if part)


def _name(user) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


def readable_phone(number: str) -> str:
    """An E.164 number as people dial it: "+84912345678" → "0912 345 678", foreign ones with their country code."""
    if not number:
        return ""
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    formats = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(parsed, formats.NATIONAL if parsed.country_code == 84 else formats.INTERNATIONAL)
