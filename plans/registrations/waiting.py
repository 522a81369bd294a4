"""The waiting list: who waits, in what order, and who gets the seats that become free."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.rules import DialogueRules
from plans.correspondence.notices import Notice

from . import notices
from .seats import ConferenceSeats, seats_left
from .states import ENDED_FORMS, REVIEWED_FORMS, SEATS_TAKEN, Seat

# Before it takes place; afterwards and after a cancellation nobody is given a seat by the clock.
_STILL_TO_COME = (DossierState.DRAFT, DossierState.SUBMITTED, DossierState.ANNOUNCED)


def promotion_stops_at(conference) -> datetime | None:
    """From this moment on nobody moves up by himself; None while the conference has no date."""
    if conference.starts_at is None:
        return None
    return conference.starts_at - timedelta(hours=DialogueRules.of(conference).waiting_stop_hours)


def is_promoting(conference, now: datetime) -> bool:
    """Whether free seats still go to those who wait: before the stop time, and the conference is still to come."""
    stop = promotion_stops_at(conference)
    if stop is not None and now >= stop:
        return False
    return not Dossier.objects.filter(conference=conference).exclude(state__in=_STILL_TO_COME).exists()


class WaitingListQuerySet(models.QuerySet):
    """The part of the registrations' queryset that knows the queue."""

    def waiting(self, conference):
        """Everybody on the list of `conference`, in the order of the queue."""
        queue = self.filter(conference=conference, seat=Seat.WAITING).exclude(form_state__in=ENDED_FORMS)
        return queue.order_by("waiting_since", "pk")

    def may_move_up(self, conference):
        """Those of the queue who get the next seat: late forms and those held for a check wait for a person."""
        return self.waiting(conference).filter(form_state__in=REVIEWED_FORMS)

    def promote(self, conference, now: datetime) -> list:
        """Give free seats to those who wait longest; returns the registrations that got one.

        A group gets its seats together or goes on waiting; the next that fits is then served. One phone or e-mail
        gets one group of seats. Safe to call as often as one likes: seat, event and notice come once.
        """
        promoted = []
        if not self.may_move_up(conference).exists() or not is_promoting(conference, now):
            return promoted
        with transaction.atomic():
            ConferenceSeats.objects.locked(conference)
            left = seats_left(conference)
            while (candidate := self.next_that_fits(conference, left)) is not None:
                event = candidate._move("seat", Seat.HELD, Seat.WAITING, None, str(_("A seat became free.")), now)
                notices.tell(candidate, Notice.SEAT_GIVEN, event.pk, now)
                left = None if left is None else left - candidate.group_size
                promoted.append(candidate)
        return promoted

    def next_that_fits(self, conference, left: int | None):
        """Who gets the next `left` seats: the first of the queue that fits and has none yet; None for nobody."""
        if left == 0:
            return None
        fitting = self.may_move_up(conference)
        if left is not None:
            fitting = fitting.filter(group_size__lte=left)
        return next((one for one in fitting.iterator(chunk_size=50) if not self._has_a_seat_already(one)), None)

    def place_in_queue(self, registration) -> int:
        """How many groups are served before this one, plus one; among those who may move up."""
        ahead = self.may_move_up(registration.conference).filter(
            models.Q(waiting_since__lt=registration.waiting_since)
            | models.Q(waiting_since=registration.waiting_since, pk__lt=registration.pk)
        )
        return ahead.count() + 1

    def _has_a_seat_already(self, candidate) -> bool:
        others = self.filter(conference_id=candidate.conference_id, seat__in=SEATS_TAKEN).exclude(pk=candidate.pk)
        same = others.exclude(form_state__in=ENDED_FORMS).same_contact(candidate.phone, candidate.email)
        return same.exists()
