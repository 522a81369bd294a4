"""How polls and choices are read; the one place that says when a poll is open."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce


def is_open(now: datetime, poll: str = "") -> Q:
    """The condition that a poll takes votes at `now`; `poll` is the lookup prefix that leads to it ("poll__").

    The starting moment belongs to the poll, the ending moment does not.
    """
    return Q(
        Q(**{f"{poll}ends_at": None}) | Q(**{f"{poll}ends_at__gt": now}),
        **{f"{poll}is_published": True, f"{poll}starts_at__lte": now},
    )


def count_of(ballots: models.QuerySet) -> Coalesce:
    """The number of `ballots`, already filtered by an OuterRef, as an annotation; 0 when there are none."""
    counted = ballots.order_by().annotate(one=models.Value(1)).values("one")
    return Coalesce(Subquery(counted.annotate(number=models.Count("*")).values("number")), 0)


def _ballots(owners: models.QuerySet) -> models.QuerySet:
    """All ballots, found through the polls or choices that have them."""
    return owners.model._meta.get_field("ballots").related_model._base_manager.all()


class PollQuerySet(models.QuerySet):
    """Polls; the translations of one poll form a group of which the first row is the canonical one."""

    def canonical(self):
        """The first row of every group: it holds the dates, the choices and the ballot box of all languages."""
        return self.filter(
            ~Exists(
                self.model._base_manager.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
            )
        )

    def published(self):
        """Polls anybody may read."""
        return self.filter(is_published=True)

    def open(self, now: datetime):
        """Polls that take votes at `now`."""
        return self.filter(is_open(now))

    def started(self, now: datetime):
        """Polls that are open or closed at `now`."""
        return self.published().filter(starts_at__lte=now)

    def archive(self, now: datetime):
        """Canonical polls that are open or closed at `now`, with `votes`; the open ones first, then the latest."""
        is_over = models.Case(models.When(is_open(now), then=0), default=1, output_field=models.IntegerField())
        return self.canonical().started(now).with_votes().order_by(is_over, "-starts_at", "-pk")

    def latest_first(self):
        """The poll that opened last comes first."""
        return self.order_by("-starts_at", "-pk")

    def with_votes(self):
        """Adds `votes`: how many ballots the poll's box holds, whatever the row's language."""
        of_group = _ballots(self).filter(poll__translation_key=OuterRef("translation_key"))
        return self.annotate(votes=count_of(of_group))


class PollChoiceQuerySet(models.QuerySet):
    """Choices of polls."""

    def canonical(self):
        """The choices of canonical polls, to which ballots refer."""
        earlier = self.model._meta.get_field("poll").related_model._base_manager.filter(
            translation_key=OuterRef("poll__translation_key"), pk__lt=OuterRef("poll_id")
        )
        return self.filter(~Exists(earlier))

    def offered(self, now: datetime):
        """Canonical choices that can be voted for at `now`."""
        return self.canonical().filter(is_open(now, "poll__"), is_withdrawn=False)

    def with_votes(self):
        """Adds `votes`: how many ballots name the choice; always 0 for translated choices."""
        return self.annotate(votes=count_of(_ballots(self).filter(choice=OuterRef("pk"))))
