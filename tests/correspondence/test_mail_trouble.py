"""Mail servers, caches and restores in trouble: the person who sends a form does not feel it."""

import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from cms.outbox.models import Message
from cms.outbox.sending import Postman
from plans.correspondence.deliveries import DeliveryState, delivery_of
from plans.correspondence.notices import Notice, send_notice
from tests.factories.conferences import make_conference, make_conference_index
from tests.outbox.mail_server import free_port, mail_server, use_server
from tests.processes import start_process

FACTS = {"code": "DT26-7K4M-9QXA", "link": "/dang-ky/DT26-7K4M-9QXA/"}


def send(conference, key, kind=Notice.RECEIVED):
    facts = {**FACTS, "note": "Bão"}
    to = f"{key}@example.vn"
    now = timezone.now()
    return send_notice(kind, conference=conference, to=to, facts=facts, dedupe_key=key, now=now)


def _work():
    Postman().deliver(timezone.now())


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_takes_a_minute_holds_up_nobody_who_sends_a_form(home, settings):
    conference = make_conference(make_conference_index(home))
    send(conference, "first")

    with mail_server(settings, delay=60) as mailbox:
        settings.EMAIL_TIMEOUT = 120
        worker = start_process(_work)
        try:
            deadline = time.monotonic() + 10
            while not mailbox.conversations and time.monotonic() < deadline:
                time.sleep(0.02)
            assert mailbox.conversations == 1
            began = time.monotonic()
            with transaction.atomic():
                assert send(conference, "second")
            assert time.monotonic() - began < 2
            assert delivery_of("second").state == DeliveryState.QUEUED
        finally:
            worker.kill()
            worker.join(5)


@pytest.mark.django_db
def test_with_a_dead_mail_server_the_person_reads_that_the_letter_is_late_and_staff_see_it(home, settings):
    conference = make_conference(make_conference_index(home))
    message = send(conference, "k")
    use_server(settings, free_port())

    assert Postman().deliver(timezone.now()) == 0

    assert delivery_of("k").state == DeliveryState.DELAYED
    assert list(Message.objects.undelivered()) == [message]
    with mail_server(settings) as mailbox:
        later = timezone.now() + timedelta(minutes=10)
        assert Postman(clock=lambda: later).deliver(later) == 1
    assert len(mailbox.letters) == 1
    assert delivery_of("k").state == DeliveryState.SENT


@pytest.mark.django_db
def test_a_letter_asked_for_twice_is_sent_once(home, settings):
    conference = make_conference(make_conference_index(home))
    send(conference, "k")
    send(conference, "k")

    with mail_server(settings) as mailbox:
        Postman().deliver(timezone.now())
        send(conference, "k")
        Postman().deliver(timezone.now())

    assert len(mailbox.letters) == 1


@pytest.mark.django_db
def test_without_redis_letters_are_written_all_the_same(home, settings):
    conference = make_conference(make_conference_index(home))
    settings.CACHES = {
        "default": {
            "BACKEND": "cms.delivery.forgiving_cache.ForgivingRedisCache",
            "LOCATION": f"redis://127.0.0.1:{free_port()}",
        }
    }

    assert send(conference, "k").text


@pytest.mark.django_db
def test_after_a_restore_letters_that_may_have_left_wait_for_staff_and_no_call_is_made_up(home, settings):
    conference = make_conference(make_conference_index(home))
    send(conference, "k", Notice.CHANGED)
    call_command("hold_messages", stdout=StringIO())

    with mail_server(settings) as mailbox:
        Postman().deliver(timezone.now())

    assert mailbox.letters == []
    assert not conference.calls.exists()
