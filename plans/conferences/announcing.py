"""Keeps the file of a conference in step with its page: made, submitted, sent back, published.

Four eyes are the page's workflow. Only the canonical page moves the file; aliases and translations repeat it.
"""

from datetime import datetime

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import page_published, task_submitted, workflow_cancelled, workflow_rejected

from cms.history import StateChangedError
from cms.text import clean

from .announced import announced_sessions, moments_of, snapshot
from .clocks import erasing_day, is_late_notice
from .dossier import BEFORE_ANNOUNCING, Dossier, DossierState
from .models import ConferencePage
from .rules import DialogueRules
from .yearly import PlannedSlot


def announce(dossier: Dossier, conference: ConferencePage, *, actor, now: datetime) -> None:
    """Take the file along when its page is published: announced for the first time, or with another time or place.

    Later states stay as they are: publishing a page does not turn the clock back.
    """
    state = DossierState(dossier.state)
    first_time = state in BEFORE_ANNOUNCING
    if not first_time and state != DossierState.ANNOUNCED:
        return
    sessions = snapshot(conference)
    if not first_time and announced_sessions(dossier) == moments_of(sessions):
        return
    rules = DialogueRules.of(conference)
    facts = {"erase_on": erasing_day(conference.ends_at or now, rules)}
    if first_time:
        facts["announced_at"] = now
    with transaction.atomic():
        dossier.move(
            DossierState.ANNOUNCED,
            expected=state,
            actor=actor,
            reason=_why_late(conference, rules, now) if first_time else "",
            now=now,
            sessions=sessions,
            **facts,
        )
        if first_time and conference.kind == ConferencePage.Kind.PERIODIC and conference.starts_at:
            PlannedSlot.objects.take(conference, timezone.localdate(conference.starts_at))


def _why_late(conference: ConferencePage, rules: DialogueRules, now: datetime) -> str:
    """The reason on the page; else what the approver wrote beside the approval of a late notice.

    Wagtail's lists approve without the page's form, and their window asks for a comment whatever the page is.
    """
    if conference.late_notice_reason or not is_late_notice(conference.starts_at, rules, now):
        return conference.late_notice_reason
    approvals = TaskState.objects.for_instance(conference).filter(status=TaskState.STATUS_APPROVED)
    return clean(approvals.order_by("-finished_at").values_list("comment", flat=True).first() or "")[:1000]


def _acting_user(otherwise=None):
    """Whoever is logged in at this screen; signals of publishing do not say."""
    return get_active_log_context().user or otherwise


@receiver(post_save, sender=ConferencePage)
def open_file(sender, instance, created, raw, **kwargs):
    """A new conference gets its file; a translation or an alias belongs to one that is there."""
    if created and not raw and instance.alias_of_id is None and instance.canonical.pk == instance.pk:
        Dossier.objects.of(instance)


@receiver(page_published, sender=ConferencePage)
def follow_publishing(sender, instance, **kwargs):
    """Published: announced, if it was not; the same page again with other times: calendars must follow."""
    conference = ConferencePage.objects.get(pk=instance.pk)
    if conference.alias_of_id is not None or conference.canonical.pk != conference.pk:
        return
    try:
        announce(Dossier.objects.of(conference), conference, actor=_acting_user(), now=timezone.now())
    except StateChangedError:
        # Somebody moved the file in this very moment; what they decided stands.
        return


@receiver(task_submitted, dispatch_uid="conference_file_submitted")
def follow_submitting(sender, instance, user=None, **kwargs):
    """Handed to those who approve, for the first time or again."""
    if isinstance(instance, TaskState):
        _follow(instance.workflow_state, DossierState.DRAFT, DossierState.SUBMITTED, user)


@receiver([workflow_rejected, workflow_cancelled], dispatch_uid="conference_file_sent_back")
def follow_sending_back(sender, instance, user=None, **kwargs):
    """Sent back or withdrawn: a draft again."""
    if isinstance(instance, WorkflowState):
        _follow(instance, DossierState.SUBMITTED, DossierState.DRAFT, user)


def _follow(workflow_state: WorkflowState, expected: str, to: str, user) -> None:
    page = workflow_state.content_object
    conference = page.specific if page is not None else None
    if not isinstance(conference, ConferencePage) or conference.canonical.pk != conference.pk:
        return
    dossier = Dossier.objects.of(conference)
    if dossier.state != expected:
        return
    try:
        dossier.move(to, expected=expected, actor=_acting_user(user), reason="", now=timezone.now())
    except StateChangedError:
        return
