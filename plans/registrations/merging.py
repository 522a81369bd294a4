"""Two forms of one person become one, and can be parted again; each code goes on working."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.history import MoveNotAllowedError
from cms.text import clean

from .seats import ConferenceSeats, seats_left
from .states import CHECKED_IN, ENDED_FORMS, FormState, Seat


class Merging:
    """Merging forms, mixed into the model."""

    def merge_into(self, survivor, *, actor, reason: str, now: datetime) -> None:
        """Let `survivor`, another form of the same person and conference, stand for this one.

        This form's seat is given up once; a survivor who waited takes over what was held. The questions stay with
        their own form and are answered under its code. Raises MoveNotAllowedError with the reason.
        """
        with transaction.atomic():
            ConferenceSeats.objects.locked(self.conference)
            self.refresh_from_db()
            survivor.refresh_from_db()
            self._refuse_to_merge_into(survivor)
            had_seat = self.seat == Seat.HELD
            self._move("form", FormState.MERGED, self.form_state, actor, reason, now, merged_into=survivor)
            if had_seat and survivor.seat == Seat.WAITING:
                self._move("seat", Seat.RELEASED, self.seat, actor, reason, now)
                left = seats_left(self.conference)
                if left is None or survivor.group_size <= left:
                    survivor._move("seat", Seat.HELD, Seat.WAITING, actor, reason, now)
                self._promote_waiting(now)
            else:
                self._release_seat(actor, reason, now)

    @property
    def survivor(self):
        """The form that stands for this one, through any number of mergings; None where it stands itself."""
        last, seen = self.merged_into, {self.pk}
        while last is not None and last.merged_into_id not in (None, *seen):
            seen.add(last.pk)
            last = last.merged_into
        return last

    def part_again(self, *, actor, reason: str, now: datetime) -> None:
        """Undo a merging: the form is what it was before, at its old place in the queue; its seat if one is left."""
        with transaction.atomic():
            ConferenceSeats.objects.locked(self.conference)
            self.refresh_from_db()
            if self.form_state != FormState.MERGED:
                raise MoveNotAllowedError(_("This form is not merged."))
            former_form = self._state_before("form", FormState.MERGED)
            self._move("form", former_form, FormState.MERGED, actor, reason, now, merged_into=None)
            if self.seat != Seat.RELEASED:
                return
            former_seat = self._state_before("seat", Seat.RELEASED)
            if former_seat == Seat.HELD:
                left = seats_left(self.conference)
                if left is not None and left < self.group_size:
                    former_seat = Seat.WAITING
            facts = {"waiting_since": self.waiting_since or self.received_at} if former_seat == Seat.WAITING else {}
            self._move("seat", former_seat, Seat.RELEASED, actor, reason, now, **facts)

    def _refuse_to_merge_into(self, survivor) -> None:
        if survivor.pk == self.pk or survivor.conference_id != self.conference_id:
            raise MoveNotAllowedError(_("Choose another form of the same conference."))
        if self.form_state in ENDED_FORMS or survivor.form_state in ENDED_FORMS:
            raise MoveNotAllowedError(_("One of the two forms was already withdrawn or merged."))
        if self.seat in CHECKED_IN:
            raise MoveNotAllowedError(_("Somebody was checked in with this form. Merge the other form into this one."))

    def _state_before(self, about: str, to: str) -> str:
        return self.events.filter(subject=about, to_state=clean(to)).order_by("-pk").first().from_state
