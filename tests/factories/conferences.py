"""Valid conferences with their sessions."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from plans.conferences.models import ConferenceIndexPage, ConferencePage, ConferenceSession

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_numbers = count(1)


def moment(year=2026, month=6, day=5, hour=17, minute=0, second=0, microsecond=0) -> datetime:
    """A moment in Vietnam time; without arguments the closing hour of `make_conference`."""
    return datetime(year, month, day, hour, minute, second, microsecond, tzinfo=VIETNAM)


def make_conference_index(parent, **fields) -> ConferenceIndexPage:
    """A published list of conferences below `parent`."""
    fields = {"title": "Đối thoại", "slug": f"doi-thoai-{next(_numbers)}", "locale": parent.locale, **fields}
    return parent.add_child(instance=ConferenceIndexPage(**fields))


def make_conference(parent, *, sessions=None, **fields) -> ConferencePage:
    """A published conference below the list `parent`.

    Registration is open from 20/5/2026 08:00 to 05/6/2026 17:00, it takes place on 20/6/2026 08:00–11:30.
    `sessions` is a list of (starts_at, ends_at, venue).
    """
    number = next(_numbers)
    fields = {
        "title": f"Hội nghị đối thoại đợt {number}",
        "slug": f"hoi-nghi-{number}",
        "opens_at": moment(2026, 5, 20, 8),
        "closes_at": moment(),
        "contact_unit": "Văn phòng Sở",
        "contact_phone": "0255 3822 345",
        "locale": parent.locale,
        **fields,
    }
    conference = ConferencePage(**fields)
    if sessions is None:
        sessions = [(moment(2026, 6, 20, 8), moment(2026, 6, 20, 11, 30), "Hội trường Sở, 202A Trường Chinh")]
    for starts_at, ends_at, venue in sessions:
        conference.sessions.add(
            ConferenceSession(starts_at=starts_at, ends_at=ends_at, venue=venue, locale=parent.locale)
        )
    return parent.add_child(instance=conference)


def make_open_conference(parent, now: datetime, **fields) -> ConferencePage:
    """A conference whose registration is open at `now`, held in ten days."""
    start = now + timedelta(days=10)
    return make_conference(
        parent,
        sessions=[(start, start + timedelta(hours=3), "Hội trường Sở")],
        **{"opens_at": now - timedelta(days=1), "closes_at": now + timedelta(days=5), **fields},
    )
