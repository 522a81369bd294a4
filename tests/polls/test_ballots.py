"""One ballot per browser and poll, whatever is sent."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from polls.ballots import Refusal, VoteRefused, token_hash
from polls.models import Ballot, State
from tests.factories.polls import make_poll, translate_poll

pytestmark = pytest.mark.django_db


def choices_of(poll):
    return list(poll.choices.order_by("sort_order"))


def test_a_vote_is_one_ballot_and_one_statement():
    poll = make_poll()
    second = choices_of(poll)[1]
    with CaptureQueriesContext(connection) as queries:
        Ballot.objects.cast(poll.pk, second.pk, "token", timezone.now())
    assert len(queries) == 1
    ballot = Ballot.objects.get()
    assert (ballot.poll_id, ballot.choice_id, ballot.changed_at) == (poll.pk, second.pk, None)


def test_voting_again_for_another_choice_changes_the_ballot_and_keeps_the_total():
    poll = make_poll()
    first, second, _third = choices_of(poll)
    cast_at = timezone.now()
    Ballot.objects.cast(poll.pk, first.pk, "token", cast_at)
    Ballot.objects.cast(poll.pk, second.pk, "token", cast_at + timedelta(minutes=1))
    ballot = Ballot.objects.get()
    assert (ballot.choice_id, ballot.cast_at, ballot.changed_at) == (
        second.pk,
        cast_at,
        cast_at + timedelta(minutes=1),
    )


def test_voting_again_for_the_same_choice_changes_nothing():
    poll = make_poll()
    first = choices_of(poll)[0]
    Ballot.objects.cast(poll.pk, first.pk, "token", timezone.now())
    before = Ballot.objects.values().get()
    Ballot.objects.cast(poll.pk, first.pk, "token", timezone.now() + timedelta(minutes=1))
    assert Ballot.objects.values().get() == before


def test_two_browsers_have_two_ballots():
    poll = make_poll()
    for token in ("one", "two"):
        Ballot.objects.cast(poll.pk, choices_of(poll)[0].pk, token, timezone.now())
    assert Ballot.objects.count() == 2


def test_ballots_of_one_browser_in_two_polls_have_nothing_in_common():
    now = timezone.now()
    for question in ("Một?", "Hai?"):
        poll = make_poll(question)
        Ballot.objects.cast(poll.pk, choices_of(poll)[0].pk, "token", now)
    hashes = list(Ballot.objects.values_list("token_hash", flat=True))
    assert len(set(hashes)) == 2
    assert all("token" not in digest and len(digest) == 64 for digest in hashes)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"starts_at": timedelta(hours=1)}, Refusal.UPCOMING),
        ({"starts_at": -timedelta(hours=2), "ends_at": -timedelta(hours=1)}, Refusal.CLOSED),
        ({"is_published": False}, Refusal.UNKNOWN_POLL),
    ],
)
def test_a_poll_that_is_not_open_refuses_and_leaves_the_ballot_unused(facts, reason):
    now = timezone.now()
    poll = make_poll(**{name: now + fact if isinstance(fact, timedelta) else fact for name, fact in facts.items()})
    with pytest.raises(VoteRefused) as refused:
        Ballot.objects.cast(poll.pk, choices_of(poll)[0].pk, "token", now)
    assert refused.value.reason is reason
    assert not Ballot.objects.exists()


def test_a_refused_change_leaves_the_first_vote_standing():
    poll, other = make_poll(), make_poll("Khác?")
    first = choices_of(poll)[0]
    now = timezone.now()
    Ballot.objects.cast(poll.pk, first.pk, "token", now)
    for choice_pk in (choices_of(other)[0].pk, 99, 2**63 - 1):
        with pytest.raises(VoteRefused) as refused:
            Ballot.objects.cast(poll.pk, choice_pk, "token", now)
        assert refused.value.reason is Refusal.UNKNOWN_CHOICE
    with pytest.raises(VoteRefused):
        Ballot.objects.cast(poll.pk, choices_of(poll)[1].pk, "token", poll.ends_at)
    assert Ballot.objects.get().choice_id == first.pk


def test_the_opening_moment_takes_votes_and_the_closing_moment_does_not():
    poll = make_poll()
    choice = choices_of(poll)[0]
    moment = timedelta(microseconds=1)
    for at, is_taken in [
        (poll.starts_at - moment, False),
        (poll.starts_at, True),
        (poll.ends_at - moment, True),
        (poll.ends_at, False),
    ]:
        Ballot.objects.all().delete()
        with suppress(VoteRefused):
            Ballot.objects.cast(poll.pk, choice.pk, "token", at)
        assert Ballot.objects.exists() is is_taken
        assert (poll.state(at) is State.OPEN) is is_taken


def test_a_poll_without_end_stays_open():
    poll = make_poll(ends_at=None)
    Ballot.objects.cast(poll.pk, choices_of(poll)[0].pk, "token", timezone.now() + timedelta(days=4000))
    assert Ballot.objects.count() == 1


def test_a_withdrawn_choice_is_refused_and_its_votes_stay():
    poll = make_poll()
    first = choices_of(poll)[0]
    Ballot.objects.cast(poll.pk, first.pk, "one", timezone.now())
    type(first).objects.filter(pk=first.pk).update(is_withdrawn=True)
    with pytest.raises(VoteRefused):
        Ballot.objects.cast(poll.pk, first.pk, "two", timezone.now())
    assert first.ballots.count() == 1


def test_votes_with_the_ids_of_a_translation_count_for_the_poll_itself(english):
    poll = make_poll()
    translation = translate_poll(poll, english, {"Đẹp": "Beautiful"})
    beautiful = translation.choices.get(text="Beautiful")
    Ballot.objects.cast(translation.pk, beautiful.pk, "token", timezone.now())
    Ballot.objects.cast(poll.pk, choices_of(poll)[0].pk, "token", timezone.now())
    ballot = Ballot.objects.get()
    assert (ballot.poll_id, ballot.choice.text, ballot.changed_at) == (poll.pk, "Đẹp", None)


def test_a_choice_of_the_translation_does_not_fit_the_poll_itself(english):
    poll = make_poll()
    translation = translate_poll(poll, english, {})
    with pytest.raises(VoteRefused):
        Ballot.objects.cast(poll.pk, translation.choices.first().pk, "token", timezone.now())


def test_the_database_holds_one_ballot_per_poll_and_token():
    poll = make_poll()
    facts = {"poll": poll, "choice": choices_of(poll)[0], "token_hash": token_hash(poll.pk, "t")}
    Ballot.objects.create(**facts, cast_at=timezone.now())
    with pytest.raises(IntegrityError):
        Ballot.objects.create(**facts, cast_at=timezone.now())


def test_what_has_ballots_cannot_be_deleted():
    poll = make_poll()
    choice = choices_of(poll)[0]
    Ballot.objects.cast(poll.pk, choice.pk, "token", timezone.now())
    with pytest.raises(ProtectedError):
        choice.delete()
    with pytest.raises(ProtectedError):
        poll.delete()


def test_no_address_and_no_token_is_stored():
    assert {field.name for field in Ballot._meta.get_fields()} == {
        "id", "poll", "choice", "token_hash", "cast_at", "changed_at",
    }  # fmt: skip
