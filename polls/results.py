"""What readers see of a poll: its words in their language, the count, the percentages."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import get_language

from .poll import Poll, PollChoice, State
from .shares import whole_shares

#: With fewer votes than this a percentage says little, and the result says so.
FEW_VOTES = 30


@dataclass(frozen=True)
class ChoiceResult:
    """One line of a result; `pk` is the canonical choice's, `percent` a whole number, None without any votes."""

    pk: int
    text: str
    votes: int
    percent: int | None
    is_withdrawn: bool


@dataclass(frozen=True)
class PollResult:
    """A poll in the reader's language, counted at one moment; `pk` is the canonical poll's."""

    pk: int
    question: str
    method_note: str
    state: State
    starts_at: datetime
    ends_at: datetime | None
    choices: list[ChoiceResult]
    total: int
    counted_at: datetime

    @property
    def is_open(self) -> bool:
        """Whether votes are taken."""
        return self.state is State.OPEN

    @property
    def is_upcoming(self) -> bool:
        """Whether the poll is announced but not open yet."""
        return self.state is State.UPCOMING

    @property
    def is_small(self) -> bool:
        """Whether so few have voted that percentages mislead."""
        return 0 < self.total < FEW_VOTES

    @property
    def offered(self) -> list[ChoiceResult]:
        """The choices a voter can pick from."""
        return [choice for choice in self.choices if not choice.is_withdrawn]

    @property
    def url(self) -> str:
        """The live page with the ballot."""
        return reverse("polls:poll", args=[self.pk])

    @property
    def box_url(self) -> str:
        """The ballot and result as a fragment, for the script."""
        return reverse("polls:box", args=[self.pk])

    @property
    def vote_url(self) -> str:
        """Where the ballot is sent."""
        return reverse("polls:vote", args=[self.pk])


def read_result(polls: QuerySet[Poll], now: datetime, *, with_unpublished: bool = False) -> PollResult | None:
    """The result of the first of `polls` (any row of its group), or None when there is none or it is unpublished.

    One query, whatever the language and the number of choices. Words missing in the current
    language are shown in the poll's first language.
    """
    group = polls.values("translation_key")[:1]
    rows = list(
        PollChoice.objects.filter(poll__translation_key=Subquery(group))
        .select_related("poll__locale")
        .with_votes()
        .order_by("poll_id", "sort_order", "pk")
    )
    if not rows:
        return None
    poll = rows[0].poll
    if not (poll.is_published or with_unpublished):
        return None
    language = get_language()
    words = [row for row in rows if row.poll.locale.language_code == language]
    spoken = words[0].poll if words else poll
    texts = {row.translation_key: row.text for row in words}
    counted = [row for row in rows if row.poll_id == poll.pk]
    percents = whole_shares([row.votes for row in counted])
    total = sum(row.votes for row in counted)
    return PollResult(
        pk=poll.pk,
        question=spoken.question,
        method_note=spoken.method_note,
        state=poll.state(now),
        starts_at=poll.starts_at,
        ends_at=poll.ends_at,
        choices=[
            ChoiceResult(
                pk=row.pk,
                text=texts.get(row.translation_key) or row.text,
                votes=row.votes,
                percent=percent if total else None,
                is_withdrawn=row.is_withdrawn,
            )
            for row, percent in zip(counted, percents, strict=True)
        ],
        total=total,
        counted_at=now,
    )
