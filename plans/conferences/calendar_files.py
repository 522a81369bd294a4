"""Conferences as iCalendar files (RFC 5545) that calendars follow: moved with SEQUENCE, called off with CANCEL.

Times are written in UTC, so no calendar has to know Vietnam's clock.
"""

from datetime import UTC, datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText
from icalendar.prop import vUri
from wagtail.models import Site

from cms.text import clean, clean_line

from .dossier import CALLED_OFF, Dossier, DossierState
from .models import ConferencePage

PUBLISH = "PUBLISH"
CANCEL = "CANCEL"
PRODUCT = "-//Cổng//Hội nghị đối thoại//VI"
# Nobody answers a published event by mail; what calendars expect where an office has no address.
NO_ADDRESS = "invalid:nomail"


def method_for(conference: ConferencePage) -> str:
    """CANCEL once the conference is called off, else PUBLISH."""
    return CANCEL if Dossier.objects.state_of(conference) in CALLED_OFF else PUBLISH


def calendar_file(conference: ConferencePage, *, method: str | None = None) -> bytes:
    """The file of one conference with one event per session, in the language of `conference`.

    `method` is PUBLISH or CANCEL; left out, the state of the file decides. Without any session the file holds no
    event; ask `has_events` first.
    """
    method = method or method_for(conference)
    calendar = _empty(method)
    for event in _events(conference, is_off=method == CANCEL):
        calendar.add_component(event)
    return calendar.to_ical()


def calendar_feed(conferences, name: str) -> bytes:
    """Many conferences as one calendar called `name` that people subscribe to; those called off stay, marked so."""
    calendar = _empty(PUBLISH)
    calendar.add("x-wr-calname", clean_line(name))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for conference in conferences:
        is_off = Dossier.objects.state_of(conference) in CALLED_OFF
        for event in _events(conference, is_off=is_off):
            calendar.add_component(event)
    return calendar.to_ical()


def has_events(conference: ConferencePage) -> bool:
    """Whether there is a time to put into a calendar."""
    return conference.sessions.exists()


def _empty(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _events(conference: ConferencePage, *, is_off: bool) -> list[Event]:
    """One event per session by time, then cancelled ones for sessions that were announced and are no more.

    Sessions are told apart by their place in time, so that one typed anew stays the same event.
    """
    dossier = Dossier.objects.of(conference)
    common = _Common(conference, dossier)
    sessions = conference.sessions_in_order
    events = [
        common.event(number, one.starts_at, one.ends_at, one.venue, one.online_link, len(sessions), is_off)
        for number, one in enumerate(sessions, start=1)
    ]
    for number, one in enumerate(_dropped(dossier, len(sessions)), start=len(sessions) + 1):
        starts_at, ends_at = datetime.fromisoformat(one["starts_at"]), datetime.fromisoformat(one["ends_at"])
        events.append(common.event(number, starts_at, ends_at, one["venue"], "", number, True))
    return events


def _dropped(dossier: Dossier, standing: int) -> list[dict]:
    """Sessions announced at some time beyond the `standing` ones that are left."""
    announced = dossier.events.filter(to_state=DossierState.ANNOUNCED).values_list("sessions", flat=True)
    return max(announced, key=len, default=[])[standing:]


class _Common:
    """What all events of one conference share."""

    def __init__(self, conference: ConferencePage, dossier: Dossier):
        self.conference = conference
        self.dossier = dossier
        self.canonical = conference.canonical
        last = dossier.events.order_by("-pk").values_list("at", flat=True).first()
        published = conference.last_published_at or conference.latest_revision_created_at
        self.changed_at = max((at for at in (last, published) if at), default=datetime(2020, 1, 1, tzinfo=UTC))
        self.address = conference.full_url or ""

    def event(self, number, starts_at, ends_at, venue, online_link, of, is_off) -> Event:
        """The event of session `number`, one of `of`."""
        event = Event()
        event.add("uid", f"{self.canonical.translation_key}-{number}")
        event.add("sequence", self.dossier.sequence)
        # Not the moment of asking: the same file again is byte for byte the same.
        event.add("dtstamp", self.changed_at.astimezone(UTC))
        event.add("last-modified", self.changed_at.astimezone(UTC))
        event.add("dtstart", starts_at.astimezone(UTC))
        event.add("dtend", ends_at.astimezone(UTC))
        title = clean_line(self.conference.title)
        if of > 1:
            title = _("%(title)s (session %(number)d)") % {"title": title, "number": number}
        event.add("summary", title)
        event.add("description", self._description(online_link))
        if venue:
            event.add("location", clean_line(venue))
        if self.address:
            event["url"] = vUri(self.address)
        event.add("status", "CANCELLED" if is_off else "CONFIRMED")
        event.add("transp", "TRANSPARENT" if is_off else "OPAQUE")
        event["organizer"] = self._organizer()
        return event

    def _description(self, online_link: str) -> str:
        lines = [self.conference.summary]
        if online_link:
            lines.append(_("Take part online: %(link)s") % {"link": online_link})
        lines.append(self.address)
        return clean("\n".join(line for line in lines if line))

    def _organizer(self) -> vCalAddress:
        email = self.conference.contact_email
        organizer = vCalAddress(f"mailto:{email}" if email else NO_ADDRESS)
        site = self.conference.get_site() or Site.objects.filter(is_default_site=True).first()
        name = self.conference.contact_unit or (site.site_name if site else "")
        if name:
            organizer.params["CN"] = vText(clean_line(name).replace('"', "'"))
        return organizer
