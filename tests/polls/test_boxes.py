"""The poll beside and in pages: cacheable, in few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from cms.blocks.registry import body_blocks
from cms.portlets.models import PortletRegion
from cms.portlets.registry import portlets
from polls.models import Poll
from tests.factories.polls import make_ballots, make_closed_poll, make_poll, translate_poll

pytestmark = pytest.mark.django_db


def portlet_html(poll=None, **context) -> str:
    block = portlets.stream_block.child_blocks["poll"]
    return block.render(block.to_python({"heading": "", "poll": poll and poll.pk}), context=context)


def block_html(poll) -> str:
    block = body_blocks.stream_block.child_blocks["poll"]
    return block.render(block.to_python({"poll": poll and poll.pk}))


def place(home, poll=None):
    boxes = [{"type": "poll", "value": {"heading": "", "poll": poll and poll.pk}}]
    PortletRegion.objects.create(page=home, region="right", boxes=boxes)


def test_without_a_choice_the_portlet_shows_the_open_poll_that_opened_last():
    make_poll("Cũ hơn?", starts_at=timezone.now() - timedelta(days=5))
    make_poll("Mới nhất?")
    make_poll("Chưa mở?", starts_at=timezone.now() + timedelta(hours=1))
    make_poll("Nháp?", is_published=False)
    make_closed_poll("Đã đóng?")
    html = portlet_html()
    assert "Mới nhất?" in html
    assert html.count("data-poll-box") == 1


def test_without_any_open_poll_the_portlet_leaves_nothing_not_even_its_heading():
    make_closed_poll()
    assert portlet_html() == ""


def test_a_chosen_poll_is_shown_with_its_result_after_its_end_without_a_way_to_vote():
    poll = make_closed_poll()
    html = portlet_html(poll)
    assert poll.question in html
    assert "data-poll-open" not in html


@pytest.mark.parametrize("html_of", [portlet_html, block_html])
def test_the_box_holds_no_form_and_nothing_personal(html_of):
    poll = make_poll()
    make_ballots(poll, [0, 1, 1])
    html = html_of(poll)
    assert "<form" not in html
    assert "<input" not in html
    assert " style=" not in html
    assert "(50 %)" in html
    assert f'href="/binh-chon/{poll.pk}/"' in html
    for choice in poll.choices.all():
        assert choice.text in html


@pytest.mark.parametrize("html_of", [portlet_html, block_html])
def test_an_unpublished_poll_leaves_nothing(html_of):
    assert html_of(make_poll(is_published=False)).strip() == ""


def test_a_deleted_poll_leaves_nothing():
    poll = make_poll()
    pk = poll.pk
    poll.delete()
    poll.pk = pk
    assert block_html(poll).strip() == ""


def test_the_box_needs_one_query_or_two_with_a_chosen_poll(english):
    poll = make_poll()
    translate_poll(poll, english, {})
    for number in range(5):
        make_closed_poll(f"{number}?")
    for language in ("vi", "en"):
        with translation.override(language):
            with CaptureQueriesContext(connection) as queries:
                assert portlet_html()
            assert len(queries) == 1
            with CaptureQueriesContext(connection) as queries:
                assert portlet_html(poll)
            assert len(queries) == 2


def test_the_english_page_shows_the_english_words(english):
    poll = make_poll()
    translate_poll(poll, english, {poll.question: "How do you like the design?"})
    with translation.override("en"):
        assert "How do you like the design?" in portlet_html(poll)


def test_a_page_with_the_box_stays_cacheable_and_the_ballot_does_not_repeat_it(client, home):
    poll = make_poll()
    place(home)
    answer = client.get("/")
    assert poll.question in answer.content.decode()
    assert not answer.cookies
    assert "csrf" not in answer.content.decode()
    assert client.get(f"/binh-chon/{poll.pk}/").content.decode().count("data-poll-box") == 1


def test_a_huge_translation_group_is_still_one_poll(english):
    poll = make_poll(choices=[f"Lựa chọn {number}" for number in range(20)])
    translate_poll(poll, english, {})
    assert Poll.objects.canonical().count() == 1
    assert portlet_html(poll).count("tally__row") == 20
