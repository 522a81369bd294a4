"""SMTP that says when it is about to hand over the content of a letter."""

import smtplib
from collections.abc import Callable

from django.core.mail.backends.smtp import EmailBackend


class _Announcing:
    """`before_content` is called after the server has taken sender and recipient, right before the content."""

    before_content: Callable[[], None] | None = None

    def data(self, msg):
        if self.before_content:
            self.before_content()
        return super().data(msg)


class _PlainLine(_Announcing, smtplib.SMTP):
    pass


class _EncryptedLine(_Announcing, smtplib.SMTP_SSL):
    pass


class SmtpTransport(EmailBackend):
    """Django's SMTP backend over such a line."""

    @property
    def connection_class(self):
        """The kind of line, as the settings want it."""
        return _EncryptedLine if self.use_ssl else _PlainLine


def announce_content(connection, before_content: Callable[[], None]) -> None:
    """Have `before_content` called before the next content; transports that cannot tell (tests, consoles) do not."""
    line = getattr(connection, "connection", None)
    if isinstance(line, _Announcing):
        line.before_content = before_content
