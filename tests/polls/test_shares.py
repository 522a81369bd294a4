"""Percentages by largest remainder."""

import random

import pytest

from polls.shares import whole_shares


def test_the_seeds_poll_is_halved():
    assert whole_shares([0, 1, 1]) == [0, 50, 50]


def test_thirds_add_up_to_a_hundred_and_the_earlier_entry_gets_the_rest():
    assert whole_shares([1, 1, 1]) == [34, 33, 33]


def test_nothing_is_divided_without_votes():
    assert whole_shares([0, 0]) == [0, 0]
    assert whole_shares([]) == []


def test_one_choice_with_all_votes_has_all():
    assert whole_shares([0, 7, 0]) == [0, 100, 0]


def test_a_negative_count_is_an_error():
    with pytest.raises(ValueError):
        whole_shares([1, -1])


def test_shares_always_add_up_stay_within_one_of_the_exact_share_and_keep_the_order():
    draw = random.Random(2022)
    for _round in range(2000):
        counts = [
            draw.choice([0, 1, 2, draw.randrange(1000), draw.randrange(10**12)]) for _ in range(draw.randint(1, 20))
        ]
        if not sum(counts):
            continue
        shares = whole_shares(counts)
        assert sum(shares) == 100
        for count, share in zip(counts, shares, strict=True):
            assert abs(share * sum(counts) - count * 100) < sum(counts)
            assert share == 0 or count > 0
        in_order = sorted(zip(counts, shares, strict=True))
        assert [share for _, share in in_order] == sorted(shares)
