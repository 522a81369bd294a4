"""Conferences as iCalendar files (RFC 5545) that calendars follow: moved with SEQUENCE, called off with CANCEL.

Times are written in UTC, so no calendar has to know Vietnam's clock.
"""

from datetime import UTC, datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText
from icalendar.prop import vUri

from cms.text import clean, clean_line

from .announced import moments_of
from .dossier import CALLED_OFF, Dossier, DossierState
from .models import ConferencePage

PUBLISH = "PUBLISH"
CANCEL = "CANCEL"
PRODUCT = "-//Cổng//Hội nghị đối thoại//VI"
# Nobody answers a published event by mail; what calendars expect where an office has no address.
NO_ADDRESS = "invalid:nomail"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


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
    canonical = conference.canonical
    dossier = Dossier.objects.filter(conference=canonical).prefetch_related("events").first()
    described = DescribedConference(conference, dossier, canonical, is_off=method == CANCEL)
    for event in described.events():
        calendar.add_component(event)
    return calendar.to_ical()


def calendar_feed(conferences, name: str) -> bytes:
    """Many `conferences` (a queryset) as one calendar called `name` that people subscribe to.

    Those called off stay, marked so. The number of queries does not grow with the number of conferences.
    """
    calendar = _empty(PUBLISH)
    calendar.add("x-wr-calname", clean_line(name))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    pages = list(conferences.select_related("locale").prefetch_related("sessions"))
    files = _files_of(pages)
    for page in pages:
        dossier = files.get(page.pk)
        canonical = dossier.conference if dossier else page
        is_off = dossier is not None and dossier.state in CALLED_OFF
        for event in DescribedConference(page, dossier, canonical, is_off=is_off).events():
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


def _files_of(pages: list[ConferencePage]) -> dict[int, Dossier]:
    """The file of each page by the page's pk; translations share one, an alias has its source's."""
    sources = dict(
        ConferencePage.objects.filter(pk__in=[page.alias_of_id for page in pages]).values_list("pk", "translation_key")
    )
    keys = {page.pk: sources.get(page.alias_of_id, page.translation_key) for page in pages}
    dossiers = Dossier.objects.filter(conference__translation_key__in=set(keys.values()))
    by_key = {
        dossier.conference.translation_key: dossier
        for dossier in dossiers.select_related("conference").prefetch_related("events")
    }
    return {pk: by_key[key] for pk, key in keys.items() if key in by_key}


class DescribedConference:
    """One conference as events; `canonical` gives them their names in every language."""

    def __init__(self, conference: ConferencePage, dossier: Dossier | None, canonical, *, is_off: bool):
        self.conference = conference
        self.steps = sorted(dossier.events.all(), key=lambda event: event.pk) if dossier else []
        self.sequence = dossier.sequence if dossier else 0
        self.key = canonical.translation_key
        self.is_off = is_off
        moments = [event.at for event in self.steps] + [conference.last_published_at]
        # Not the moment of asking: the same file again is byte for byte the same.
        self.changed_at = max((at for at in moments if at), default=LONG_AGO).astimezone(UTC)
        self.address = conference.full_url or ""

    def events(self) -> list[Event]:
        """One event per session by time, then cancelled ones for sessions that were announced and are no more.

        Sessions are told apart by their place in time, so that one typed anew stays the same event.
        """
        sessions = self.conference.sessions_in_order
        events = [
            self._event(number, one.starts_at, one.ends_at, one.venue, one.online_link, is_off=self.is_off)
            for number, one in enumerate(sessions, start=1)
        ]
        for number, one in enumerate(self._dropped(len(sessions)), start=len(sessions) + 1):
            events.append(self._event(number, one["starts_at"], one["ends_at"], one["venue"], "", is_off=True))
        if len(events) > 1:
            for number, event in enumerate(events, start=1):
                named = _("%(title)s (session %(number)d)")
                event["summary"] = vText(named % {"title": event["summary"], "number": number})
        return events

    def _dropped(self, standing: int) -> list[dict]:
        """Sessions announced at some time beyond the `standing` ones that are left."""
        announced = [event.sessions for event in self.steps if event.to_state == DossierState.ANNOUNCED]
        return moments_of(max(announced, key=len, default=[])[standing:])

    def _event(self, number: int, starts_at, ends_at, venue: str, online_link: str, *, is_off: bool) -> Event:
        event = Event()
        event.add("uid", f"{self.key}-{number}")
        event.add("sequence", self.sequence)
        event.add("dtstamp", self.changed_at)
        event.add("last-modified", self.changed_at)
        event.add("dtstart", starts_at.astimezone(UTC))
        event.add("dtend", ends_at.astimezone(UTC))
        event.add("summary", clean_line(self.conference.title))
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
        name = clean_line(self.conference.contact_unit).replace('"', "'")
        if name:
            organizer.params["CN"] = vText(name)
        return organizer
