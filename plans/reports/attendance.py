"""Who came to a conference, counted from the forms: people, not names."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from plans.registrations.models import Registration
from plans.registrations.states import Seat


@dataclass(frozen=True)
class Attendance:
    """Forms and people by what became of their seats; withdrawn and merged forms do not count."""

    forms: int
    people: int
    attended: int
    walk_ins: int
    online: int
    absent: int
    no_shows: int
    in_writing: int

    @property
    def present(self) -> int:
        """People in the hall."""
        return self.attended + self.walk_ins


def attendance_of(conferences) -> Attendance:
    """The numbers of `conferences` (a queryset, a list, or primary keys), in one query."""
    standing = Registration.objects.filter(conference__in=conferences).standing()
    rows = standing.order_by().values("seat").annotate(forms=Count("pk"), people=Sum("group_size"))
    people = {row["seat"]: row["people"] for row in rows}
    return Attendance(
        forms=sum(row["forms"] for row in rows),
        people=sum(people.values()),
        attended=people.get(Seat.ATTENDED, 0),
        walk_ins=people.get(Seat.WALK_IN, 0),
        online=people.get(Seat.ONLINE, 0),
        absent=people.get(Seat.ABSENT, 0),
        no_shows=people.get(Seat.NO_SHOW, 0),
        in_writing=people.get(Seat.NOT_WANTED, 0),
    )
