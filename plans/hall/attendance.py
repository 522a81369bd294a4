"""The list people sign at the entrance."""

from dataclasses import dataclass

from cms.text.names import name_key
from plans.registrations.models import Registration, Seat

from .check_in import CheckIn

# Who has, or had, a place in the hall.
LISTED = (Seat.HELD, Seat.ATTENDED, Seat.WALK_IN, Seat.NO_SHOW)


@dataclass(frozen=True)
class AttendanceRow:
    """One form: whom it names, and one more line to sign for everybody who comes along."""

    number: int
    registration: Registration
    check_in: CheckIn | None
    companions: range


def attendance_of(conference) -> list[AttendanceRow]:
    """The rows of the canonical `conference` by given name in Vietnamese order, in two queries."""
    listed = Registration.objects.filter(conference=conference, seat__in=LISTED).standing()
    came = {check_in.registration_id: check_in for check_in in CheckIn.objects.standing().of(conference)}
    in_order = sorted(listed, key=lambda registration: (name_key(registration.full_name), registration.pk))
    return [
        AttendanceRow(number, registration, came.get(registration.pk), range(2, registration.group_size + 1))
        for number, registration in enumerate(in_order, 1)
    ]
