"""Conferences whose files have come as far as a test needs."""

from datetime import datetime, timedelta

from plans.conferences.dossier import Dossier, DossierState

from .conferences import make_open_conference

S = DossierState
# How a file comes to each state from being announced.
PATHS = {
    S.ANNOUNCED: (),
    S.RUNNING: (S.RUNNING,),
    S.HELD: (S.RUNNING, S.HELD),
    S.NOT_HELD: (S.NOT_HELD,),
    S.CANCELLED: (S.CANCELLED,),
    S.RESULTS_PUBLISHED: (S.RUNNING, S.HELD, S.RESULTS_PUBLISHED),
    S.REPORTED: (S.RUNNING, S.HELD, S.RESULTS_PUBLISHED, S.REPORTED),
}
FACTS = {S.RUNNING: "started_at", S.HELD: "ended_at", S.RESULTS_PUBLISHED: "results_published_at"}


def make_announced_conference(index, now: datetime, **fields):
    """A conference published the way editors do it, open for registration at `now`, held in ten days."""
    conference = make_open_conference(index, now, live=False, **fields)
    conference.save_revision().publish()
    return type(conference).objects.get(pk=conference.pk)


def bring(conference, state: str, now: datetime, *, public_note: str = "", **facts) -> Dossier:
    """Take the file of an announced conference on to `state`, step by step from day to day."""
    dossier = Dossier.objects.of(conference)
    for step in PATHS[state]:
        brought = {FACTS[step]: now} if step in FACTS else {}
        brought |= facts if step == state else {}
        dossier.move(
            step, expected=dossier.state, actor=None, reason="Lý do", now=now, public_note=public_note, **brought
        )
        now += timedelta(hours=1)
    return dossier


def open_the_meeting(conference) -> Dossier:
    """The file of `conference` as while it takes place, however it came there."""
    dossier = Dossier.objects.of(conference)
    Dossier.objects.filter(pk=dossier.pk).update(state=S.RUNNING)
    dossier.refresh_from_db()
    return dossier
