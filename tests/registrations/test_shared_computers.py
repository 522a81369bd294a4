"""What stays behind on a computer others use: nothing of the form."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.factories.registrations import make_registration

from .own_page import address_of
from .sending import send

PLACES = ["localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches.open", "serviceWorker"]
SCRIPTS = sorted(Path(settings.BASE_DIR).glob("plans/registrations/static/**/*.js"))


def test_there_are_scripts_to_look_at():
    assert SCRIPTS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_no_script_of_the_form_keeps_anything_in_the_browser(script):
    assert not [place for place in PLACES if place in script.read_text()]


@pytest.mark.django_db
def test_the_whole_way_from_form_to_receipt_works_without_a_single_cookie(conference):
    browser = Client(enforce_csrf_checks=True)

    browser.get(f"/dang-ky/{conference.pk}/")
    sent = send(browser, conference)
    receipt = browser.get(sent["Location"])

    assert receipt.status_code == 200
    assert not browser.cookies


@pytest.mark.django_db
def test_the_own_page_is_not_told_to_the_counter_of_visits(visitor, conference):
    registration = make_registration(conference, timezone.now())

    for below in ("", "bien-nhan/", "rut/", "sua/"):
        page = visitor.get(address_of(registration, below)).content.decode()
        assert "luot-truy-cap/" not in page.split("<footer")[0].split("<main")[-1]
        assert "visits/" not in page
