"""All answers of a form as they are shown before it is sent."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from .form_address import UNSURE
from .form_questions import ASKED, name_in_set
from .registration import Registration

_WHO = ("applicant_kind", "full_name", "organisation_name", "position", "tax_code")
_REACH = ("phone", "email", "answer_by")
_ADDRESS = ("postal_address", "commune", "province")


@dataclass(frozen=True)
class Section:
    """One part of the form: `rows` are label and answer; `anchor` is where it stands in the form."""

    heading: str
    anchor: str
    rows: list[tuple[str, str]]


def summary_of(form, files) -> list[Section]:
    """The sections of a valid form, without what was left empty or does not apply."""
    comes = form.cleaned_data["participation"] == Registration.Participation.IN_PERSON
    taking_part = ("participation", "group_size", "access_needs") if comes else ("participation",)
    reach = [*_REACH, *(_ADDRESS if form.goes_by_post else ())]
    sections = [
        Section(_("Who registers"), "phan-1", _rows(form, _WHO)),
        Section(_("Taking part in the conference"), "phan-2", _rows(form, taking_part)),
        Section(_("How to reach you"), "phan-3", _rows(form, reach)),
        Section(_("Your question"), "phan-4", _question_rows(form, files)),
    ]
    if form.own_questions:
        sections.append(Section(_("Further questions of the office"), "phan-5", _own_rows(form)))
    sections.append(
        Section(_("Your agreement"), "phan-6", _rows(form, ("complaint_answer", "may_publish", "wants_reminders")))
    )
    return [section for section in sections if section.rows]


def _question_rows(form, files) -> list[tuple[str, str]]:
    rows = []
    if form.only_field:
        rows.append((_("Field"), str(form.only_field)))
    for number in range(1, form.sets_shown + 1):
        if form.cleaned_data.get(name_in_set("question", number)):
            rows += _rows(form, [name_in_set(name, number) for name in ASKED])
    rows += [(_("Enclosed file"), enclosure.name) for enclosure in files.kept]
    return rows


def _own_rows(form) -> list[tuple[str, str]]:
    return form.version.in_words(form.own_answers())


def _rows(form, names) -> list[tuple[str, str]]:
    rows = []
    for name in names:
        field = form.fields.get(name)
        words = _words(field, form.cleaned_data.get(name), form.sent.get(name, "")) if field else ""
        if words:
            rows.append((str(field.label), words))
    return rows


def _words(field: forms.Field, value, sent: str) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return str(value) if value else str(field.empty_label)
    if isinstance(field, forms.MultipleChoiceField):
        labels = dict(field.choices)
        return "; ".join(str(labels[key]) for key in value or ())
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(sent, "")) if sent and sent != UNSURE else ""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    return "" if value is None else str(value)
