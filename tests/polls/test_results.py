"""What readers see: their words, one count, percentages that add up."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from polls.archive import read_archive
from polls.models import Ballot, Poll, PollChoice, State
from polls.results import read_result
from tests.factories.polls import make_ballots, make_closed_poll, make_poll, translate_poll

pytestmark = pytest.mark.django_db


def result_of(poll, **options):
    return read_result(Poll.objects.filter(pk=poll.pk), timezone.now(), **options)


def test_the_seeds_poll_shows_none_one_one():
    poll = make_poll()
    make_ballots(poll, [0, 1, 1])
    result = result_of(poll)
    assert [(choice.text, choice.votes, choice.percent) for choice in result.choices] == [
        ("Đẹp", 0, 0),
        ("Bình thường", 1, 50),
        ("Xấu", 1, 50),
    ]
    assert result.total == 2
    assert result.is_small


def test_without_votes_there_are_no_percentages():
    result = result_of(make_poll())
    assert [choice.percent for choice in result.choices] == [None, None, None]
    assert (result.total, result.is_small) == (0, False)


def test_one_query_tells_everything_in_any_language(english):
    poll = make_poll()
    translate_poll(poll, english, {"Đẹp": "Beautiful"})
    for language in ("vi", "en"):
        with translation.override(language), CaptureQueriesContext(connection) as queries:
            result = result_of(poll)
            assert result.url
        assert len(queries) == 1


def test_votes_cast_on_the_english_poll_count_in_the_vietnamese_one(english):
    poll = make_poll()
    translated = translate_poll(
        poll, english, {poll.question: "How do you like the design?", "Đẹp": "Beautiful", "Xấu": "Ugly"}
    )
    Ballot.objects.cast(translated.pk, translated.choices.get(text="Ugly").pk, "a reader of English", timezone.now())
    with translation.override("vi"):
        result = result_of(poll)
        assert [(choice.text, choice.votes) for choice in result.choices] == [
            ("Đẹp", 0),
            ("Bình thường", 0),
            ("Xấu", 1),
        ]
    with translation.override("en"):
        result = result_of(translated)
        assert (result.pk, result.question) == (poll.pk, "How do you like the design?")
        assert [(choice.text, choice.votes) for choice in result.choices] == [
            ("Beautiful", 0),
            ("Bình thường", 0),
            ("Ugly", 1),
        ]


def test_a_choice_added_since_the_translation_is_shown_in_the_first_language(english):
    poll = make_poll()
    translate_poll(poll, english, {"Đẹp": "Beautiful"})
    poll = Poll.objects.get(pk=poll.pk)
    poll.choices.add(PollChoice(text="Rất đẹp", locale=poll.locale))
    poll.save()
    with translation.override("en"):
        assert [choice.text for choice in result_of(poll).choices] == ["Beautiful", "Bình thường", "Xấu", "Rất đẹp"]


def test_unpublishing_the_poll_takes_its_translation_away_too(english):
    poll = make_poll()
    translated = translate_poll(poll, english, {})
    Poll.objects.filter(pk=poll.pk).update(is_published=False)
    assert result_of(translated) is None
    assert result_of(translated, with_unpublished=True).state is State.DRAFT


def test_the_dates_of_the_poll_itself_count_in_every_language(english):
    poll = make_poll()
    translated = translate_poll(poll, english, {})
    Poll.objects.filter(pk=poll.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
    assert result_of(translated).state is State.CLOSED


def test_an_unknown_poll_has_no_result():
    assert read_result(Poll.objects.filter(pk=4), timezone.now()) is None


def test_the_archive_lists_open_polls_first_then_the_latest_and_hides_the_rest(english):
    now = timezone.now()
    make_closed_poll("Cũ?", now=now - timedelta(days=0))
    older = make_poll("Đang mở?", starts_at=now - timedelta(days=30), ends_at=None)
    make_poll("Chưa mở?", starts_at=now + timedelta(days=1), ends_at=None)
    make_poll("Nháp?", is_published=False)
    translate_poll(older, english, {"Đang mở?": "Open?"})
    make_ballots(older, [2, 1, 0])
    with translation.override("en"), CaptureQueriesContext(connection) as queries:
        lines = read_archive(Poll.objects.archive(now), now)
    assert [(line.question, line.total, line.is_open) for line in lines] == [("Open?", 3, True), ("Cũ?", 0, False)]
    assert len(queries) == 2


def test_the_list_in_the_admin_counts_votes_of_the_group(english):
    poll = make_poll()
    translated = translate_poll(poll, english, {})
    make_ballots(poll, [1, 2, 0])
    votes = dict(Poll.objects.with_votes().values_list("pk", "votes"))
    assert votes == {poll.pk: 3, translated.pk: 3}
