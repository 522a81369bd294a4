"""Somebody else writes for a long time: the sender gets a receipt or the form back, never nothing."""

import multiprocessing
import time
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from plans.registrations.models import Enclosure, Registration
from tests.factories.conferences import make_open_conference
from tests.factories.registrations import make_registration
from tests.processes import start_process

from .filling_in import press
from .own_page import take
from .sending import aged_token, fetch_token, send, token_on

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]
QUESTION = "Thủ tục đăng ký nhãn hiệu mất bao lâu?"


@pytest.fixture
def impatient(monkeypatch):
    """Connections that wait for as many seconds as the test says, not for twenty."""

    def wait_only(seconds: float) -> None:
        setting = ("timeout", seconds)
        if connection.vendor == "postgresql":
            setting = ("options", f"-c lock_timeout={int(seconds * 1000)}")
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], *setting)
        connection.close()

    yield wait_only
    connection.close()


@pytest.fixture
def browser():
    """A visitor who gets error pages, not exceptions."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def _write_on(holds, seconds: float) -> None:
    with transaction.atomic():
        if connection.vendor == "postgresql":  # where a transaction alone stops nobody
            tables = ", ".join(model._meta.db_table for model in (Registration, Enclosure))
            with connection.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")
        holds.set()
        time.sleep(seconds)


@contextmanager
def somebody_writing(seconds: float = 60):
    """Another process keeps what is to be written to itself, for that long or until the block ends."""
    holds = multiprocessing.get_context("fork").Event()
    writer = start_process(_write_on, holds, seconds)
    try:
        assert holds.wait(20)
        yield
    finally:
        writer.kill()
        writer.join(5)


def test_a_form_that_cannot_be_stored_comes_back_filled_in_and_is_taken_afterwards_once(browser, index, impatient):
    conference = make_open_conference(index, timezone.now())
    token = aged_token(conference, shown_before=timezone.timedelta(minutes=5))
    fetch_token(browser, conference)
    impatient(0.3)

    with somebody_writing():
        refused = send(browser, conference, token=token)
        assert not Registration.objects.exists()

    page = refused.content.decode()
    assert refused.status_code == 503
    assert refused.context["problem"] == "busy"
    assert QUESTION in page
    assert "Nguyễn Thị Hoà" in page
    taken = send(browser, conference, token=token_on(refused))
    again = send(browser, conference, token=token)
    assert taken.status_code == 303
    assert again["Location"] == taken["Location"]
    assert Registration.objects.count() == 1


def test_a_form_that_has_to_wait_its_turn_is_taken(browser, index, impatient):
    conference = make_open_conference(index, timezone.now())
    fetch_token(browser, conference)
    impatient(20)

    with somebody_writing(1.0):
        response = send(browser, conference)

    assert response.status_code == 303
    assert Registration.objects.get().receipt_path() == response["Location"]


def test_a_file_that_cannot_be_stored_leaves_the_text_and_no_row(browser, index, impatient):
    conference = make_open_conference(index, timezone.now())
    token = fetch_token(browser, conference)
    impatient(0.3)

    with somebody_writing():
        refused = press(browser, conference, token=token, uploads=["don.pdf"])

    assert refused.status_code == 503
    assert QUESTION in refused.content.decode()
    assert not Enclosure.objects.exists()


def test_a_step_on_the_own_page_says_that_it_was_not_taken(browser, index, impatient):
    conference = make_open_conference(index, timezone.now())
    registration = make_registration(conference, timezone.now())
    impatient(0.3)

    with somebody_writing():
        refused = take(browser, registration, "rut", questions="withdraw")

    registration.refresh_from_db()
    assert refused.status_code == 503
    assert "Nothing was changed." in refused.content.decode()
    assert registration.form_state == "sent"
