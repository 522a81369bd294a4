"""What the office must not forget, as sentences: slots not announced, results due, meetings nobody has closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from plans.workdays.models import CalendarYear

from .clocks import is_late_notice, results_due
from .dossier import Dossier, DossierState
from .rules import DialogueRules
from .yearly import WARNING_DAYS, PlannedSlot

RESULTS_WARNING_DAYS = 4
# From this many days before its end the next year's calendar is missed too.
NEXT_YEAR_DAYS = 60
S = DossierState


@dataclass(frozen=True)
class Reminder:
    """One sentence and where to do something about it; urgent once the day has passed."""

    text: str
    url: str
    is_urgent: bool = False


def reminders(now: datetime) -> list[Reminder]:
    """Everything at `now`, the urgent first."""
    found = [*_slots(now), *_files(now), *_calendar(timezone.localdate(now))]
    return sorted(found, key=lambda one: not one.is_urgent)


def _slots(now: datetime) -> Iterator[Reminder]:
    today = timezone.localdate(now)
    notice = (DialogueRules.objects.order_by("-site__is_default_site").first() or DialogueRules()).notice_owed
    for slot in PlannedSlot.objects.pressing(today):
        last = slot.ends_on - timedelta(days=notice)
        if today < last - timedelta(days=WARNING_DAYS):
            continue
        url = reverse("yearly_plan:edit", args=[slot.yearly_plan_id])
        words = {"slot": str(slot), "day": f"{last:%d/%m/%Y}", "end": f"{slot.ends_on:%d/%m/%Y}"}
        if today <= last:
            text = _("Dialogue %(slot)s is not announced yet. It must be announced by %(day)s, to be held by %(end)s.")
        else:
            text = _("Dialogue %(slot)s was not announced in time: the last day was %(day)s.")
        yield Reminder(text % words, url, is_urgent=today > last)


def _files(now: datetime) -> Iterator[Reminder]:
    today = timezone.localdate(now)
    alive = Dossier.objects.filter(state__in=[S.ANNOUNCED, S.RUNNING, S.HELD, S.NOT_HELD]).select_related("conference")
    for dossier in alive.order_by("conference__starts_at", "pk"):
        text, is_urgent = _about(dossier, today, now)
        if text:
            words = {"conference": dossier.conference.title}
            yield Reminder(text % words, reverse("dossier:inspect", args=[dossier.pk]), is_urgent)


def _about(dossier: Dossier, today: date, now: datetime) -> tuple[str, bool]:
    conference = dossier.conference
    if dossier.state in {S.ANNOUNCED, S.RUNNING}:
        if conference.ends_at and conference.ends_at <= now:
            return _("%(conference)s: its time is over. Write down whether it was held."), True
        if dossier.state == S.ANNOUNCED and lacks_reason_for_lateness(dossier):
            return _("%(conference)s was announced late and nobody has written down why."), True
        return "", False
    held_at = dossier.ended_at or conference.ends_at
    if held_at is None:
        return "", False
    due = results_due(held_at, DialogueRules.of(conference))
    if today > due:
        return _("%(conference)s: the results are overdue since {day}.").replace("{day}", f"{due:%d/%m/%Y}"), True
    if today >= due - timedelta(days=RESULTS_WARNING_DAYS):
        return _("%(conference)s: the results must be published by {day}.").replace("{day}", f"{due:%d/%m/%Y}"), False
    return "", False


def lacks_reason_for_lateness(dossier: Dossier) -> bool:
    """Whether the notice went out late, as approved from a list for example, and no reason is kept."""
    if dossier.announced_at is None or dossier.conference.late_notice_reason:
        return False
    first = dossier.events.filter(to_state=S.ANNOUNCED).order_by("pk").first()
    if first is None or first.reason or not first.sessions:
        return False
    start = datetime.fromisoformat(min(one["starts_at"] for one in first.sessions))
    return is_late_notice(start, DialogueRules.of(dossier.conference), dossier.announced_at)


def _calendar(today: date) -> Iterator[Reminder]:
    years = {today.year, (today + timedelta(days=NEXT_YEAR_DAYS)).year}
    known = set(CalendarYear.objects.filter(year__in=years).values_list("year", flat=True))
    for year in sorted(years - known):
        text = _("The days off of %(year)d are not entered: due days in working days may be wrong.") % {"year": year}
        yield Reminder(text, reverse("exceptional_day:index"), is_urgent=year == today.year)
