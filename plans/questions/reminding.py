"""Reminders to the unit that prepares an answer: two days before, on the day, one day after (then to the head too)."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.correspondence.notices import send_office_notice

from .models import Question, UnitOfficer
from .states import OPEN_STATES, QuestionState

_AHEAD = timedelta(days=2)
# Who is to act in these states is not the unit.
_NOT_THE_UNIT = (QuestionState.EXCLUSION_PROPOSED, QuestionState.REPORTED_UPWARD, QuestionState.BEYOND_AUTHORITY)
_REMINDED = tuple(state for state in OPEN_STATES if state not in _NOT_THE_UNIT)
_BATCH = 500
SOON, TODAY, LATE = 1, 2, 3


def stage_of(due_on: date, today: date) -> int:
    """How far a day has come: 0 far off, then SOON, TODAY, LATE."""
    if due_on < today:
        return LATE
    if due_on == today:
        return TODAY
    return SOON if due_on - today <= _AHEAD else 0


def remind(now: datetime) -> int:
    """Tell officers what is due; one letter a person, however long nobody ran this. Returns the letters written.

    A question is mentioned once at each stage; stages that passed while nothing ran are skipped.
    """
    today = timezone.localdate(now)
    letters = 0
    with transaction.atomic():
        reached = _reached(today)
        if not reached:
            return 0
        officers = UnitOfficer.objects.filter(
            unit__in={question.unit_id for question in reached}, user__is_active=True
        )
        for user, mine in _by_person(reached, officers.select_related("user").order_by("pk"), today).items():
            letters += _write(user, mine, today, now)
        for stage in (SOON, TODAY, LATE):
            at_stage = [question.pk for question in reached if stage_of(question.due_on, today) == stage]
            Question.objects.filter(pk__in=at_stage).update(reminded_stage=stage)
    return letters


def _reached(today: date) -> list[Question]:
    """Assigned questions that have come to a stage nobody was told of, in batches that fit one letter."""
    due = Question.objects.filter(
        state__in=_REMINDED, due_on__lte=today + _AHEAD, unit__isnull=False, is_restricted=False
    ).select_related("registration")
    due = due.filter(reminded_stage__lt=LATE).order_by("due_on", "pk").select_for_update(of=("self",))
    return [question for question in due if question.reminded_stage < stage_of(question.due_on, today)][: _BATCH * 10]


def _by_person(questions: Iterable[Question], officers, today: date) -> dict:
    of_unit = defaultdict(list)
    for officer in officers:
        of_unit[officer.unit_id].append(officer)
    letters: dict = {}
    for question in questions:
        is_late = stage_of(question.due_on, today) == LATE
        people = [each.user for each in of_unit[question.unit_id] if is_late or not each.is_head]
        # A unit of one: its head is the officer too.
        for user in people or [each.user for each in of_unit[question.unit_id]]:
            letters.setdefault(user, []).append(question)
    return letters


def _write(user, questions: list[Question], today: date, now: datetime) -> int:
    marks = ",".join(f"{question.pk}:{stage_of(question.due_on, today)}" for question in questions)
    digest = hashlib.sha256(marks.encode()).hexdigest()[:20]
    with translation.override(_language_of(user)):
        count = len(questions)
        subject = ngettext(
            "%(count)d question is waiting for an answer of your unit",
            "%(count)d questions are waiting for an answer of your unit",
            count,
        )
        lines = [_("Questions from the dialogue that your unit prepares:")]
        for stage, heading in ((LATE, _("Overdue")), (TODAY, _("Due today")), (SOON, _("Due within two days"))):
            mine = [question for question in questions if stage_of(question.due_on, today) == stage]
            if mine:
                lines += ["", f"{heading} ({len(mine)}):"]
                lines += [f"- {question.reference} · {question.due_on:%d/%m/%Y}" for question in mine[:_BATCH]]
        lines += ["", _("Sign in to the administration and open “Questions” to answer them.")]
        key = f"question.reminder:{user.pk}:{today:%Y%m%d}:{digest}"
        message = send_office_notice(user, subject % {"count": count}, "\n".join(lines), key, now)
    return int(message is not None)


def _language_of(user) -> str:
    profile = getattr(user, "wagtail_userprofile", None)
    return (profile and profile.preferred_language) or settings.LANGUAGE_CODE
