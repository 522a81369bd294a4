"""Reading and filling the outbox."""

import re
import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.mail import BadHeaderError
from django.db import connections, models, transaction
from django.db.models.functions import Lower
from django.utils import timezone

from cms.statements import insert
from cms.text import clean

from .attachments import Attachment, pack

# Longer than a patient SMTP conversation (its steps have timeouts, see sending.py), so that
# nobody takes a letter over while its first sender is still talking.
LEASE = timedelta(minutes=10)

# What is left of a letter whose content was removed.
EMPTY = {
    "to": "",
    "reply_to": "",
    "subject": "",
    "text": "",
    "html": "",
    "attachments": [],
    "about": "",
    "last_error": "",
    "bounce_reason": "",
}

_CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]")
_ADDRESS = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+")


class MessageQuerySet(models.QuerySet):
    """Letters, and the two ways they change hands: `enqueue` and `claim`."""

    def enqueue(
        self,
        *,
        to: str,
        subject: str,
        text: str,
        purpose: str,
        dedupe_key: str,
        reply_to: str = "",
        html: str = "",
        not_before: datetime | None = None,
        attachments: Sequence[Attachment] = (),
        about: str = "",
        now: datetime | None = None,
    ):
        """Queue a letter; call it inside the transaction that causes the letter.

        The sender is always the office; a citizen's address belongs into `reply_to`. A second call with
        the same `dedupe_key` returns the first letter unchanged. `about` says what the letter is about, in words
        of the app that wrote it, at most 120 characters. Raises BadHeaderError for line breaks or control
        characters in a header, ValueError for something that is not one plain address or attachments that are
        too large.
        """
        from .models import GIVE_UP_AFTER, new_message_id

        _refuse_control_characters(to=to, subject=subject, reply_to=reply_to, purpose=purpose, about=about)
        _require_one_address("to", to)
        if reply_to:
            _require_one_address("reply_to", reply_to)
        if not dedupe_key or len(dedupe_key) > 200:
            raise ValueError("dedupe_key must have 1 to 200 characters")
        created_at = now or timezone.now()
        first_attempt_at = not_before or created_at
        letter = self.model(
            dedupe_key=dedupe_key,
            to=to,
            reply_to=reply_to,
            subject=subject[:250],
            text=clean(text),
            html=clean(html),
            attachments=pack(attachments),
            purpose=purpose,
            about=about,
            message_id=new_message_id(),
            created_at=created_at,
            next_attempt_at=first_attempt_at,
            give_up_at=first_attempt_at + GIVE_UP_AFTER,
        )
        # Usually there is none yet: asking first would be the dearer way.
        return letter if insert([letter], unless_known=True) else self.get(dedupe_key=dedupe_key)

    def due(self, now: datetime):
        """What may be tried now: waiting letters whose time has come, and those whose sender died before it sent."""
        state = self.model.State
        return self.filter(
            models.Q(state__in=[state.QUEUED, state.FAILED], next_attempt_at__lte=now)
            | models.Q(state=state.SENDING, leased_until__lte=now, handed_over_at=None)
        )

    def orphaned(self, now: datetime):
        """Letters that were handed over by a worker that died before it knew the answer."""
        return self.filter(state=self.model.State.SENDING, leased_until__lte=now, handed_over_at__isnull=False)

    def claim(self, now: datetime):
        """Take the longest waiting due letter for this worker alone, or None. Counts as an attempt.

        PostgreSQL locks the row and lets other workers step over it; SQLite's IMMEDIATE transaction
        lets one writer in at a time. The lease survives the transaction: a killed worker's letter
        is due again when it ends, unless its content had gone out (see `orphaned`).
        """
        if not self.due(now).exists():  # a look without a lock: most polls find nothing
            return None
        with transaction.atomic(using=self.db):
            waiting = self.due(now).order_by("next_attempt_at", "pk")
            if connections[self.db].features.has_select_for_update_skip_locked:
                waiting = waiting.select_for_update(skip_locked=True)
            message = waiting.first()
            if message is None:
                return None
            message.state = self.model.State.SENDING
            message.lease = uuid.uuid4()
            message.leased_until = now + LEASE
            message.attempts += 1
            message.handed_over_at = None
            message.save(update_fields=["state", "lease", "leased_until", "attempts", "handed_over_at"])
        return message

    def unsent(self):
        """Letters that have failed at least once and have not left: what staff must know of."""
        return self.filter(state__in=[self.model.State.FAILED, self.model.State.GIVEN_UP])

    def undelivered(self):
        """Letters that have not reached anybody so far: failed, given up, or returned by a mail server."""
        return self.filter(
            models.Q(state__in=[self.model.State.FAILED, self.model.State.GIVEN_UP])
            | models.Q(bounced_at__isnull=False)
        )

    def to_address(self, address: str):
        """Letters to that address, however its letters are written."""
        return self.alias(address=Lower("to")).filter(address=Lower(models.Value(address)))

    def hold(self) -> int:
        """Keep back whatever has not left yet, as after restoring a backup; returns how many. Staff may retry each."""
        state = self.model.State
        waiting = self.filter(state__in=[state.QUEUED, state.FAILED, state.SENDING])
        return waiting.update(state=state.GIVEN_UP, lease=None, leased_until=None, last_error="held back")

    def purge_content(self, before: datetime, now: datetime) -> int:
        """Empty the letters that ended (sent or given up) and were written before that moment.

        The row stays as the record that a letter left; address, text and subject go. Returns how many.
        """
        state = self.model.State
        ended = self.filter(state__in=[state.SENT, state.GIVEN_UP], created_at__lt=before, purged_at=None)
        return ended.update(**EMPTY, purged_at=now)

    def forget(self, now: datetime) -> int:
        """Empty these letters because the person they are for is erased; those that wait will never leave.

        Returns how many. A letter that is being sent this very moment is left for the next call.
        """
        state = self.model.State
        idle = self.filter(purged_at=None).exclude(state=state.SENDING)
        with transaction.atomic(using=self.db):
            ended = idle.filter(state__in=[state.SENT, state.GIVEN_UP]).update(**EMPTY, purged_at=now)
            waiting = idle.filter(state__in=[state.QUEUED, state.FAILED])
            return ended + waiting.update(**EMPTY, purged_at=now, state=state.GIVEN_UP)


def _refuse_control_characters(**headers: str) -> None:
    for name, value in headers.items():
        if _CONTROL.search(value):
            raise BadHeaderError(f"line break or control character in {name}")


def _require_one_address(name: str, value: str) -> None:
    if len(value) > 254 or not _ADDRESS.fullmatch(value):
        raise ValueError(f"{name} is not one plain address")
