"""What the clerk at the door reads after each scan: one short sentence, and what may be done next."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .admission import Admission, Outcome


def sentence(admission: Admission) -> str:
    """The outcome in words; names the next step where there is one."""
    return _SENTENCES[admission.outcome](admission)


def people(number: int) -> str:
    """The size of a group in words."""
    return ngettext("%(number)d person", "%(number)d people", number) % {"number": number}


def as_data(admission: Admission, nonce: str) -> dict:
    """The same for the script of the screen: plain values under fixed names."""
    registration, check_in = admission.registration, admission.check_in
    return {
        "nonce": nonce,
        "outcome": admission.outcome.value,
        "message": sentence(admission),
        "code": registration.code if registration else "",
        "name": registration.full_name if registration else "",
        "people": people(registration.group_size) if registration else "",
        "seat": str(registration.seat_label) if registration else "",
        "check_in": check_in.pk if check_in else None,
    }


def _admitted(admission: Admission) -> str:
    if admission.check_in.is_over_capacity:
        return _("Checked in, over the capacity of the hall with the chair's consent.")
    return _("Checked in.")


def _already(admission: Admission) -> str:
    check_in = admission.check_in
    if check_in is None:
        return _("The desk has already marked this form as attended.")
    time = timezone.localtime(check_in.came_at).strftime("%H:%M")
    if check_in.gate:
        return _("Already checked in at %(time)s at %(gate)s.") % {"time": time, "gate": check_in.gate}
    return _("Already checked in at %(time)s.") % {"time": time}


def _ask(admission: Admission) -> str:
    seat = admission.registration.seat_label
    return _("Not expected in the hall (%(seat)s). There is room. Let in?") % {"seat": seat}


def _full(admission: Admission) -> str:
    values = {"left": admission.room or 0}
    if admission.registration is not None:
        values["seat"] = admission.registration.seat_label
        return _("%(seat)s, and the hall is full (%(left)d places free). Let in only if the chair agrees.") % values
    return _("The hall is full (%(left)d places free). Let in only if the chair agrees.") % values


_SENTENCES = {
    Outcome.ADMITTED: _admitted,
    Outcome.ALREADY: _already,
    Outcome.ASK: _ask,
    Outcome.FULL: _full,
    Outcome.ENDED: lambda _admission: _(
        "This form was withdrawn. Whoever wants to come in all the same is entered as a guest without registration."
    ),
    Outcome.OTHER_CONFERENCE: lambda admission: (
        _("This form belongs to another conference: %(title)s") % {"title": admission.registration.conference.title}
    ),
    Outcome.UNKNOWN: lambda _admission: _("No form has this code. Check the code, or search by name."),
    Outcome.NOT_NOW: lambda _admission: _(
        "This conference does not take place, or its file is closed; nobody is checked in any more."
    ),
}
