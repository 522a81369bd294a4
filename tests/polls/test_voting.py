"""Voting as a browser does it, without JavaScript and by the script's requests."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from polls.browser_token import give_token
from polls.models import Ballot, Poll
from tests.factories.polls import make_ballots, make_closed_poll, make_poll, translate_poll

pytestmark = pytest.mark.django_db
FRAGMENT = {"X-Poll-Fragment": "1"}


@pytest.fixture
def browser(home) -> Client:
    """A browser on the Vietnamese site, without cookies."""
    return Client()


def address(name, poll, language="vi"):
    with translation.override(language):
        return reverse(name, args=[poll.pk])


def open_ballot(browser, poll):
    return browser.get(address("polls:poll", poll))


def send(browser, poll, data, *, language="vi", **options):
    return browser.post(address("polls:vote", poll, language), data, **options)


def first_choice(poll):
    return poll.choices.order_by("sort_order").first()


def test_voting_without_javascript(browser):
    poll = make_poll()
    page = open_ballot(browser, poll).content.decode()
    assert poll.question in page
    assert 'type="radio"' in page
    answer = send(browser, poll, {"choice": first_choice(poll).pk})
    assert answer.status_code == 303
    page = browser.get(answer["Location"]).content.decode()
    assert "data-poll-notice" in page
    assert "(100 %)" in page
    assert "checked" in page
    assert Ballot.objects.count() == 1


def test_ballot_screens_are_not_stored_and_their_cookie_is_for_polls_only(browser):
    poll = make_poll()
    for name in ("polls:poll", "polls:box"):
        answer = Client().get(address(name, poll))
        assert "no-store" in answer["Cache-Control"]
        assert {(cookie.key, cookie["path"]) for cookie in answer.cookies.values()} == {
            ("ballot_vi", "/binh-chon/"),
            ("ballot_en", "/en/binh-chon/"),
        }
        for cookie in answer.cookies.values():
            assert cookie["httponly"]
            assert cookie["samesite"] == "Lax"
        assert len({cookie.value for cookie in answer.cookies.values()}) == 1


def test_the_archive_and_a_page_with_the_poll_set_no_cookie(browser):
    make_poll()
    for address in (reverse("polls:archive"), "/"):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_a_browser_keeps_its_token_and_has_one_ballot_in_both_languages(browser, english):
    poll = make_poll()
    translate_poll(poll, english, {})
    open_ballot(browser, poll)
    send(browser, poll, {"choice": first_choice(poll).pk})
    second = poll.choices.order_by("sort_order")[1]
    answer = send(browser, poll, {"choice": second.pk}, language="en")
    assert answer.status_code == 303
    assert answer["Location"] == "/en" + address("polls:poll", poll)
    assert Ballot.objects.get().choice_id == second.pk


def test_looking_prefetching_and_crawling_do_not_vote(browser):
    poll = make_poll()
    choice = first_choice(poll).pk
    open_ballot(browser, poll)
    for method in (browser.get, browser.head):
        for name in ("polls:poll", "polls:box", "polls:vote"):
            method(address(name, poll), {"choice": choice}, headers={"Sec-Purpose": "prefetch"})
    assert browser.get(address("polls:vote", poll))["Location"] == address("polls:poll", poll)
    assert browser.put(address("polls:vote", poll)).status_code == 405
    assert not Ballot.objects.exists()


def test_a_first_post_without_cookie_keeps_the_choice_and_counts_when_pressed_again(browser):
    poll = make_poll()
    second = poll.choices.order_by("sort_order")[1]
    answer = send(browser, poll, {"choice": second.pk})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'value="{second.pk}" id="poll-{poll.pk}-{second.pk}" required checked' in page
    assert 'name="retry"' in page
    assert not Ballot.objects.exists()
    assert send(browser, poll, {"choice": second.pk, "retry": "1"}).status_code == 303
    assert Ballot.objects.get().choice_id == second.pk


def test_a_browser_that_keeps_no_cookie_is_told_so(browser):
    poll = make_poll()
    answer = send(Client(), poll, {"choice": first_choice(poll).pk, "retry": "1"}, language="en")
    assert answer.status_code == 400
    assert "allow cookies" in answer.content.decode()
    assert not Ballot.objects.exists()


def test_a_made_up_cookie_is_worth_nothing(browser):
    poll = make_poll()
    for value in ("", "x", "token:signature", "\u00e9", "a" * 4000):
        forger = Client()
        forger.cookies["ballot_vi"] = value
        assert send(forger, poll, {"choice": first_choice(poll).pk}).status_code == 400
    assert not Ballot.objects.exists()


def test_a_vote_from_another_website_is_refused(browser):
    poll = make_poll()
    open_ballot(browser, poll)
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        assert send(browser, poll, {"choice": first_choice(poll).pk}, headers=headers).status_code == 403
    assert (
        send(browser, poll, {"choice": first_choice(poll).pk}, headers={"Origin": "http://testserver"}).status_code
        == 303
    )


BAD_CHOICES = [
    {},
    {"choice": ""},
    {"choice": "Đẹp"},
    {"choice": "1\x00"},
    {"choice": "-1"},
    {"choice": "0"},
    {"choice": "99"},
    {"choice": "1.0"},
    {"choice": "١"},
    {"choice": "²"},
    {"choice": str(2**63)},
    {"choice": str(2**63 - 1)},
    {"choice": "9" * 5000},
    {"choice": "x" * 1_000_000},
    {"choice": ["1", "2"]},
    {"unknown": "1"},
]


@pytest.mark.parametrize("data", BAD_CHOICES, ids=lambda data: str(data)[:30])
def test_a_choice_that_is_none_is_refused_with_the_ballot_unused(browser, data):
    poll = make_poll()
    open_ballot(browser, poll)
    for headers in ({}, FRAGMENT):
        answer = send(browser, poll, data, headers=headers)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.content.decode()
    assert not Ballot.objects.exists()


def test_a_choice_of_another_poll_is_refused(browser):
    poll, other = make_poll(), make_poll("Khác?")
    open_ballot(browser, poll)
    assert send(browser, poll, {"choice": first_choice(other).pk}).status_code == 400
    assert not Ballot.objects.exists()


def test_a_body_that_is_no_form_is_refused(browser):
    poll = make_poll()
    open_ballot(browser, poll)
    for body, kind in [
        (b"\xff\xfe\x00choice", "application/x-www-form-urlencoded"),
        (b"choice=1&" * 6000, "application/x-www-form-urlencoded"),
        (b"x" * 3_100_000, "application/x-www-form-urlencoded"),
        (b"broken", "multipart/form-data; boundary=x"),
        (b"broken", "multipart/form-data"),
        (b'{"choice": 1}', "application/json"),
    ]:
        assert send(browser, poll, body, content_type=kind).status_code == 400
    assert not Ballot.objects.exists()


def test_a_closed_poll_shows_its_result_and_takes_no_vote(browser):
    poll = make_poll()
    make_ballots(poll, [0, 1, 1])
    open_ballot(browser, poll)
    Poll.objects.filter(pk=poll.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
    answer = send(browser, poll, {"choice": first_choice(poll).pk})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "(50 %)" in page
    assert 'type="radio"' not in page
    assert Ballot.objects.count() == 2


def test_a_poll_that_is_not_open_yet_takes_no_vote(browser):
    poll = make_poll(starts_at=timezone.now() + timedelta(hours=1))
    page = open_ballot(browser, poll)
    assert page.status_code == 200
    assert 'type="radio"' not in page.content.decode()
    assert send(browser, poll, {"choice": first_choice(poll).pk}).status_code == 409


@pytest.mark.parametrize("address", ["4", str(2**63 - 1), str(2**63), "9" * 30, "9" * 5000])
def test_an_unknown_poll_is_not_found(browser, address):
    for path in ("", "phieu/", "bo-phieu/"):
        assert browser.get(f"/binh-chon/{address}/{path}", follow=True).status_code == 404
    open_ballot(browser, make_poll())
    assert browser.post(f"/binh-chon/{address}/bo-phieu/", {"choice": "1"}).status_code == 404


def test_an_unpublished_poll_is_not_found(browser):
    poll = make_poll(is_published=False)
    assert open_ballot(browser, poll).status_code == 404
    open_ballot(browser, make_poll("Khác?"))
    assert send(browser, poll, {"choice": first_choice(poll).pk}).status_code == 404


def test_the_script_gets_fragments_and_a_redirect_to_the_fragment(browser):
    poll = make_poll()
    fragment = browser.get(address("polls:box", poll))
    assert "<html" not in fragment.content.decode()
    answer = send(browser, poll, {"choice": first_choice(poll).pk}, headers=FRAGMENT)
    assert (answer.status_code, answer["Location"]) == (303, address("polls:box", poll))
    refused = send(browser, poll, {"choice": "99"}, headers=FRAGMENT)
    assert refused.status_code == 400
    assert "<html" not in refused.content.decode()


def test_a_vote_costs_one_statement_and_a_ballot_screen_two(browser):
    poll = make_poll()
    browser.get(address("polls:box", poll))
    choice = first_choice(poll).pk
    for expected, request in [
        (1, lambda: send(browser, poll, {"choice": choice})),
        (2, lambda: browser.get(address("polls:box", poll))),
    ]:
        with CaptureQueriesContext(connection) as queries:
            request()
        assert len(queries) == expected, [query["sql"] for query in queries]


def test_words_of_the_poll_are_escaped(browser):
    poll = make_poll("<script>alert(1)</script>?", ["<b>Một</b>", "Hai"])
    for name in ("polls:poll", "polls:box"):
        page = browser.get(address(name, poll)).content.decode()
        assert "<script>alert" not in page
        assert "<b>Một" not in page
    assert "<script>alert" not in browser.get(reverse("polls:archive")).content.decode()


def test_no_screen_has_inline_styles_or_scripts(browser):
    poll = make_poll()
    make_ballots(poll, [1, 1, 0])
    page = browser.get(address("polls:box", poll)).content.decode()
    assert " style=" not in page
    assert "<script" not in page


def test_the_archive_pages_and_survives_nonsense_page_numbers(browser):
    for number in range(12):
        make_closed_poll(f"Câu hỏi {number}?")
    first = browser.get(reverse("polls:archive")).content.decode()
    assert first.count('class="card"') == 10
    assert browser.get(reverse("polls:archive"), {"page": "2"}).content.decode().count('class="card"') == 2
    for page in ("0", "-1", "x", "\x00", "9" * 30):
        assert browser.get(reverse("polls:archive"), {"page": page}).status_code == 200


def test_giving_the_token_twice_keeps_it(rf):
    from django.http import HttpResponse

    response = HttpResponse()
    give_token(response, "one")
    assert response.cookies["ballot_vi"].value.startswith("one:")
