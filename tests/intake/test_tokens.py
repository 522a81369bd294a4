"""The signed token of a form."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import RequestFactory

from cms.intake.arrival import receive
from cms.intake.origin import is_foreign_origin
from cms.intake.token import TokenState, another, issue, read, renewed

NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)


def test_a_token_comes_back_as_it_was_issued():
    token = issue("registration:1", NOW)

    assert read(token.signed(), "registration:1", NOW) == (TokenState.VALID, token)


def test_every_form_has_a_key_of_its_own():
    assert issue("a", NOW).key != issue("a", NOW).key


@pytest.mark.parametrize(
    ("age", "state"),
    [
        (timedelta(hours=24), TokenState.VALID),
        (timedelta(hours=24, seconds=1), TokenState.EXPIRED),
        (timedelta(minutes=-4), TokenState.VALID),
        (timedelta(minutes=-6), TokenState.EXPIRED),
    ],
)
def test_a_token_lives_a_day_and_bears_clocks_that_differ_a_little(age, state):
    assert read(issue("a", NOW).signed(), "a", NOW + age)[0] is state


def test_a_renewed_token_is_the_same_submission_and_remembers_when_it_was_first_shown():
    token = issue("a", NOW)
    later = NOW + timedelta(days=3)

    new = renewed(token, later)

    assert (new.key, new.shown_at) == (token.key, NOW)
    assert read(new.signed(), "a", later)[0] is TokenState.VALID


def test_another_submission_has_another_key():
    token = issue("a", NOW)

    assert another(token, NOW).key != token.key


@pytest.mark.parametrize(
    "change", [lambda text: text[:-1], lambda text: "x" + text, lambda text: text + "x", str.lower]
)
def test_a_changed_token_is_forged(change):
    assert read(change(issue("a", NOW).signed()), "a", NOW) == (TokenState.FORGED, None)


def test_a_token_of_another_form_is_forged():
    assert read(issue("registration:1", NOW).signed(), "registration:2", NOW)[0] is TokenState.FORGED


def test_a_form_sent_after_three_seconds_with_an_empty_trap_shows_no_signs():
    token = issue("a", NOW)
    request = RequestFactory().post("/", {"form_token": token.signed(), "website_address": ""})

    assert receive(request, "a", NOW + timedelta(seconds=3)).signs == ()
    assert receive(request, "a", NOW + timedelta(seconds=2.9)).signs == ("too_fast",)


@pytest.mark.parametrize(
    ("headers", "is_foreign"),
    [
        ({}, False),
        ({"Origin": "http://testserver"}, False),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "https://testserver:443"}, False),
        ({"Origin": "http://testserver:8001"}, True),
        ({"Origin": "https://other.vn"}, True),
        ({"Origin": "null"}, True),
        ({"Origin": "http://[bad"}, True),
        ({"Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, True),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"}, False),
    ],
)
def test_the_browser_says_which_site_sent_a_form(headers, is_foreign):
    assert is_foreign_origin(RequestFactory().post("/", headers=headers)) is is_foreign


def test_the_key_is_a_uuid():
    assert isinstance(issue("a", NOW).key, uuid.UUID)
