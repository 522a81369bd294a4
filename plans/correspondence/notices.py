"""Letters to people who registered, and to officers.

Anybody can type anybody's address into a public form. So nothing the sender wrote is ever in a letter: of the
`facts` a caller hands in, only those on the fixed list of placeholders.py are used (code, link, note, until, seats,
old_time, old_place, question, letter; time and place replace those of the conference). And one address gets only
a few letters a day out of public forms.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.home.identity import OfficeIdentity
from cms.intake.email_address import ascii_address
from cms.outbox.attachments import Attachment
from cms.outbox.models import Message
from cms.statements import Prepared
from cms.text import clean, clean_line

from .calls import CallTask
from .kinds import BY_PHONE_OTHERWISE, FROM_PUBLIC_FORMS, Notice
from .models import NoticeWording
from .placeholders import fill, fill_line, tidy

__all__ = [
    "MOST_A_DAY",
    "Notice",
    "conference_facts",
    "forget_notices",
    "postal_address",
    "send_notice",
    "send_office_notice",
]

MOST_A_DAY = 5
_LONGEST_REFERENCE = 60


def send_notice(
    kind: Notice,
    *,
    conference,
    to: str,
    language: str = "vi",
    facts: Mapping[str, object],
    dedupe_key: str,
    now: datetime,
    not_before: datetime | None = None,
    calendar: bytes | None = None,
    reference: str = "",
    is_restricted: bool = False,
) -> Message | None:
    """Queue a letter of `kind` in the caller's transaction.

    `facts["link"]` may be a path of this site. `calendar` is an iCalendar file (its METHOD says whether it invites
    or cancels). `reference` is what staff call the registration (its code, which is also the default). A second
    call with the same `dedupe_key` returns the first letter. Returns None when mail cannot go to that address or
    the address has had MOST_A_DAY letters out of public forms; that never stops the caller. Call it with an empty
    address too: who has to be told by phone then (BY_PHONE_OTHERWISE) comes onto the staff's list of calls. So does
    who `is_restricted`: no letters go to those who had the use of their data restricted.
    """
    kind = Notice(kind)
    address = "" if is_restricted else postal_address(to)
    reference = clean_line(str(reference or facts.get("code") or ""))[:_LONGEST_REFERENCE]
    if not address and kind in BY_PHONE_OTHERWISE and reference:
        CallTask.objects.note(
            kind,
            conference=conference,
            reference=reference,
            dedupe_key=dedupe_key,
            why=CallTask.Why.RESTRICTED if is_restricted else CallTask.Why.NO_ADDRESS,
            now=now,
        )
    if not address or (kind in FROM_PUBLIC_FORMS and _has_had_enough(address, dedupe_key, now)):
        return None
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    site, office = conference.kept("site and office", lambda: _site_and_office(conference))
    of_conference = conference.kept(("facts", language), lambda: conference_facts(conference, language, office, site))
    values = tidy({**of_conference, **facts})
    if values.get("link", "").startswith("/"):
        values["link"] = (site.root_url if site else "") + values["link"]
    wording = conference.kept(("wording", kind, language), lambda: NoticeWording.objects.in_force(kind, language))
    return Message.objects.enqueue(
        to=address,
        reply_to=postal_address(conference.contact_email) or postal_address(office.email),
        subject=fill_line(wording.subject, values),
        text=fill(wording.text, values),
        purpose=kind.purpose,
        dedupe_key=dedupe_key,
        not_before=not_before,
        attachments=[Attachment("lich.ics", "text/calendar", calendar)] if calendar else (),
        about=about(conference, reference),
        now=now,
    )


def send_office_notice(user, subject: str, text: str, dedupe_key: str, now: datetime) -> Message | None:
    """Queue a letter to one officer, already in that person's language; None when it cannot reach anybody."""
    address = postal_address(user.email)
    if not address or not user.is_active:
        return None
    return Message.objects.enqueue(
        to=address,
        subject=clean_line(str(subject))[:250],
        text=clean(str(text)),
        purpose="office.notice",
        dedupe_key=dedupe_key,
        now=now,
    )


def about(conference, reference: str) -> str:
    """How the outbox notes whose letter it is."""
    return f"{conference.pk}:{reference}"


def forget_notices(conference, reference: str, now: datetime) -> int:
    """Empty all letters and remarks on calls about one registration, whose person is erased; returns how many.

    Calls still to make are taken off the list. It may be called again: a letter that was just being sent is
    emptied then.
    """
    calls = CallTask.objects.filter(conference=conference, reference=reference)
    calls.open().delete()
    calls.update(note="")
    return Message.objects.filter(about=about(conference, reference)).forget(now)


def postal_address(address: str) -> str:
    """`address` as mail servers write it, or nothing where mail cannot be sent to it."""
    try:
        written = ascii_address(str(address or "").strip())
    except ValueError:
        return ""
    return "" if '"' in written else written


def conference_facts(conference, language: str, office: OfficeIdentity, site) -> dict[str, str]:
    """What every letter about `conference` can say, in `language`."""
    page = _in_language(conference, language)
    with translation.override(language):
        starts_at = conference.starts_at
        venues = dict.fromkeys(session.venue for session in page.sessions_in_order if session.venue)
        phone = _("phone %(number)s") % {"number": page.contact_phone} if page.contact_phone else ""
        return {
            "office": _office_name(office),
            "conference": page.title,
            "time": date_format(timezone.localtime(starts_at), "H:i, l, d/m/Y") if starts_at else "",
            "place": "; ".join(venues),
            "contact": ", ".join(part for part in (page.contact_unit, phone) if part),
            "page": page.get_full_url() or (site.root_url if site else ""),
        }


def _site_and_office(conference) -> tuple:
    site = conference.get_site()
    return site, OfficeIdentity.of_site(site)


def _office_name(office: OfficeIdentity) -> str:
    lines = (office.in_reader_language("name_line1"), office.in_reader_language("name_line2"))
    return " ".join(line for line in lines if line) or str(office)


def _in_language(conference, language: str):
    """The published page of `conference` in `language`; the given one where there is none."""
    if conference.locale.language_code == language:
        return conference
    translations = type(conference).objects.published().filter(translation_key=conference.translation_key)
    return translations.filter(locale__language_code=language).first() or conference


def _has_had_enough(address: str, dedupe_key: str, now: datetime) -> bool:
    """Soft limit: letters that are written at the very same moment may go a little beyond it."""
    return len(_LETTERS_TO.rows(address, now - timedelta(days=1), dedupe_key)) >= MOST_A_DAY


def _letters_to(address: str, since: datetime, except_key: str):
    """Letters out of public forms, as many as it takes to know that it is enough."""
    letters = Message.objects.to_address(address).filter(created_at__gt=since).exclude(dedupe_key=except_key)
    of_forms = letters.filter(purpose__in=[kind.purpose for kind in FROM_PUBLIC_FORMS])
    return of_forms.order_by().values_list("pk")[:MOST_A_DAY]


_LETTERS_TO = Prepared(_letters_to, str, datetime, str)
