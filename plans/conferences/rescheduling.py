"""Changing time or place of an announced conference (đổi lịch): the page, its translations and the file together."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms.history import MoveNotAllowedError, StateChangedError
from cms.text import clean_line

from .announced import announced_sessions, moments_of, snapshot
from .clocks import erasing_day
from .dossier import Dossier, DossierEvent, DossierState
from .models import ConferencePage
from .rules import DialogueRules


def objections_to_rescheduling(conference: ConferencePage) -> list[str]:
    """What must be settled on the page first; empty when nothing."""
    if conference.workflow_in_progress:
        return [_("A change of this page is waiting for approval. Approve it or send it back first.")]
    if conference.has_unpublished_changes:
        return [_("The page has a draft that is not published. Publish or discard it first, so that it is not lost.")]
    if not conference.live:
        return [_("The page is not published. Publish it first.")]
    return []


def reschedule(
    dossier: Dossier,
    sessions: list[dict],
    *,
    seen: int,
    actor,
    reason: str,
    public_note: str,
    now: datetime,
    closes_at: datetime | None = None,
) -> DossierEvent:
    """Give the sessions of an announced conference new times and places, publish the page, write the step.

    `sessions` stand in the order of `conference.sessions_in_order`, each with `starts_at`, `ends_at`, `venue` and
    `online_link`; `closes_at` moves the closing of registration too. Raises StateChangedError when the file is no
    longer announced or was changed since `seen` (its sequence), MoveNotAllowedError with what speaks against it.
    """
    with transaction.atomic():
        locked = Dossier.objects.select_for_update().get(pk=dossier.pk)
        if locked.state != DossierState.ANNOUNCED or locked.sequence != seen:
            dossier.refresh_from_db()
            raise StateChangedError(locked.state)
        page = ConferencePage.objects.get(pk=dossier.conference_id)
        _refuse(page, sessions, reason, closes_at or page.closes_at, now)
        places = {row.translation_key: row.venue for row in page.sessions.all()}
        _change(page, sessions, closes_at)
        if announced_sessions(dossier) == moments_of(snapshot(page)):
            raise MoveNotAllowedError(_("Nothing has changed: enter another time or another place."))
        event = dossier.move(
            DossierState.ANNOUNCED,
            expected=DossierState.ANNOUNCED,
            actor=actor,
            reason=reason,
            public_note=public_note,
            now=now,
            sessions=snapshot(page),
            erase_on=erasing_day(page.ends_at or now, DialogueRules.of(page)),
        )
        # After the step: publishing finds the file already saying what the page says.
        page.save_revision(user=actor, log_action=True).publish(user=actor, skip_permission_checks=True)
        _change_translations(page, places, actor)
    return event


def _refuse(
    page: ConferencePage, sessions: list[dict], reason: str, closes_at: datetime | None, now: datetime
) -> None:
    objections = objections_to_rescheduling(page)
    first = min(one["starts_at"] for one in sessions)
    if not clean_line(reason):
        objections.append(_("Give the reason for this step."))
    if any(one["ends_at"] <= one["starts_at"] for one in sessions):
        objections.append(_("The session ends before it starts. Check both times."))
    if first <= now:
        objections.append(_("The new time must lie in the future."))
    if closes_at and closes_at > first:
        objections.append(_("Registration must close before the first session starts. Change the closing time too."))
    if closes_at and page.opens_at and closes_at <= page.opens_at:
        objections.append(_("Registration closes before it opens. Check both times."))
    if objections:
        raise MoveNotAllowedError(*objections)


def _change(page: ConferencePage, sessions: list[dict], closes_at: datetime | None) -> None:
    rows = page.sessions_in_order
    if len(rows) != len(sessions):
        raise MoveNotAllowedError(_("The sessions of the page have changed meanwhile. Load this screen again."))
    for row, values in zip(rows, sessions, strict=True):
        row.starts_at, row.ends_at = values["starts_at"], values["ends_at"]
        row.venue, row.online_link = clean_line(values["venue"]), values["online_link"]
    page.sessions = rows
    if closes_at is not None:
        page.closes_at = closes_at
    page.starts_at = min(row.starts_at for row in rows)
    page.ends_at = max(row.ends_at for row in rows)


def _change_translations(page: ConferencePage, places: dict, actor) -> None:
    """The other languages follow at once; a place that changed stands there as written until it is translated."""
    rows = {row.translation_key: row for row in page.sessions.all()}
    others = ConferencePage.objects.filter(translation_key=page.translation_key, alias_of=None).exclude(pk=page.pk)
    for other in others:
        mine = [row for row in other.sessions.all() if row.translation_key in rows]
        for row in mine:
            source = rows[row.translation_key]
            row.starts_at, row.ends_at, row.online_link = source.starts_at, source.ends_at, source.online_link
            if source.venue != places.get(row.translation_key):
                row.venue = source.venue
        kept = [row for row in other.sessions.all() if row.translation_key not in rows]
        other.sessions = [*mine, *kept]
        other.closes_at = page.closes_at
        revision = other.save_revision(user=actor, log_action=True)
        if other.live:
            revision.publish(user=actor, skip_permission_checks=True)
