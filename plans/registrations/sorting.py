"""Many forms sorted at once: a flood of robots put aside without losing a real one among them.

Under the lock of the conference, with an event per form, and without a letter to addresses nobody has checked.
"""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.history import MoveNotAllowedError, StateChangedError

from .event import RegistrationEvent
from .models import Registration
from .seats import ConferenceSeats
from .states import FORM_MOVES, SEATS_RELEASED, FormState, Seat

MOST_AT_ONCE = 2000
_PORTION = 400


class Verdict(models.TextChoices):
    """What is said of the chosen forms."""

    VALID = "valid", gettext_lazy("Valid")
    SPAM = "spam", gettext_lazy("Put aside as spam")
    END_SPAM = "end_spam", gettext_lazy("End spam for good")


def sort(primary_keys: list[int], verdict: str, *, actor, reason: str, now: datetime) -> int:
    """Apply the verdict to the forms it can be applied to; returns how many changed.

    VALID frees them of the suspicion and invites; SPAM holds them for a check and gives up their seats; END_SPAM
    withdraws those put aside before, with their questions.
    """
    if verdict == Verdict.VALID:
        return sum(_accept(one, actor, reason, now) for one in Registration.objects.filter(pk__in=primary_keys))
    changed = 0
    for start in range(0, len(primary_keys), _PORTION):
        changed += _put_aside(primary_keys[start : start + _PORTION], verdict, actor, reason, now)
    return changed


def _accept(registration, actor, reason: str, now: datetime) -> bool:
    try:
        with transaction.atomic():
            ConferenceSeats.objects.locked(registration.conference)
            Registration.objects.filter(pk=registration.pk).update(is_suspected_spam=False)
            registration.refresh_from_db()
            registration.move_form(
                FormState.VALID, expected=registration.form_state, actor=actor, reason=reason, now=now
            )
    except (MoveNotAllowedError, StateChangedError):
        return False
    return True


def _put_aside(primary_keys: list[int], verdict: str, actor, reason: str, now: datetime) -> int:
    """One portion, conference by conference; what has ended or come meanwhile stays as it is."""
    forms = Registration.objects.filter(pk__in=primary_keys)
    changed = 0
    for conference in _conferences_of(forms):
        with transaction.atomic():
            ConferenceSeats.objects.locked(conference)
            mine = forms.filter(conference=conference)
            if verdict == Verdict.SPAM:
                changed += _hold(mine, actor, reason, now)
            else:
                changed += _end(mine, actor, reason, now)
            Registration.objects.promote(conference, now)
    return changed


def _hold(forms, actor, reason: str, now: datetime) -> int:
    can_be_held = [state for state, following in FORM_MOVES.items() if FormState.HELD_FOR_CHECK in following]
    chosen = list(
        forms.filter(form_state__in=[*can_be_held, FormState.HELD_FOR_CHECK])
        .exclude(is_suspected_spam=True, form_state=FormState.HELD_FOR_CHECK)
        .exclude(seat__in=[Seat.ATTENDED, Seat.WALK_IN])
    )
    _write(chosen, "form", FormState.HELD_FOR_CHECK, actor, reason, now)
    seated = [one for one in chosen if one.seat == Seat.HELD]
    _write(seated, "seat", Seat.WAITING, actor, reason, now)
    picked = Registration.objects.filter(pk__in=[one.pk for one in chosen])
    picked.filter(seat=Seat.HELD).update(seat=Seat.WAITING, waiting_since=now)
    return picked.update(form_state=FormState.HELD_FOR_CHECK, is_suspected_spam=True)


def _end(forms, actor, reason: str, now: datetime) -> int:
    chosen = list(
        forms.filter(is_suspected_spam=True, form_state=FormState.HELD_FOR_CHECK).prefetch_related("questions")
    )
    _write(chosen, "form", FormState.WITHDRAWN, actor, reason, now)
    released = [one for one in chosen if one.seat in SEATS_RELEASED]
    _write(released, "seat", Seat.RELEASED, actor, reason, now)
    for one in chosen:
        for question in one.questions.all():
            question.withdraw(actor=actor, reason=reason or _("The form was spam."), now=now)
    Registration.objects.filter(pk__in=[one.pk for one in released]).update(seat=Seat.RELEASED)
    return Registration.objects.filter(pk__in=[one.pk for one in chosen]).update(form_state=FormState.WITHDRAWN)


def _write(forms, about: str, to: str, actor, reason: str, now: datetime) -> None:
    """The events of one step of many forms, before the columns change."""
    column = "form_state" if about == "form" else "seat"
    RegistrationEvent.objects.bulk_create(
        RegistrationEvent(
            registration=one,
            at=now,
            actor=actor,
            actor_name=actor.get_full_name() or actor.get_username(),
            subject=about,
            from_state=getattr(one, column),
            to_state=to,
            reason=reason,
        )
        for one in forms
        if getattr(one, column) != to
    )


def _conferences_of(forms):
    model = Registration._meta.get_field("conference").related_model
    return model.objects.filter(pk__in=forms.values("conference"))
