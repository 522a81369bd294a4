"""The ballot box: one ballot per browser token and poll, held by the database."""

from datetime import UTC, datetime
from enum import Enum
from functools import cache

from django.db import IntegrityError, connections, models, router
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .poll import Poll, PollChoice, State


class Refusal(models.TextChoices):
    """Why a vote was not taken; the label tells the voter what to do next."""

    UNKNOWN_POLL = "unknown_poll", _("This poll does not exist.")
    UPCOMING = "upcoming", _("This poll has not opened yet. Your ballot was not used; please come back later.")
    CLOSED = "closed", _("This poll is closed and takes no more votes. Your ballot was not used.")
    UNKNOWN_CHOICE = (
        "unknown_choice",
        _("That choice is not on the list of this poll. Your ballot was not used; please choose again."),
    )


class VoteRefused(Exception):  # noqa: N818 - reads as the sentence it is
    """A vote that was not taken; `reason` is a Refusal. The ballot is as it was before."""

    def __init__(self, reason: Refusal):
        super().__init__(reason.value)
        self.reason = reason


def token_hash(poll_pk: int, token: str) -> str:
    """What the box keeps of a browser `token`: 64 hex digits that differ from poll to poll.

    Keyed with SECRET_KEY, so that neither the token nor the ballots of one browser in two polls
    can be found from the database alone.
    """
    return salted_hmac("polls.ballot", f"{poll_pk}:{token}", algorithm="sha256").hexdigest()


# One statement: the choice is looked up, the poll's state checked and the ballot inserted or changed together,
# so there is no moment between looking and writing. Voting again for the same choice changes nothing.
_CAST = """
INSERT INTO polls_ballot (poll_id, choice_id, token_hash, cast_at) {offered}
ON CONFLICT (poll_id, token_hash) DO UPDATE SET
    changed_at = CASE WHEN polls_ballot.choice_id = excluded.choice_id
                      THEN polls_ballot.changed_at ELSE excluded.cast_at END,
    choice_id = excluded.choice_id
"""


class _Blank(Enum):
    """What the prepared statement leaves open."""

    POLL = "poll"
    CHOICE = "choice"
    DIGEST = "digest"
    NOW = "now"


@cache
def _cast_statement(database: str) -> tuple[str, list]:
    """The SQL that casts a ballot, and its parameters with a _Blank where a value is to be filled in.

    The condition comes from `offered()`, the one place that says what can be voted for. Building it
    takes Django twenty times as long as running it, so it is built once for each process, with marks
    that no real value equals.
    """
    moment = datetime(1, 1, 1, tzinfo=UTC)
    offered = (
        PollChoice.objects.using(database)
        .offered(moment)
        .filter(pk=-1, poll_id=-2)
        .order_by()
        .values_list(
            "poll_id",
            "pk",
            models.Value("digest", output_field=models.CharField()),
            models.Value(moment, output_field=models.DateTimeField()),
        )
    )
    sql, parameters = offered.query.get_compiler(database).as_sql()
    blanks = {
        -1: _Blank.CHOICE,
        -2: _Blank.POLL,
        "digest": _Blank.DIGEST,
        connections[database].ops.adapt_datetimefield_value(moment): _Blank.NOW,
    }
    return _CAST.format(offered=sql), [blanks.get(parameter, parameter) for parameter in parameters]


class BallotManager(models.Manager):
    """Casting and reading ballots."""

    def cast(self, poll_pk: int, choice_pk: int, token: str, now: datetime) -> None:
        """Put or change the ballot of `token`; ids of a translation count for the poll they translate.

        One SQL statement when the ids are the canonical ones, as the poll's own form sends them.
        Raises VoteRefused, leaving the ballot untouched.
        """
        if self._put(poll_pk, choice_pk, token, now):
            return
        poll = Poll.objects.canonical_of(poll_pk)
        if poll is None or not poll.is_published:
            raise VoteRefused(Refusal.UNKNOWN_POLL)
        state = poll.state(now)
        if state is not State.OPEN:
            raise VoteRefused(Refusal.UPCOMING if state is State.UPCOMING else Refusal.CLOSED)
        choice = PollChoice.objects.filter(
            poll=poll,
            translation_key__in=PollChoice.objects.filter(pk=choice_pk, poll_id=poll_pk).values("translation_key"),
        ).first()
        if choice is None or not self._put(poll.pk, choice.pk, token, now):
            raise VoteRefused(Refusal.UNKNOWN_CHOICE)

    def choice_of(self, poll_pk: int, token: str | None) -> int | None:
        """The canonical choice this browser voted for in the canonical poll, or None."""
        if not token:
            return None
        mine = self.filter(poll_id=poll_pk, token_hash=token_hash(poll_pk, token))
        return mine.values_list("choice_id", flat=True).first()

    def _put(self, poll_pk: int, choice_pk: int, token: str, now: datetime) -> bool:
        """Whether the canonical choice is on offer at `now` and the ballot now names it."""
        database = router.db_for_write(self.model)
        connection = connections[database]
        statement, parameters = _cast_statement(database)
        values = {
            _Blank.POLL: poll_pk,
            _Blank.CHOICE: choice_pk,
            _Blank.DIGEST: token_hash(poll_pk, token),
            _Blank.NOW: connection.ops.adapt_datetimefield_value(now),
        }
        with connection.cursor() as cursor:
            try:
                cursor.execute(statement, [values.get(parameter, parameter) for parameter in parameters])
            except IntegrityError:  # the choice was removed in this very moment
                return False
            return cursor.rowcount == 1


class Ballot(models.Model):
    """One browser's vote in one poll: no name, no address, nothing that joins it to another ballot."""

    # The unique constraint below already serves look-ups by poll.
    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="ballots", db_index=False)
    choice = models.ForeignKey(PollChoice, on_delete=models.PROTECT, related_name="ballots")
    token_hash = models.CharField(max_length=64)
    cast_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = BallotManager()

    # Wagtail would otherwise write its index of references on every vote.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [models.UniqueConstraint(fields=["poll", "token_hash"], name="one_ballot_per_poll_and_token")]

    def __str__(self):
        return f"{self.poll_id}: {self.choice_id}"
