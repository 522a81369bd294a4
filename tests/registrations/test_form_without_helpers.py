"""Mail server, cache and network are gone or asleep: the form is taken all the same, and quickly."""

import socket
import time
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.utils import timezone

from cms.delivery.forgiving_cache import ForgivingRedisCache
from cms.outbox.models import Message
from cms.outbox.sending import Postman
from plans.registrations.models import Registration
from tests.outbox.mail_server import free_port, use_server

from .filling_in import press, send_checked
from .own_page import address_of
from .sending import fetch_token, send

pytestmark = pytest.mark.django_db


@contextmanager
def silent_server():
    """A port that takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield listening.getsockname()[1]


def use_redis(settings, monkeypatch, port: int) -> None:
    monkeypatch.setattr(ForgivingRedisCache, "_pause_until", 0.0)
    options = {"socket_connect_timeout": 1, "socket_timeout": 1}
    backend = "cms.delivery.forgiving_cache.ForgivingRedisCache"
    settings.CACHES = {
        "default": {"BACKEND": backend, "LOCATION": f"redis://127.0.0.1:{port}", "OPTIONS": options},
    }


def test_with_a_silent_mail_server_form_and_receipt_take_no_two_seconds(visitor, conference, settings):
    visitor.get(f"/dang-ky/{conference.pk}/")
    with silent_server() as port:
        use_server(settings, port)
        settings.EMAIL_TIMEOUT = 60
        began = time.monotonic()
        sent = send(visitor, conference)
        receipt = visitor.get(sent["Location"])
        took = time.monotonic() - began

    assert sent.status_code == 303
    assert receipt.status_code == 200
    assert took < 2
    assert Message.objects.count() == 1


def test_with_a_dead_mail_server_the_page_says_received_and_that_the_letter_may_take_long(
    visitor, conference, settings
):
    send(visitor, conference)
    registration = Registration.objects.get()
    use_server(settings, free_port())

    Postman().deliver(timezone.now())

    page = visitor.get(address_of(registration)).content.decode()
    assert registration.code in page
    assert "It may take a while; the form is received all the same." in page
    assert Message.objects.undelivered().count() == 1


@pytest.mark.parametrize("is_silent", [False, True])
def test_without_redis_the_whole_form_is_filled_in_looked_over_and_sent(
    visitor, conference, settings, monkeypatch, is_silent
):
    with silent_server() as silent_port:
        use_redis(settings, monkeypatch, silent_port if is_silent else free_port())
        began = time.monotonic()
        checked = press(visitor, conference, token=fetch_token(visitor, conference), uploads=["don.pdf"])
        sent = send_checked(visitor, conference, checked)
        receipt = visitor.get(sent["Location"])
        took = time.monotonic() - began
        assert cache.get("x", "nothing") == "nothing"

    assert receipt.status_code == 200
    assert Registration.objects.get().enclosures.count() == 1
    assert took < 5


def test_taking_in_a_form_with_a_file_asks_no_other_machine(visitor, conference, monkeypatch):
    """No puzzle against robots and no scanner on the network: what is not asked cannot fail or hold anybody up."""
    asked = []

    def refuse(self, address):
        asked.append(address)
        raise OSError("no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    checked = press(visitor, conference, token=fetch_token(visitor, conference), uploads=["don.pdf"])
    sent = send_checked(visitor, conference, checked)

    assert sent.status_code == 303
    assert asked == []
