"""What cannot be ruled out: a worker that dies between the mail server's "250 OK" and its own commit."""

import os
import signal
import time

import pytest
from django.db import connection, transaction

from cms.outbox.models import Message
from tests.factories.outbox import make_message
from tests.outbox.mail_server import mail_server
from tests.outbox.test_sending import _wait_for, _work, deliver
from tests.processes import start_process


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_after_the_servers_ok_leaves_a_second_copy_under_the_same_message_id(settings):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL carries out the record the killed worker had already asked for")
    message = make_message()

    with mail_server(settings, delay=1) as mailbox:
        worker = start_process(_work, 1)
        _wait_for(lambda: mailbox.conversations == 1)
        # Nobody else can write that row now, so the worker gets its "250 OK" and cannot record it.
        with transaction.atomic():
            Message.objects.filter(pk=message.pk).update(purpose=message.purpose)
            _wait_for(lambda: mailbox.letters)
            time.sleep(0.5)
            os.kill(worker.pid, signal.SIGKILL)
            worker.join(5)
        connection.close()
        mailbox.delay = 0
        message.refresh_from_db()
        assert message.state == "sending"
        assert deliver(message.leased_until) == 1

        assert [letter["Message-ID"] for letter in mailbox.letters] == [message.message_id] * 2
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("sent", 2)
