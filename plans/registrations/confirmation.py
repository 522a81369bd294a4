"""The letter that confirms a registration.

Anybody can type anybody's address into a public form. So nothing the sender wrote is in the letter, not even
the name: it cannot carry somebody's advertisement. And one address gets only a few letters a day.
"""

from datetime import timedelta

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.home.identity import OfficeIdentity
from cms.intake.email_address import ascii_address
from cms.outbox.models import Message

MOST_A_DAY = 5
REFUSED = "letter_refused"


def enqueue(registration) -> None:
    """Queue the letter for `registration` if it has an address; call it in the submitting transaction.

    An address that mail refuses costs the letter, never the registration: that gets the sign `REFUSED`.
    """
    if not registration.email or _has_had_enough(registration):
        return
    try:
        _write(registration, ascii_address(registration.email))
    except ValueError:
        registration.signs = [*registration.signs, REFUSED]
        registration.save(update_fields=["signs"])


def letter_for(registration) -> Message | None:
    """The letter in the outbox that confirms `registration`; None where none was written."""
    return Message.objects.filter(dedupe_key=_dedupe_key(registration)).first()


def _dedupe_key(registration) -> str:
    return f"registration.received:{registration.pk}"


def _write(registration, address: str) -> None:
    conference = registration.conference
    with translation.override(registration.language):
        site = conference.get_site()
        office = str(OfficeIdentity.of_site(site))
        Message.objects.enqueue(
            to=address,
            subject=_("Registration %(code)s received") % {"code": registration.code},
            text=_letter(registration, office, site.root_url if site else ""),
            purpose="registration.received",
            dedupe_key=_dedupe_key(registration),
        )


def _has_had_enough(registration) -> bool:
    since = registration.received_at - timedelta(days=1)
    others = type(registration).objects.filter(email__iexact=registration.email, received_at__gt=since)
    return others.exclude(pk=registration.pk).count() >= MOST_A_DAY


def _letter(registration, office: str, root_url: str) -> str:
    conference = registration.conference
    lines = [
        _("%(office)s has received a registration form with this e-mail address.") % {"office": office},
        "",
        _("Code: %(code)s") % {"code": registration.code},
        _("Conference: %(title)s") % {"title": conference.title},
    ]
    if conference.starts_at:
        moment = date_format(timezone.localtime(conference.starts_at), "H:i, l, d/m/Y")
        lines.append(_("Time: %(moment)s (Vietnam time)") % {"moment": moment})
    lines += [
        "",
        _("The receipt, with the state of the form and the next steps:"),
        root_url + registration.receipt_path(),
        "",
        _("If you have not sent a form, you need not do anything; somebody has mistyped an address."),
    ]
    return "\n".join(lines)
