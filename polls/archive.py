"""The list of all polls, current and past."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language

from .poll import Poll, State


@dataclass(frozen=True)
class ArchivedPoll:
    """One line of the archive, in the reader's language; `pk` is the canonical poll's."""

    pk: int
    question: str
    state: State
    starts_at: datetime
    ends_at: datetime | None
    total: int

    @property
    def is_open(self) -> bool:
        """Whether votes are taken."""
        return self.state is State.OPEN

    @property
    def url(self) -> str:
        """The live page with ballot and result."""
        return reverse("polls:poll", args=[self.pk])


def read_archive(polls: Iterable[Poll], now: datetime) -> list[ArchivedPoll]:
    """The lines for `polls`: canonical rows with their `votes`. One query for the words of all of them."""
    polls = list(polls)
    words = dict(
        Poll.objects.filter(
            translation_key__in=[poll.translation_key for poll in polls], locale__language_code=get_language()
        ).values_list("translation_key", "question")
    )
    return [
        ArchivedPoll(
            pk=poll.pk,
            question=words.get(poll.translation_key, poll.question),
            state=poll.state(now),
            starts_at=poll.starts_at,
            ends_at=poll.ends_at,
            total=poll.votes,
        )
        for poll in polls
    ]
