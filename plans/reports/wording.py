"""Words that minutes, letters and reports share. Call them inside `in_vietnamese()`."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from plans.dating import official_date
from plans.questions.ledger import Ledger
from plans.questions.models import QuestionState

from .attendance import Attendance
from .letterhead import OPEN_PLACE


def moment_in_words(moment: datetime | None) -> str:
    """ "08 giờ 00 phút, ngày 20 tháng 6 năm 2026", in Vietnam; room to write where there is none."""
    if moment is None:
        return OPEN_PLACE
    local = timezone.localtime(moment)
    return _("{hour} h {minute} min, {day}").format(
        hour=f"{local:%H}", minute=f"{local:%M}", day=official_date(local.date())
    )


def short_day(day: date | datetime | None) -> str:
    """ "05/6/2026": months from March on without a leading zero, as documents write them."""
    if day is None:
        return OPEN_PLACE
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def venues_of(conference) -> str:
    """Where it takes place, all sessions."""
    venues = dict.fromkeys(session.venue for session in conference.sessions_in_order if session.venue)
    return "; ".join(venues) or OPEN_PLACE


def ledger_rows(ledger: Ledger) -> list[tuple[str, int]]:
    """The right side of the ledger with its labels, in the order of the reports."""
    return [
        (_("Answered at the conference"), ledger.answered_there),
        (_("Answered in writing"), ledger.answered_in_writing),
        (_("Not for the dialogue: complaint or denunciation"), ledger.excluded),
        (_("Referred to another office"), ledger.other_office),
        (_("Beyond authority, passed upward"), ledger.escalated),
        (_("Withdrawn by the asker"), ledger.withdrawn),
        (_("Still owed"), ledger.owed),
    ]


def ledger_sentence(ledger: Ledger) -> str:
    """Both sides in one sentence, so that everybody can add them up."""
    numbers = " + ".join(str(number) for _label, number in ledger_rows(ledger))
    return _("Check: received {received} = {numbers} = {accounted}.").format(
        received=ledger.received, numbers=numbers, accounted=ledger.accounted
    )


def attendance_sentence(attendance: Attendance) -> str:
    """Who came, in numbers."""
    return _(
        "{present} people were present ({attended} registered, {walk_ins} without registration); {online} took part "
        "online; {absent} had reported their absence; {no_shows} did not come."
    ).format(
        present=attendance.present,
        attended=attendance.attended,
        walk_ins=attendance.walk_ins,
        online=attendance.online,
        absent=attendance.absent,
        no_shows=attendance.no_shows,
    )


def escalated_sentence(question) -> str:
    """What became of a question beyond the office's authority, as everybody may read it."""
    batch = question.escalation
    if batch is None or not batch.reported_on:
        return _("Beyond the authority of this office; taken down for a report to the superior authority.")
    said = _("Reported to {authority} by document no. {number} of {day}.").format(
        authority=batch.authority, number=batch.report_number, day=short_day(batch.reported_on)
    )
    if question.state == QuestionState.SUPERIOR_REPLIED:
        said += " " + _("The superior authority has replied.")
    return said
