"""Letters that Django and Wagtail write themselves (lost passwords, approvals) leave through the outbox too."""

import uuid

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from .models import Message

PURPOSE = "site.mail"


class OutboxBackend(BaseEmailBackend):
    """Queues instead of sending: a dead or slow mail server is never felt by the person at the screen.

    One letter for each address. The sender is the office, as for every letter of the outbox.
    """

    def send_messages(self, email_messages) -> int:
        """Returns how many messages were queued."""
        with transaction.atomic():
            for letter in email_messages:
                self._enqueue(letter)
        return len(email_messages)

    @staticmethod
    def _enqueue(letter) -> None:
        key = uuid.uuid4().hex
        html = next((body for body, kind in getattr(letter, "alternatives", []) if kind == "text/html"), "")
        for number, address in enumerate(letter.recipients()):
            Message.objects.enqueue(
                to=address,
                subject=" ".join(str(letter.subject).split()),
                text=letter.body,
                html=html,
                purpose=PURPOSE,
                dedupe_key=f"{PURPOSE}:{key}:{number}",
                reply_to=letter.reply_to[0] if letter.reply_to else "",
            )
