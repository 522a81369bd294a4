"""The database goes away while the portal runs: a page that says so, with phone and address; nothing typed is lost."""

import re
from contextlib import contextmanager
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from plans.registrations.models import Registration
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.registrations import make_registration
from tests.factories.site import make_office
from tests.registrations.sending import aged_token, send

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def visitor(home):
    """A browser that has seen the portal while all was well."""
    make_office()
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    browser.get("/")
    return browser


@pytest.fixture
def conference(home):
    return make_open_conference(make_conference_index(home), timezone.now())


@contextmanager
def no_database():
    """Let the connection point to where nothing is."""
    key, nowhere = ("NAME", "/no/such/folder/db") if connection.vendor == "sqlite" else ("HOST", "/no/such/folder")
    kept = connection.settings_dict[key]
    connection.close()
    connection.settings_dict[key] = nowhere
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict[key] = kept


def test_every_public_screen_tells_phone_and_address_of_the_office(visitor, conference):
    own = make_registration(conference, timezone.now()).receipt_path()
    addresses = ["/", f"/dang-ky/{conference.pk}/", "/dang-ky/tra-cuu/", own, "/hoi-dap/", "/lich/hoi-nghi.ics"]

    with no_database():
        answers = {address: visitor.get(address) for address in addresses}

    for address, response in answers.items():
        page = response.content.decode()
        assert response.status_code == 503, address
        assert "0255 3822 345" in page, address
        assert "202 Trần Hưng Đạo" in page, address
        assert response["Retry-After"], address
        assert "no-store" in response["Cache-Control"], address


def test_a_form_sent_meanwhile_is_said_to_be_not_received_and_goes_through_with_one_button_afterwards(
    visitor, conference
):
    token = aged_token(conference, shown_before=timedelta(minutes=5))
    question = 'Hỏi về "phí" & <lệ phí>,\ndòng thứ hai?'

    with no_database():
        refused = send(visitor, conference, token=token, question=question)

    page = refused.content.decode()
    assert refused.status_code == 503
    assert "has NOT been received" in page or "CHƯA NHẬN ĐƯỢC" in page
    assert "&lt;lệ phí&gt;" in page
    assert not Registration.objects.exists()
    resend = unescape(re.search(r'<form method="post" action="([^"]+)"', page)[1])
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    taken = visitor.post(resend, {unescape(name): unescape(value) for name, value in hidden})
    assert taken.status_code == 303
    assert Registration.objects.get().questions.get().text == question
