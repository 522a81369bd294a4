"""A real SMTP server in a thread, as good or bad as a test wants it."""

import asyncio
import email
import email.policy
import socket
from contextlib import contextmanager

from aiosmtpd.controller import Controller


class Mailbox:
    """Keeps what arrives; `data_reply`/`recipient_reply` are the server's answers.

    `delay` and `recipient_delay` are the seconds it takes to answer about the content and the recipient.
    """

    def __init__(self, *, data_reply="250 OK", recipient_reply="250 OK", delay=0.0, recipient_delay=0.0):
        self.recipient_delay = recipient_delay
        self.data_reply = data_reply
        self.recipient_reply = recipient_reply
        self.delay = delay
        self.letters = []
        self.conversations = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.conversations += 1
        if self.recipient_delay:
            await asyncio.sleep(self.recipient_delay)
        if self.recipient_reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_reply

    async def handle_DATA(self, server, session, envelope):
        if self.delay:
            await asyncio.sleep(self.delay)
        if self.data_reply.startswith("250"):
            self.letters.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return self.data_reply


@contextmanager
def mail_server(settings, **behaviour):
    """Run a server on a free port, point the portal's mail settings at it, give its mailbox."""
    mailbox = Mailbox(**behaviour)
    port = free_port()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, ready_timeout=10)
    controller.start()
    use_server(settings, port)
    try:
        yield mailbox
    finally:
        controller.stop()


def free_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def use_server(settings, port: int) -> None:
    """Send mail to that port of this machine, by SMTP even in the test suite."""
    settings.CONG_MAIL_TRANSPORT = "cms.outbox.transport.SmtpTransport"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_TIMEOUT = 3
