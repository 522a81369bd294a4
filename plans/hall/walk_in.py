"""People at the door who never registered: a form in three fields, a place, and their question."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from plans.conferences.dossier import Dossier
from plans.questions.models import Question, Source
from plans.registrations.consent import ConsentText
from plans.registrations.handed_in import HandedIn
from plans.registrations.models import Channel, ConferenceSeats, FormState, Registration, Seat

from .admission import OVER, Admission, Outcome, Scan, places_free, record
from .check_in import CheckIn


@dataclass(frozen=True)
class WalkIn:
    """What the clerk wrote down; `phone` in E.164 or "" and as it was typed."""

    full_name: str
    group_size: int = 1
    phone: str = ""
    phone_as_typed: str = ""
    question: str = ""


def admit_walk_in(conference, person: WalkIn, scan: Scan, *, actor, now: datetime) -> Admission:
    """Write the form, give the code and let the group in; over the hall's capacity only with the chair's consent.

    The same nonce again gives the same arrival back.
    """
    with transaction.atomic():
        ConferenceSeats.objects.locked(conference)
        known = CheckIn.objects.select_related("registration").filter(nonce=scan.nonce).first()
        if known is not None:
            return Admission(Outcome.ADMITTED, known.registration, known)
        if Dossier.objects.filter(conference=conference, state__in=OVER).exists():
            return Admission(Outcome.NOT_NOW)
        room = places_free(conference)
        is_full = room is not None and room < person.group_size
        if is_full and not scan.has_consent:
            return Admission(Outcome.FULL, room=room)
        registration = _hand_in(conference, person, scan, actor, now)
        if person.question:
            Question.objects.receive(
                conference, [{"text": person.question}], now, registration=registration, source=Source.HALL
            )
        check_in = record(registration, scan, "", actor=actor, now=now, is_over_capacity=is_full)
        return Admission(Outcome.ADMITTED, registration, check_in, room)


def _hand_in(conference, person: WalkIn, scan: Scan, actor, now: datetime) -> Registration:
    """The form as one handed in at the desk, valid at once, its people walked in."""
    kinds = Registration
    answers = {
        "applicant_kind": kinds.ApplicantKind.CITIZEN,
        "full_name": person.full_name,
        "participation": kinds.Participation.IN_PERSON,
        "group_size": person.group_size,
        "phone": person.phone,
        "phone_as_typed": person.phone_as_typed,
        "answer_by": kinds.AnswerBy.COLLECT,
        "complaint_answer": kinds.ComplaintAnswer.NO_COMPLAINT,
        "may_publish": False,
        "consent_id": ConsentText.objects.current("vi").pk,
        "questions": [],
    }
    handed_in = HandedIn(channel=Channel.IN_PERSON, received_at=now, received_by=actor)
    # A key of its own: a scan that carries the key of a form sent online must not be taken for that form.
    key = uuid.uuid5(scan.nonce, "walk-in")
    registration = Registration.objects.submit(conference, answers, key, now, handed_in=handed_in)
    # While the form still gives out seats the group has got one like everybody else.
    came = Seat.ATTENDED if registration.seat == Seat.HELD else Seat.WALK_IN
    reason = _("Came without registration")
    registration.move_seat(came, expected=registration.seat, actor=actor, reason=reason, now=now)
    if registration.form_state != FormState.VALID:
        registration.move_form(FormState.VALID, expected=registration.form_state, actor=actor, reason=reason, now=now)
    return registration
