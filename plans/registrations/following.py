"""What the steps of a conference mean for its forms: everybody is told, and no question is left behind."""

from datetime import datetime
from functools import cache

from django.dispatch import receiver
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plans.conferences.calendar_files import CANCEL, PUBLISH, calendar_file, has_events
from plans.conferences.dossier import CALLED_OFF, Dossier, DossierState, dossier_moved
from plans.correspondence.notices import Notice
from plans.questions.models import Question
from plans.questions.states import BEING_PREPARED

from . import notices
from .models import FormState, Registration, Seat

# They were not there to hear an answer.
_NOT_IN_THE_HALL = (Seat.NOT_WANTED, Seat.WAITING, Seat.ABSENT, Seat.NO_SHOW, Seat.RELEASED)


@receiver(dossier_moved, sender=Dossier, dispatch_uid="registrations_follow_conference")
def follow_conference(sender, dossier, event, now: datetime, **kwargs) -> None:
    """Runs in the transaction of the step: both happen or none."""
    conference = dossier.conference
    if event.to_state in CALLED_OFF:
        _owe(Question.objects.filter(conference=conference), _("The conference does not take place."), now)
        kind = Notice.CANCELLED if event.to_state == DossierState.CANCELLED else Notice.NOT_HELD
        _tell_everybody(_reachable(conference), kind, event, CANCEL, now)
    elif event.to_state == event.from_state == DossierState.ANNOUNCED:
        coming = _reachable(conference).exclude(seat=Seat.NOT_WANTED)
        _tell_everybody(coming, Notice.CHANGED, event, PUBLISH, now, _announced_before(dossier, event))
    elif event.to_state == DossierState.HELD:
        _settle_absences(conference, event.actor, now)


def _reachable(conference):
    """Forms that stand; what a robot may have sent is not answered before a person has looked at it."""
    unseen = {"form_state": FormState.HELD_FOR_CHECK, "is_suspected_spam": True}
    return Registration.objects.filter(conference=conference, erased_at=None).standing().exclude(**unseen)


def _tell_everybody(registrations, kind: Notice, event, method: str, now: datetime, sessions=()) -> None:
    @cache
    def calendar_in(language: str) -> bytes | None:
        with translation.override(language):
            conference = event.dossier.conference
            return calendar_file(conference, method=method) if has_events(conference) else None

    for registration in registrations.select_related("conference").order_by("pk"):
        with translation.override(registration.language):
            before = _in_words(sessions)
        notices.tell(
            registration,
            kind,
            event.pk,
            now,
            calendar=calendar_in(registration.language),
            note=event.public_note or event.reason,
            **before,
        )


def _announced_before(dossier, event) -> list[dict]:
    """The sessions as they were announced before this step, as their event keeps them."""
    earlier = dossier.events.filter(to_state=DossierState.ANNOUNCED, pk__lt=event.pk).order_by("-pk").first()
    return earlier.sessions if earlier else []


def _in_words(sessions) -> dict:
    if not sessions:
        return {}
    first = timezone.localtime(datetime.fromisoformat(sessions[0]["starts_at"]))
    venues = dict.fromkeys(session["venue"] for session in sessions if session["venue"])
    return {"old_time": date_format(first, "H:i, l, d/m/Y"), "old_place": "; ".join(venues)}


def _settle_absences(conference, actor, now: datetime) -> None:
    """Who held a seat and did not come has not come; whoever was not in the hall is owed a letter."""
    expected = Registration.objects.filter(conference=conference, seat=Seat.HELD).standing()
    for registration in expected.select_related("conference").order_by("pk"):
        registration.move_seat(
            Seat.NO_SHOW, expected=Seat.HELD, actor=actor, reason=_("Not checked in by the end."), now=now
        )
    left_out = Question.objects.filter(conference=conference, registration__seat__in=_NOT_IN_THE_HALL)
    _owe(left_out, _("The sender was not in the hall."), now)


def _owe(questions, reason: str, now: datetime) -> None:
    for question in questions.filter(state__in=BEING_PREPARED).select_related("conference"):
        question.owe(actor=None, reason=reason, now=now)
