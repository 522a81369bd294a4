"""Reminders to the units: a week before the last day, on it, and the day after; each once."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.intake.email_address import ascii_address
from cms.outbox.models import Message
from plans.models import PlanPage

from .membership import people_of
from .models import PlanTask
from .standing import OPEN

_AHEAD = timedelta(days=7)
_MOST = 2000
_LINES = 200
SOON, TODAY, LATE = 1, 2, 3


def stage_of(due_on: date, today: date) -> int:
    """How far a day has come: 0 far off, then SOON, TODAY, LATE."""
    if due_on < today:
        return LATE
    if due_on == today:
        return TODAY
    return SOON if due_on - today <= _AHEAD else 0


def remind(now: datetime) -> int:
    """One letter a person about what is due; returns how many. Stages that passed while nothing ran are skipped.

    A task whose unit has nobody with an address waits until it has.
    """
    today = timezone.localdate(now)
    with transaction.atomic():
        reached = _reached(today)
        people = people_of({_reporting(task) for task in reached})
        letters: dict = {}
        told: dict[int, list[int]] = {}
        for task in reached:
            users = [user for user in people.get(_reporting(task), ()) if _address(user)]
            for user in users:
                letters.setdefault(user, []).append(task)
            if users:
                told.setdefault(stage_of(task.deadline_end, today), []).append(task.pk)
        for user, tasks in letters.items():
            _write(user, tasks, today, now)
        for stage, keys in told.items():
            PlanTask.objects.filter(pk__in=keys).update(reminded_stage=stage)
    return len(letters)


def _reporting(task: PlanTask) -> int | None:
    return task.reporting_unit_id or task.unit_id


def _reached(today: date) -> list[PlanTask]:
    """Open tasks of live plans that have come to a stage nobody was told of."""
    due = PlanTask.objects.filter(state__in=OPEN, deadline_end__lte=today + _AHEAD, reminded_stage__lt=LATE)
    due = due.filter(plan__in=PlanPage.objects.live().order_by().values("pk"))
    due = due.order_by("deadline_end", "pk").select_for_update(of=("self",))[:_MOST]
    return [task for task in due if task.reminded_stage < stage_of(task.deadline_end, today)]


def _address(user) -> str:
    try:
        return ascii_address((user.email or "").strip()) if user.email else ""
    except ValueError:
        return ""


def _write(user, tasks: list[PlanTask], today: date, now: datetime) -> Message:
    marks = ",".join(f"{task.pk}:{stage_of(task.deadline_end, today)}" for task in tasks)
    digest = hashlib.sha256(marks.encode()).hexdigest()[:20]
    profile = getattr(user, "wagtail_userprofile", None)
    with translation.override((profile and profile.preferred_language) or settings.LANGUAGE_CODE):
        return Message.objects.enqueue(
            to=_address(user),
            subject=ngettext(
                "%(count)d task of a plan is due in your unit",
                "%(count)d tasks of plans are due in your unit",
                len(tasks),
            )
            % {"count": len(tasks)},
            text="\n".join(_lines(tasks, today)),
            purpose="office.notice",
            dedupe_key=f"task.reminder:{user.pk}:{today:%Y%m%d}:{digest}",
            now=now,
        )


def _lines(tasks: Iterable[PlanTask], today: date) -> list[str]:
    lines = [_("Tasks that plans give your unit:")]
    for stage, heading in ((LATE, _("Overdue")), (TODAY, _("Due today")), (SOON, _("Due within a week"))):
        mine = [task for task in tasks if stage_of(task.deadline_end, today) == stage]
        if mine:
            lines += ["", f"{heading} ({len(mine)}):"]
            lines += [f"- {task} · {task.deadline_end:%d/%m/%Y}" for task in mine[:_LINES]]
    address = f"{settings.WAGTAILADMIN_BASE_URL}{reverse('plan_task:index')}"
    return [*lines, "", _("Report how far they are: %(address)s") % {"address": address}]
