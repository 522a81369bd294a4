"""Registrations as a table for the office."""

from collections.abc import Iterator

import phonenumbers
from django.utils.translation import gettext as _

from .form import RegistrationForm


def header() -> list[str]:
    """The headings, in the language of the clerk."""
    return [
        _("Code"),
        _("Received at"),
        _("Conference"),
        _("Form"),
        _("Seat"),
        _("Possible spam"),
        _("Possible duplicate"),
        _("Registers as"),
        _("Full name"),
        _("Position"),
        _("Organisation"),
        _("Tax code"),
        _("Takes part"),
        _("People"),
        _("Phone"),
        _("Extension"),
        _("E-mail"),
        _("Answer"),
        _("Postal address"),
        _("Questions"),
        _("Not a complaint"),
        _("May be published"),
        _("Access needs"),
        _("Consent text"),
        _("Channel"),
    ]


def rows(registrations) -> Iterator[list]:
    """One list of values per registration, read from the database in portions."""
    yes_no = {True: _("Yes"), False: _("No")}
    needs = {key: str(label) for key, label in RegistrationForm.ACCESS_NEEDS}
    chosen = registrations.select_related("conference", "consent").prefetch_related("questions")
    for one in chosen.iterator(chunk_size=500):
        yield [
            one.code,
            one.received_at,
            one.conference.title,
            one.get_form_state_display(),
            str(one.seat_label),
            yes_no[one.is_suspected_spam],
            yes_no[one.is_possible_duplicate],
            one.get_applicant_kind_display(),
            one.full_name,
            one.position,
            one.organisation_name,
            one.tax_code,
            one.get_participation_display(),
            one.group_size,
            readable_phone(one.phone),
            one.phone_extension,
            one.email,
            one.get_answer_by_display(),
            one.postal_address,
            "\n".join(question.text for question in one.questions.all()),
            one.get_complaint_answer_display(),
            yes_no[one.may_publish],
            ", ".join(needs.get(need, need) for need in one.access_needs),
            str(one.consent),
            one.get_channel_display(),
        ]


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
