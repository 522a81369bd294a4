"""What the worker does for registrations. Every job may run twice or be killed; each letter leaves once."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from cms.jobs import periodic
from cms.outbox.models import Message
from plans.conferences.dossier import CALLED_OFF, ENDED, Dossier
from plans.conferences.models import ConferencePage
from plans.conferences.rules import DialogueRules
from plans.correspondence.notices import Notice

from . import enclosure_sweep, exporting, notices
from .models import CodeRequest, LookupAttempt, Registration, Seat
from .waiting import promotion_stops_at

# Longer than any office sets for reminders and stop times.
_LOOK_AHEAD = timedelta(days=366)


@periodic(seconds=60)
def give_free_seats(now: datetime) -> int:
    """Promote from every waiting list: the office may have raised the number of seats. Returns how many got one."""
    waiting = Registration.objects.filter(seat=Seat.WAITING, conference=OuterRef("pk")).standing()
    conferences = ConferencePage.objects.filter(Exists(waiting)).exclude(ends_at__lt=now)
    return sum(len(Registration.objects.promote(conference, now)) for conference in conferences)


@periodic(seconds=600)
def tell_who_still_waits(now: datetime) -> int:
    """Once the list has stopped and until the conference is over: the answer comes in writing. Returns how many."""
    written = 0
    for conference in _coming(now):
        stop = promotion_stops_at(conference)
        if stop is not None and now >= stop:
            waiting = Registration.objects.waiting(conference).filter(waiting_since__lt=stop)
            written += _write_to(waiting, Notice.WAITING_ENDED, f"{conference.starts_at:%Y%m%d%H%M}", now)
    return written


@periodic(seconds=600)
def remind(now: datetime) -> int:
    """Those who agreed to it, once before each date of the conference, also after days without a worker."""
    written = 0
    for conference in _coming(now):
        days = DialogueRules.of(conference).reminder_days
        if days and conference.starts_at - timedelta(days=days) <= now < conference.starts_at:
            coming = Registration.objects.filter(
                conference=conference, wants_reminders=True, seat__in=[Seat.HELD, Seat.ONLINE], erased_at=None
            ).filter(restricted_at=None)
            written += _write_to(coming.standing(), Notice.REMINDER, f"{conference.starts_at:%Y%m%d%H%M}", now)
    return written


@periodic(seconds=5)
def send_codes_again(now: datetime) -> int:
    """Answer those who have lost their code."""
    return CodeRequest.objects.answer_all(now)


@periodic(seconds=900)
def forget_attempts(now: datetime) -> int:
    """Attempts at codes count for a quarter of an hour only."""
    return LookupAttempt.objects.forget_old(now)


@periodic(seconds=3)
def write_copies(now: datetime) -> bool:
    """Write the copy of the register that was ordered first; returns whether there was one."""
    return exporting.write_next(now) is not None


@periodic(seconds=900)
def remove_copies(now: datetime) -> int:
    """Copies of the register are kept for a day."""
    return exporting.remove_outdated(now)


@periodic(seconds=3600)
def sweep_enclosures(now: datetime) -> int:
    """Files whose form was never sent go after a day. Returns how many."""
    return enclosure_sweep.sweep_pending(now) + enclosure_sweep.sweep_strays(now)


def _coming(now: datetime):
    """Conferences with a date that is not over, and not called off."""
    over = Dossier.objects.filter(conference=OuterRef("pk"), state__in=[*CALLED_OFF, *ENDED])
    return ConferencePage.objects.filter(ends_at__gt=now, starts_at__lt=now + _LOOK_AHEAD).exclude(Exists(over))


def _write_to(registrations, kind: Notice, occasion: str, now: datetime) -> int:
    """The letter of `kind` to each of them that has an address and has not got it yet."""
    written = 0
    for registration in registrations.exclude(email="").select_related("conference"):
        if Message.objects.filter(dedupe_key=notices.key_of(registration, kind, occasion)).exists():
            continue
        with transaction.atomic():
            # Whoever withdrew, or took back the consent, since the list was read gets nothing.
            still = registrations.order_by().select_for_update(of=("self",)).filter(pk=registration.pk)
            if still.values_list("pk", flat=True).first() is None:
                continue
            notices.tell(registration, kind, occasion, now)
        written += 1
    return written
