"""How many seats of a conference are taken, and the lock that keeps the count true."""

from django.db import connections, models
from django.db.models import Sum

from cms.statements import Prepared

from .states import ENDED_FORMS, SEATS_TAKEN


class ConferenceSeatsQuerySet(models.QuerySet):
    """The lock rows, one per conference."""

    def locked(self, conference) -> None:
        """Hold this conference's row until the transaction ends: one submission at a time.

        On SQLite the IMMEDIATE transaction already lets one writer in at a time.
        """
        if not connections[self.db].features.has_select_for_update:
            return
        if not _LOCK.rows(conference.pk, using=self.db):
            self.get_or_create(conference=conference)
            _LOCK.rows(conference.pk, using=self.db)


class ConferenceSeats(models.Model):
    """What must be locked before a seat is given or freed. The seats themselves are counted, not stored."""

    conference = models.OneToOneField(
        "conferences.ConferencePage", on_delete=models.CASCADE, primary_key=True, related_name="seats"
    )

    objects = ConferenceSeatsQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.conference_id)


_LOCK = Prepared(
    lambda conference: ConferenceSeats.objects.select_for_update().filter(pk=conference).values_list("pk"), int
)


def taken_seats(conference) -> int:
    """People who hold a seat or have come; withdrawn forms hold none, people on the waiting list neither."""
    from .registration import Registration

    holding = Registration.objects.filter(conference=conference, seat__in=SEATS_TAKEN).exclude(
        form_state__in=ENDED_FORMS
    )
    return holding.aggregate(people=Sum("group_size"))["people"] or 0


def seats_left(conference) -> int | None:
    """Seats the online form can still give out, never below zero; None without a limit."""
    if conference.seats_for_registration is None:
        return None
    return max(0, conference.seats_for_registration - taken_seats(conference))


def overbooked_by(conference) -> int:
    """People seated beyond what the hall holds, after the office lowered the number; nobody loses a seat by it."""
    if conference.seats_for_registration is None:
        return 0
    return max(0, taken_seats(conference) - conference.seats_for_registration)


def rounded(left: int) -> tuple[int, bool]:
    """Seats as the public page tells them: exact up to ten, then "more than" the full tens; (number, is exact)."""
    if left <= 10:
        return left, True
    return (left - 1) // 10 * 10, False
