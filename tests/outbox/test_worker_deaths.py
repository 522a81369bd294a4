"""A worker may die at any moment: no letter leaves twice, and none is lost without somebody knowing."""

import os
import random
import signal
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from cms.outbox.models import Message
from cms.outbox.querysets import LEASE
from tests.factories.outbox import make_message
from tests.outbox.mail_server import mail_server
from tests.outbox.test_sending import _wait_for, _work, deliver
from tests.processes import start_process

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]
KILLS = 100


def test_a_worker_killed_before_the_servers_answer_is_known_leaves_a_letter_for_a_person_to_decide(settings):
    message = make_message()

    with mail_server(settings, delay=30) as mailbox:
        worker = start_process(_work, 1)
        _wait_for(lambda: Message.objects.filter(handed_over_at__isnull=False).exists())
        os.kill(worker.pid, signal.SIGKILL)
        worker.join(5)
        connection.close()
        mailbox.delay = 0
        message.refresh_from_db()
        assert message.state == "sending"
        assert deliver(message.leased_until) == 0

    message.refresh_from_db()
    assert (message.state, message.is_uncertain) == ("given_up", True)
    assert message in Message.objects.undelivered()
    assert message.retry(timezone.now())
    with mail_server(settings) as mailbox:
        assert deliver() == 1
    assert len(mailbox.letters) == 1


def test_a_letter_taken_over_by_another_worker_is_not_sent_by_the_first(settings):
    message = make_message()
    with mail_server(settings) as mailbox:
        claimed = Message.objects.claim(timezone.now())
        Message.objects.filter(pk=message.pk).update(leased_until=timezone.now() - timedelta(seconds=1))
        assert deliver() == 1
        assert not claimed.mark_handed_over(timezone.now())

    assert len(mailbox.letters) == 1


def test_workers_killed_a_hundred_times_send_no_letter_twice_and_lose_none(settings):
    chance = random.Random(30)
    uncertain = 0

    with mail_server(settings) as mailbox:
        for number in range(KILLS):
            with transaction.atomic():
                for turn in range(3):
                    make_message(to=f"nguoi{number}-{turn}@example.vn")
            worker = start_process(_work, 5)
            time.sleep(chance.uniform(0.005, 0.12))
            os.kill(worker.pid, signal.SIGKILL)
            worker.join(5)
        connection.close()
        time.sleep(0.3)  # what the server was still reading
        later = timezone.now() + LEASE + timedelta(minutes=1)
        while deliver(later):
            pass

    arrived = Counter(letter["Message-ID"] for letter in mailbox.letters)
    assert max(arrived.values()) == 1
    for message in Message.objects.all():
        if message.is_uncertain:
            uncertain += 1
        else:
            assert message.state == "sent", message.last_error
            assert arrived[message.message_id] == 1
    assert Message.objects.count() == 3 * KILLS
    assert uncertain <= KILLS
