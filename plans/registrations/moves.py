"""How form and seat change: one step, one event, and what follows from it in the same transaction."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.history import MoveNotAllowedError, compare_and_set
from cms.text import clean
from plans.correspondence.notices import Notice

from . import notices
from .event import RegistrationEvent
from .seats import ConferenceSeats, seats_left
from .states import (
    CHECKED_IN,
    ENDED_FORMS,
    FORM_MOVES,
    REVIEWED_FORMS,
    SEAT_MOVES,
    SEATS_RELEASED,
    SEATS_TAKEN,
    FormState,
    Seat,
)


class NoSeatLeftError(Exception):
    """The group does not fit; `left` seats are free."""

    def __init__(self, left: int):
        super().__init__(left)
        self.left = left


class Moves:
    """The steps of a registration, mixed into the model.

    Every step that could give or free a seat runs under the conference's lock, so a seat is given once and freed once.
    """

    def move_form(
        self,
        to: str,
        *,
        expected: str,
        actor,
        reason: str,
        now: datetime,
        public_note: str = "",
        keeps_questions: bool = False,
    ) -> None:
        """Change the form's state, write the event and tell the sender where it matters.

        A form that ends gives up its seat, with an event of its own; one that is withdrawn takes its questions
        along unless it `keeps_questions`. `public_note` is what the sender reads: what is missing, for example.
        Raises StateChangedError if the form is no longer in `expected`, MoveNotAllowedError for a step there is not.
        """
        if to not in FORM_MOVES.get(expected, ()):
            raise MoveNotAllowedError
        with transaction.atomic():
            ConferenceSeats.objects.locked(self.conference)
            if to == FormState.WITHDRAWN:
                self._refuse_once_checked_in()
            event = self._move("form", to, expected, actor, reason, now, public_note=public_note)
            if to in ENDED_FORMS:
                self._release_seat(actor, reason, now)
            if to == FormState.WITHDRAWN:
                if not keeps_questions:
                    self._withdraw_questions(actor, now)
                notices.tell(self, Notice.WITHDRAWN, event.pk, now)
            elif to == FormState.INCOMPLETE:
                notices.tell(self, Notice.INCOMPLETE, event.pk, now, note=event.public_note)
            elif to in REVIEWED_FORMS:
                was_given = self.pk in {other.pk for other in self._promote_waiting(now)}
                self.refresh_from_db()
                if to == FormState.VALID and self.seat in (Seat.HELD, Seat.ONLINE) and not was_given:
                    notices.tell(self, Notice.INVITATION, event.pk, now)

    def move_seat(
        self, to: str, *, expected: str, actor, reason: str, now: datetime, public_note: str = "", tells: bool = True
    ) -> RegistrationEvent:
        """Change the seat and write the event, under the conference's lock; returns the event.

        Where a slip is put right the sender knows the seat already: then it `tells` nothing.
        Who is absent or did not come is owed a written answer; a freed seat goes to the first who waits and fits.
        Raises NoSeatLeftError when a seat is to be given and the group does not fit, besides what `move_form` raises.
        """
        if to not in SEAT_MOVES.get(expected, ()):
            raise MoveNotAllowedError
        with transaction.atomic():
            ConferenceSeats.objects.locked(self.conference)
            if type(self).objects.filter(pk=self.pk, form_state__in=ENDED_FORMS).exists():
                raise MoveNotAllowedError(_("This form was withdrawn or merged; nothing can be done with its seat."))
            if to in SEATS_TAKEN and expected not in SEATS_TAKEN:
                left = seats_left(self.conference)
                if left is not None and left < self.group_size:
                    raise NoSeatLeftError(left)
            event = self._move("seat", to, expected, actor, reason, now, public_note=public_note)
            if to in (Seat.ABSENT, Seat.NO_SHOW):
                self.owe_answers(now, _("The sender was not in the hall."))
            if to == Seat.ABSENT and tells:
                notices.tell(self, Notice.ABSENCE_NOTED, event.pk, now)
            elif tells and to == Seat.HELD and expected == Seat.WAITING and not self._is_the_day(now):
                notices.tell(self, Notice.SEAT_GIVEN, event.pk, now)
            if expected in SEATS_TAKEN and to not in SEATS_TAKEN:
                self._promote_waiting(now)
        return event

    def owe_answers(self, now: datetime, reason) -> int:
        """A written answer is owed for every question still being prepared; returns for how many."""
        return sum(question.owe(actor=None, reason=str(reason), now=now) for question in self.questions.all())

    def add_note(self, text: str, *, actor, now: datetime, public_note: str = "") -> RegistrationEvent:
        """Write a note into the history."""
        return self.events.create(
            at=now,
            actor=actor,
            subject=RegistrationEvent.Subject.NOTE,
            reason=clean(text),
            public_note=clean(public_note),
        )

    def _release_seat(self, actor, reason: str, now: datetime) -> None:
        """Give up the seat of a form that has ended; who came has come, whatever becomes of the form."""
        seat = self.seat
        if seat not in SEATS_RELEASED:
            return
        self._move("seat", Seat.RELEASED, seat, actor, reason, now)
        if seat in SEATS_TAKEN:
            self._promote_waiting(now)

    def _refuse_once_checked_in(self) -> None:
        if type(self).objects.filter(pk=self.pk, seat__in=CHECKED_IN).exists():
            raise MoveNotAllowedError(
                _("Somebody was checked in with this form. Take the check-in back first if that was a mistake.")
            )

    def _withdraw_questions(self, actor, now: datetime) -> None:
        for question in self.questions.all():
            question.withdraw(actor=actor, reason=str(_("The form was withdrawn.")), now=now)

    def _is_the_day(self, now: datetime) -> bool:
        """Whether the conference is today or was: whoever gets a seat then stands at the door and needs no letter."""
        starts_at = self.conference.starts_at
        return starts_at is not None and timezone.localdate(now) >= timezone.localdate(starts_at)

    def _promote_waiting(self, now: datetime) -> list:
        return type(self).objects.promote(self.conference, now)

    def _move(
        self, about: str, to: str, expected: str, actor, reason: str, now: datetime, *, public_note: str = "", **facts
    ) -> RegistrationEvent:
        """One compare-and-set of `about` ("form" or "seat") with its event."""
        if about == "seat" and to == Seat.WAITING:
            facts.setdefault("waiting_since", now)
        with transaction.atomic():
            column = "seat" if about == "seat" else "form_state"
            compare_and_set(self, column, expected=expected, to=to, **facts)
            return self.events.create(
                at=now,
                actor=actor,
                subject=about,
                from_state=expected,
                to_state=to,
                reason=clean(reason),
                public_note=clean(public_note),
            )
