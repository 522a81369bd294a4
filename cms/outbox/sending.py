"""Handing letters to the office's mail server, one at a time, each outcome written down at once.

What can go wrong, and what happens then:

- the server is away or says "later" (4xx): the letter waits and is tried again;
- the server refuses this letter for good (5xx on address or content): given up, staff see it;
- the server refuses *us* (login, sender): the letter waits, since the office can mend that;
- the worker is killed before the content went out: its lease ends and another attempt is made;
- the worker is killed, or the connection lost, after that and before the answer is written down: SMTP has no way
  to ask what became of the letter. It is given up as "perhaps delivered" and a person decides.
"""

import logging
import smtplib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.header import Header

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.text import clean_line

from .attachments import unpack
from .models import Message
from .transport import announce_content

logger = logging.getLogger(__name__)

# After the connection stands, a step of the conversation may take this long (RFC 5321 asks for patience
# with the last one: a reply missed there makes a letter arrive twice). Four such steps are less than a lease.
STEP_TIMEOUT = 60
# A server that cannot be reached is left alone for a while instead of being tried by every waiting letter.
PAUSE_WITHOUT_SERVER = timedelta(minutes=1)


class Postman:
    """Delivers what is due. One per process: it remembers that the mail server was away a moment ago."""

    def __init__(self, clock: Callable[[], datetime] = timezone.now):
        self._clock = clock
        self._pause_until: datetime | None = None

    def deliver(self, now: datetime, *, budget: timedelta = timedelta(seconds=20), most: int = 200) -> int:
        """Send due letters until none is left, `budget` is spent or the server cannot be reached.

        Returns how many were sent.
        """
        if self._pause_until and now < self._pause_until:
            return 0
        for orphan in Message.objects.orphaned(now)[:most]:
            orphan.mark_uncertain(now, _("The program ended before the mail server had answered."))
        sent = 0
        connection = None
        stop_at = now + budget
        try:
            for _turn in range(most):
                moment = self._clock()
                if moment >= stop_at:
                    break
                message = Message.objects.claim(moment)
                if message is None:
                    break
                try:
                    if connection is None:
                        connection = _open_connection()
                except Exception as error:
                    self._pause_until = self._clock() + PAUSE_WITHOUT_SERVER
                    message.mark_failed(self._clock(), describe(error))
                    logger.warning("Mail server cannot be used: %s", describe(error))
                    break
                if self._send(message, connection):
                    sent += 1
                else:
                    _close_quietly(connection)
                    connection = None
        finally:
            if connection is not None:
                _close_quietly(connection)
        return sent

    def _send(self, message: Message, connection) -> bool:
        """Send one letter and write down what came of it; False when the connection is not worth keeping."""
        announce_content(connection, lambda: self._hand_over(message))
        try:
            connection.send_messages([compose(message, connection)])
        except LeaseLostError:
            return False
        except Exception as error:
            if message.handed_over_at and not is_answer(error):
                message.mark_uncertain(self._clock(), describe(error))
            else:
                message.mark_failed(self._clock(), describe(error), permanent=is_permanent(error))
            logger.warning("Message %s was not sent: %s", message.pk, describe(error))
            return False
        message.mark_sent(self._clock())
        return True

    def _hand_over(self, message: Message) -> None:
        if not message.mark_handed_over(self._clock()):
            raise LeaseLostError


class LeaseLostError(Exception):
    """Another worker has taken the letter over; nothing of it was sent here."""


class Letter(EmailMultiAlternatives):
    """A letter whose subject is in encoded words of 75 signs at most (RFC 2047); Python's own may have 76."""

    def message(self, **options):
        letter = super().message(**options)
        if not self.subject.isascii():
            words = Header(self.subject, "utf-8", maxlinelen=75, header_name="Subject")
            letter.replace_header("Subject", words.encode())
        return letter


def compose(message: Message, connection=None) -> EmailMultiAlternatives:
    """The letter as it goes out: from the office, never from a citizen; marked as written by a machine."""
    letter = Letter(
        subject=message.subject,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.to],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    if message.html:
        letter.attach_alternative(message.html, "text/html")
    for attachment in unpack(message.attachments):
        letter.attach(attachment.as_part())
    return letter


def is_permanent(error: Exception) -> bool:
    """Whether trying the same letter again is pointless: a 5xx about its address or content, or a broken header."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _reply in error.recipients.values())
    if isinstance(error, smtplib.SMTPDataError):
        return 500 <= error.smtp_code < 600
    # BadHeaderError and UnicodeError are ValueErrors: the letter cannot be put into words for a server.
    return isinstance(error, ValueError | smtplib.SMTPNotSupportedError)


def is_answer(error: Exception) -> bool:
    """Whether the mail server itself said no, so that the letter has certainly not been taken."""
    return isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused)


def describe(error: Exception) -> str:
    """One short line for staff: the server's code and reply, or the kind of failure."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, reply = next(iter(error.recipients.values()))
        return _line(f"{code} {_decode(reply)}")
    if isinstance(error, smtplib.SMTPResponseException):
        return _line(f"{error.smtp_code} {_decode(error.smtp_error)}")
    return _line(f"{type(error).__name__}: {error}")


def _open_connection():
    connection = get_connection(settings.CONG_MAIL_TRANSPORT, fail_silently=False)
    connection.open()
    socket = getattr(getattr(connection, "connection", None), "sock", None)
    if socket is not None:
        socket.settimeout(STEP_TIMEOUT)
    return connection


def _close_quietly(connection) -> None:
    """Say goodbye; a server that does not answer that has still taken what it has taken."""
    try:
        connection.close()
    except Exception as error:
        logger.info("Mail connection ended badly: %s", describe(error))


def _decode(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)


def _line(text: str) -> str:
    return clean_line(text)[:250]
