"""Which letters a registration causes, and what is in them: codes, links and the office's own words only."""

from datetime import datetime

from django.utils import translation

from cms.outbox.models import Message
from plans.correspondence.notices import Notice, postal_address, send_notice

REFUSED = "letter_refused"


def tell_received(registration, now: datetime) -> None:
    """Confirm that the form was received; call it in the submitting transaction.

    An address that mail refuses costs the letter, never the registration: that gets the sign `REFUSED`.
    """
    if not registration.email:
        return
    if not postal_address(registration.email):
        registration.signs = [*registration.signs, REFUSED]
        registration.save(update_fields=["signs"])
        return
    _send(registration, Notice.RECEIVED, _received_key(registration), now, {})


def letter_for(registration) -> Message | None:
    """The letter in the outbox that confirms `registration`; None where none was written."""
    return Message.objects.filter(dedupe_key=_received_key(registration)).first()


def tell(registration, kind: Notice, occasion, now: datetime, *, calendar: bytes | None = None, **facts) -> None:
    """Write the letter of `kind` for one `occasion` (an event's number), once however often it is asked for.

    Without an e-mail address what matters comes onto the office's list of calls instead.
    """
    _send(registration, kind, key_of(registration, kind, occasion), now, facts, calendar)


def key_of(registration, kind: Notice, occasion) -> str:
    """What keeps the letter of `kind` for this `occasion` from being written twice."""
    return f"registration.{kind.value}:{registration.pk}:{occasion}"


def stop(registration, kind: Notice, now: datetime) -> int:
    """Letters of `kind` that have not left yet never will; returns how many."""
    letters = Message.objects.filter(dedupe_key__startswith=key_of(registration, kind, ""))
    return letters.filter(state__in=[Message.State.QUEUED, Message.State.FAILED]).forget(now)


def _received_key(registration) -> str:
    return f"registration.received:{registration.pk}"


def _send(registration, kind, dedupe_key: str, now: datetime, facts: dict, calendar: bytes | None = None) -> None:
    with translation.override(registration.language):
        link = registration.receipt_path()
    send_notice(
        kind,
        conference=registration.conference,
        to=registration.email,
        language=registration.language,
        facts={
            "code": registration.code,
            "link": link,
            "seats": registration.group_size,
            **{name: str(value) for name, value in facts.items()},
        },
        dedupe_key=dedupe_key,
        now=now,
        calendar=calendar,
        reference=registration.code,
        is_restricted=registration.restricted_at is not None and kind != Notice.CODE_AGAIN,
    )
