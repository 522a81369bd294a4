"""What the worker does about personal data. Every job may run twice or be killed."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.jobs import periodic
from plans.conferences.dossier import Dossier
from plans.correspondence.notices import send_office_notice
from plans.registrations.models import Registration

from .conference_eraser import work_on
from .erasing_on_request import erase_what_waited
from .erasure import due_dossiers
from .models import DataRequest, Erasure

OFFICERS = "privacy.confirm_erasure"
_MOST_LINES = 50


@periodic(seconds=30)
def erase_confirmed(now: datetime) -> int:
    """The next portion of every confirmed order; returns how many orders are carried out now."""
    return sum(work_on(erasure, now) for erasure in Erasure.objects.unfinished().select_related("conference"))


@periodic(seconds=600)
def erase_on_request(now: datetime) -> int:
    """People who asked to be erased and to whom nothing is owed any more."""
    return erase_what_waited(now)


@periodic(seconds=3600)
def forget_access_needs(now: datetime) -> int:
    """What somebody needs on the day is close to health: it goes when the conference is over. Returns of how many."""
    over = Registration.objects.filter(conference__ends_at__lt=now).exclude(access_needs=[])
    return over.update(access_needs=[])


@periodic(seconds=24 * 3600)
def tell_what_is_due(now: datetime) -> int:
    """One letter a day to those who look after the data: conferences to erase, requests that are late."""
    today = timezone.localdate(now)
    late = DataRequest.objects.late(today)
    confirmed = Erasure.objects.values("conference")
    due = due_dossiers(today).exclude(conference__in=confirmed)
    if not late.exists() and not due.exists():
        return 0
    users = get_user_model().objects.with_perm(OFFICERS, backend="django.contrib.auth.backends.ModelBackend")
    with translation.override("vi"):
        text = "\n".join([*_lines_of(due), *_lines_about(late)])
        subject = _("Personal data: conferences to erase, requests that are late")
    return sum(
        send_office_notice(user, subject, text, f"privacy.due:{today}:{user.pk}", now) is not None for user in users
    )


def _lines_of(due) -> list[str]:
    return [_("To be erased: %(conference)s") % {"conference": _title(one)} for one in due[:_MOST_LINES]]


def _lines_about(late) -> list[str]:
    return [
        _("Late: %(request)s, to be done by %(day)s") % {"request": one, "day": f"{one.done_by:%d/%m/%Y}"}
        for one in late[:_MOST_LINES]
    ]


def _title(dossier: Dossier) -> str:
    return dossier.conference.title
