"""A letter that cannot be delivered becomes a call to make: nobody who registered is left without word."""

from django.db import transaction

from cms.outbox.models import Message
from plans.conferences.models import ConferencePage

from .calls import CallTask
from .kinds import Notice, kind_of


def note_call(sender, *, message: Message, reason: str, now, **_more) -> None:
    """Put the person a returned or given-up letter was for onto the list of calls.

    A letter with a lost code is left out: anybody can ask for those, and the person can ask again.
    """
    kind = kind_of(message.purpose)
    if kind is None or kind == Notice.CODE_AGAIN:
        return
    number, _colon, reference = message.about.partition(":")
    conference = ConferencePage.objects.filter(pk=number).first() if number.isdecimal() else None
    if conference is None or not reference:
        return
    why = CallTask.Why.RETURNED if message.bounced_at else CallTask.Why.NOT_SENT
    with transaction.atomic():
        CallTask.objects.note(
            kind, conference=conference, reference=reference, dedupe_key=message.dedupe_key, why=why, now=now
        )
