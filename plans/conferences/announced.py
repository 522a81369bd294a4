"""The times and places of a conference as they were announced, kept with the steps of its file."""

from datetime import datetime

from .dossier import Dossier, DossierState


def snapshot(conference) -> list[dict]:
    """Times and places as they are announced, for the history: one dict of strings per session."""
    return [
        {
            "starts_at": session.starts_at.isoformat(),
            "ends_at": session.ends_at.isoformat(),
            "venue": session.venue,
            "online_link": session.online_link,
        }
        for session in conference.sessions_in_order
    ]


def moments_of(sessions: list[dict]) -> list[dict]:
    """A snapshot with aware datetimes instead of strings."""
    moments = ("starts_at", "ends_at")
    return [one | {name: datetime.fromisoformat(one[name]) for name in moments} for one in sessions]


def announced_sessions(dossier: Dossier) -> list[dict] | None:
    """What was announced last, with aware datetimes; None when never."""
    event = dossier.latest_event(DossierState.ANNOUNCED)
    return None if event is None else moments_of(event.sessions)
