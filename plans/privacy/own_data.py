"""Everything the office holds about one person, as a file to take along: for people to read and for machines."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.outbox.models import Message
from plans.correspondence.notices import about
from plans.hall.models import CheckIn
from plans.registrations.exports import access_needs, full_address
from plans.registrations.models import Registration
from plans.registrations.sent_text import sent_text, sha256_of
from plans.registrations.tracking.story import story_of

from .models import DataRequest


@dataclass(frozen=True)
class Section:
    """One part of the file: `rows` are label and value, both as people read them."""

    heading: str
    rows: list[tuple[str, str]]


def file_of(registration: Registration, now: datetime) -> io.BytesIO:
    """A ZIP, open at its beginning: a page to read, the same as JSON, the text as sent, and the files themselves.

    Reasons and names of officers are the office's own and not in it.
    """
    with translation.override(registration.language):
        sections = sections_of(registration, now)
        page = {"registration": registration, "sections": sections, "made_at": now}
        readable = render_to_string("privacy/own_data_file.html", page)
    data = {
        "code": registration.code,
        "made_at": timezone.localtime(now).isoformat(timespec="seconds"),
        "sections": [
            {"heading": part.heading, "rows": [{"label": label, "value": value} for label, value in part.rows]}
            for part in sections
        ],
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("du-lieu.html", readable)
        archive.writestr("du-lieu.json", json.dumps(data, ensure_ascii=False, indent=1))
        archive.writestr("phieu.txt", sent_text(registration))
        for number, enclosure in enumerate(registration.enclosures.all(), 1):
            _add_file(archive, f"tep-{number}-{_plain(enclosure.name)}", enclosure.file)
        for letter in registration.letters.filter(sent_at__isnull=False).exclude(document=""):
            _add_file(archive, f"cong-van-{letter.pk}.{_ending(letter.document.name)}", letter.document)
    content.seek(0)
    return content


def sections_of(registration: Registration, now: datetime) -> list[Section]:
    """What is in the file, in the language in force."""
    story = story_of(registration, now)
    parts = [
        Section(_("The form"), _form_rows(registration)),
        Section(_("Consents"), _consent_rows(registration)),
        Section(_("Questions and answers"), [row for one in story.questions for row in _question_rows(one)]),
        Section(_("What has happened so far"), [(_moment(line.at), _said(line)) for line in story.history]),
        Section(_("Earlier wordings of the form"), _earlier_rows(registration)),
        Section(_("Letters"), _letter_rows(registration)),
        Section(_("Check-in"), _check_in_rows(registration)),
        Section(_("Files"), _file_rows(registration)),
        Section(_("Your requests"), _request_rows(registration)),
    ]
    return [part for part in parts if part.rows]


def _form_rows(form: Registration) -> list[tuple[str, str]]:
    text = sent_text(form)
    rows = [
        (_("Code"), form.code),
        (_("Conference"), form.conference.title),
        (_("Received at"), _moment(form.received_at)),
        (_("Channel"), form.get_channel_display()),
        (_("Incoming number"), form.register_number),
        (_("Registers as"), form.get_applicant_kind_display()),
        (_("Full name"), form.full_name),
        (_("Position"), form.position),
        (_("Organisation"), form.organisation_name),
        (_("Tax code"), form.tax_code),
        (_("Phone"), " ".join(part for part in (form.phone_as_typed or form.phone, form.phone_extension) if part)),
        (_("E-mail"), form.email),
        (_("Postal address"), full_address(form)),
        (_("Takes part"), form.get_participation_display()),
        (_("People"), str(form.group_size)),
        (_("Access needs"), "; ".join(access_needs(form))),
        (_("Seat"), str(form.seat_label)),
        (_("Form"), form.get_form_state_display()),
        (_("Answer"), form.get_answer_by_display()),
        (_("Not a complaint"), form.get_complaint_answer_display()),
        (_("May be published"), _("Yes") if form.may_publish else _("No")),
        (_("Signs"), "; ".join(str(label) for label in form.sign_labels)),
        ("SHA-256", sha256_of(text)),
    ]
    own = form.form_version.in_words(form.extra_answers) if form.form_version else []
    return [row for row in (*rows, *own) if row[1]]


def _consent_rows(form: Registration) -> list[tuple[str, str]]:
    rows = [(str(form.consent), _consented(form.consented_at, form.consent.text))]
    if form.notice:
        rows.append((str(form.notice), form.notice.text))
    if form.reminder_consent:
        rows.append((str(form.reminder_consent), _consented(form.consented_at, form.reminder_consent.text)))
    if form.reminders_withdrawn_at:
        rows.append((_("Consent to reminders withdrawn"), _moment(form.reminders_withdrawn_at)))
    return rows


def _consented(at: datetime, text: str) -> str:
    return _("Agreed at %(moment)s to: %(text)s") % {"moment": _moment(at), "text": text}


def _question_rows(told) -> list[tuple[str, str]]:
    question = told.question
    name = _("Question %(number)d") % {"number": question.number}
    facts = (question.subject_field, question.get_topic_kind_display(), question.procedure, question.file_number)
    rows = [
        (name, question.text),
        (_("Facts"), "; ".join(str(fact) for fact in facts if fact)),
        (_("Status"), told.status),
        (_("Answer"), told.answer),
        (_("Guidance"), told.guidance),
        (_("As published"), f"{question.public_text}\n{question.public_answer}" if question.published_at else ""),
    ]
    return [row for row in rows if row[1]]


def _letter_rows(form: Registration) -> list[tuple[str, str]]:
    rows = [
        (
            _("Letter no. %(number)s") % {"number": letter.number},
            f"{_moment(letter.sent_at)}; {letter.get_way_display()}; {letter.sent_to}\n{letter.text}".strip(),
        )
        for letter in form.letters.filter(sent_at__isnull=False).order_by("pk")
    ]
    mails = Message.objects.filter(about=about(form.conference, form.code), purged_at=None).order_by("pk")
    return rows + [
        (_("E-mail: %(subject)s") % {"subject": mail.subject}, f"{mail.to}; {_moment(mail.created_at)}\n{mail.text}")
        for mail in mails
    ]


def _check_in_rows(form: Registration) -> list[tuple[str, str]]:
    return [(_moment(one.came_at), one.gate or "–") for one in CheckIn.objects.standing().filter(registration=form)]


def _request_rows(form: Registration) -> list[tuple[str, str]]:
    return [
        (
            f"{request} · {_moment(request.received_at)}",
            "\n".join(part for part in (str(request.get_state_display()), request.words, request.reply) if part),
        )
        for request in DataRequest.objects.filter(registration=form).order_by("pk")
    ]


def _earlier_rows(form: Registration) -> list[tuple[str, str]]:
    return [(_moment(one.changed_at), one.text) for one in form.earlier_texts.order_by("pk")]


def _file_rows(form: Registration) -> list[tuple[str, str]]:
    return [(one.name, f"{one.size} B, SHA-256 {one.sha256}") for one in form.enclosures.all()]


def _said(line) -> str:
    return "\n".join(part for part in (line.what, line.note) if part)


def _moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), "H:i:s, d/m/Y")


def _add_file(archive: zipfile.ZipFile, name: str, kept) -> None:
    try:
        with kept.open("rb") as file:
            archive.writestr(name, file.read())
    except FileNotFoundError:
        archive.writestr(f"{name}.txt", _("This file is missing in the storage of the office."))


def _plain(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "._- " else "_" for sign in name)[-100:]


def _ending(path: str) -> str:
    ending = path.rpartition(".")[2].lower()
    return ending if ending.isalnum() and len(ending) < 6 else "bin"
