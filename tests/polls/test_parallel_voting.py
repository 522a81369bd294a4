"""Votes and changes from several processes at once, on the database the suite runs on."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from polls.ballots import VoteRefused
from polls.browser_token import give_token, new_token
from polls.models import Ballot, Poll, PollChoice
from tests.factories.polls import make_poll
from tests.processes import run_in_parallel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.parallel]
PROCESSES = 8


def at_once(work, tasks: list) -> list:
    """`work(task)` for all `tasks`, dealt out to processes that start together; the results in any order."""
    shares = [tasks[number::PROCESSES] for number in range(PROCESSES)]
    answers = run_in_parallel(lambda *share: [work(task) for task in share], [tuple(share) for share in shares])
    return [answer for share in answers for answer in share]


def test_a_hundred_parallel_posts_of_one_browser_are_one_ballot():
    poll = make_poll()
    choices = list(poll.choices.values_list("pk", flat=True))
    with translation.override("vi"):
        address = reverse("polls:vote", args=[poll.pk])
    response = HttpResponse()
    give_token(response, new_token())

    def post(number):
        browser = Client()
        browser.cookies = response.cookies
        return browser.post(address, {"choice": choices[number % len(choices)]}).status_code

    assert at_once(post, list(range(100))) == [303] * 100
    assert Ballot.objects.count() == 1


def test_a_double_click_is_one_ballot_without_a_change():
    poll = make_poll()
    choice = poll.choices.first().pk
    at_once(lambda _number: Ballot.objects.cast(poll.pk, choice, "token", timezone.now()), list(range(PROCESSES)))
    assert Ballot.objects.get().changed_at is None


def test_parallel_votes_of_many_browsers_all_count():
    poll = make_poll()
    choices = list(poll.choices.values_list("pk", flat=True))
    tasks = [(new_token(), choices[number % 3]) for number in range(120)]
    answers = at_once(lambda task: Ballot.objects.cast(poll.pk, task[1], task[0], timezone.now()), tasks)
    assert answers == [None] * 120
    assert Counter(Ballot.objects.values_list("choice_id", flat=True)) == dict.fromkeys(choices, 40)


def test_no_vote_counts_for_a_choice_that_is_removed_meanwhile():
    poll = make_poll()
    kept = poll.choices_in_order()[:2]
    doomed = poll.choices_in_order()[2]

    def work(task):
        if task == "remove":
            changed = Poll.objects.get(pk=poll.pk)
            changed.choices.set(kept)
            try:
                changed.save()
            except ValidationError:
                return "removal refused"
            return "removed"
        try:
            Ballot.objects.cast(poll.pk, doomed.pk, task, timezone.now())
        except VoteRefused:
            return "vote refused"
        return "voted"

    answers = Counter(at_once(work, ["a", "remove", "b", "c", "d", "e", "f", "g"]))
    is_there = PollChoice.objects.filter(pk=doomed.pk).exists()
    assert set(answers) <= {"voted", "vote refused", "removed", "removal refused"}, answers
    assert answers["removed"] == (not is_there)
    assert Ballot.objects.count() == answers["voted"]
    if not is_there:
        assert answers["voted"] == 0
