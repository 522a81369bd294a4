"""The rules of the door: who is let in at once, who after a question, and who is in already."""

import enum
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms.history import StateChangedError
from plans.conferences.dossier import Dossier, DossierState
from plans.registrations.models import ConferenceSeats, Registration, Seat
from plans.registrations.seats import taken_seats

from .check_in import CheckIn

PRESENT = (Seat.ATTENDED, Seat.WALK_IN)
# They did not expect to find a seat, or told us they would not come: the clerk is asked first.
UNEXPECTED = (Seat.ABSENT, Seat.WAITING, Seat.NOT_WANTED, Seat.ONLINE)
# Nobody comes to these any more.
OVER = (DossierState.NOT_HELD, DossierState.CANCELLED, DossierState.CLOSED, DossierState.ANONYMISED)


class Outcome(enum.Enum):
    """What came of one scan."""

    ADMITTED = "admitted"
    ALREADY = "already"
    ASK = "ask"
    FULL = "full"
    ENDED = "ended"
    OTHER_CONFERENCE = "other_conference"
    UNKNOWN = "unknown"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class Admission:
    """The outcome, with whom it concerns and the arrival that stands (None where there is none).

    `room` is the number of places free in the hall, None without a limit.
    """

    outcome: Outcome
    registration: Registration | None = None
    check_in: CheckIn | None = None
    room: int | None = None


@dataclass(frozen=True)
class Scan:
    """What the clerk's device says about one arrival.

    `is_confirmed`: the clerk was told that the person is not expected. `has_consent`: the chair lets in more people
    than the hall has places for.
    """

    nonce: uuid.UUID
    gate: str = ""
    scanned_at: datetime | None = None
    is_confirmed: bool = False
    has_consent: bool = False


def places_free(conference) -> int | None:
    """Places nobody has and nobody is expected on; the office's reserved ones count as taken. None without a limit."""
    if conference.seats_for_registration is None:
        return None
    walked_in = CheckIn.objects.standing().of(conference).filter(registration__seat=Seat.WALK_IN)
    return max(0, conference.seats_for_registration - taken_seats(conference) - walked_in.people())


def admit(conference, code: str, scan: Scan, *, actor, now: datetime) -> Admission:
    """Let in the group with this `code` at the door of the canonical `conference`.

    The same nonce again gives the same arrival back. Everything happens under the conference's lock, so of two clerks
    who scan one code the second is told about the first.
    """
    with transaction.atomic():
        ConferenceSeats.objects.locked(conference)
        if known := _arrival_of(scan.nonce):
            return known
        registration = Registration.objects.select_related("merged_into").filter(code=code).first()
        if registration is None:
            return Admission(Outcome.UNKNOWN)
        registration = registration.survivor or registration
        if registration.conference_id != conference.pk:
            return Admission(Outcome.OTHER_CONFERENCE, registration)
        if Dossier.objects.filter(conference=conference, state__in=OVER).exists():
            return Admission(Outcome.NOT_NOW, registration)
        if registration.seat in PRESENT:
            return Admission(
                Outcome.ALREADY, registration, CheckIn.objects.standing().filter(registration=registration).first()
            )
        if registration.has_ended or registration.seat == Seat.RELEASED:
            return Admission(Outcome.ENDED, registration)
        return _admit_expected(conference, registration, scan, actor, now)


def take_back(check_in: CheckIn, *, actor, now: datetime) -> None:
    """Undo an arrival recorded by mistake: the seat is held again, a walk-in waits again.

    Raises StateChangedError when somebody else has taken it back or moved the seat meanwhile.
    """
    registration = check_in.registration
    conference = registration.conference
    with transaction.atomic():
        ConferenceSeats.objects.locked(conference)
        standing = CheckIn.objects.standing().filter(pk=check_in.pk)
        if not standing.update(undone_at=now, undone_by=actor):
            raise StateChangedError("")
        registration.refresh_from_db()
        if registration.seat in PRESENT:
            _move(registration, _seats_back(check_in), actor, _("Check-in taken back"), now, tells=False)
    check_in.refresh_from_db()


def record(registration, scan: Scan, seat_before: str, *, actor, now: datetime, is_over_capacity=False) -> CheckIn:
    """Write down the arrival of `registration`, in the caller's transaction."""
    return CheckIn.objects.create(
        registration=registration,
        nonce=scan.nonce,
        received_at=now,
        scanned_at=scan.scanned_at,
        gate=scan.gate,
        seat_before=seat_before,
        is_over_capacity=is_over_capacity,
        actor=actor,
    )


def reason_of(scan: Scan) -> str:
    """What the history of the registration says about the arrival."""
    return _("Checked in at %(gate)s") % {"gate": scan.gate} if scan.gate else _("Checked in")


def _arrival_of(nonce: uuid.UUID) -> Admission | None:
    known = CheckIn.objects.select_related("registration").filter(nonce=nonce).first()
    return known and Admission(Outcome.ADMITTED, known.registration, known)


def _admit_expected(conference, registration, scan: Scan, actor, now: datetime) -> Admission:
    before = registration.seat
    room = places_free(conference)
    is_full = before != Seat.HELD and room is not None and room < registration.group_size
    # Who was written down as not having come has no way past a full hall but a new form.
    if is_full and (before == Seat.NO_SHOW or not scan.has_consent):
        return Admission(Outcome.FULL, registration, room=room)
    if before in UNEXPECTED and not (scan.is_confirmed or scan.has_consent):
        return Admission(Outcome.ASK, registration, room=room)
    if is_full:
        steps = [Seat.WALK_IN] if before == Seat.WAITING else [Seat.WAITING, Seat.WALK_IN]
    else:
        steps = [Seat.HELD, Seat.ATTENDED] if before in UNEXPECTED else [Seat.ATTENDED]
    _move(registration, steps, actor, reason_of(scan), now)
    check_in = record(registration, scan, before, actor=actor, now=now, is_over_capacity=is_full)
    return Admission(Outcome.ADMITTED, registration, check_in, room)


def _seats_back(check_in: CheckIn) -> list[str]:
    """The way back to where the person stood; a seat that was given at the door is free again."""
    seat = check_in.registration.seat
    if seat == Seat.WALK_IN:
        return [Seat.WAITING] if check_in.seat_before != Seat.ABSENT else [Seat.WAITING, Seat.ABSENT]
    further = {Seat.WAITING: [Seat.WAITING], Seat.ABSENT: [Seat.ABSENT], Seat.NOT_WANTED: [Seat.NOT_WANTED]}
    return [Seat.HELD, *further.get(check_in.seat_before, [])]


def _move(registration, steps: list[str], actor, reason: str, now: datetime, *, tells: bool = True) -> None:
    for step in steps:
        registration.move_seat(step, expected=registration.seat, actor=actor, reason=reason, now=now, tells=tells)
