"""Reading registrations, and taking one in: `Registration.objects.submit`."""

import hashlib
import json
import uuid
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, Value
from django.db.models.functions import Lower

from cms.statements import Prepared, insert
from cms.text import fold
from plans.conferences.schedule import Window
from plans.questions.models import Question, Source

from . import codes, notices
from .enclosure import Enclosure
from .event import RegistrationEvent
from .handed_in import HandedIn
from .seats import ConferenceSeats, seats_left
from .states import ENDED_FORMS, FormState, Seat
from .waiting import WaitingListQuerySet, is_promoting

# Hints of a robot, from cms.intake; such a form is kept, but gets its seat from a person.
ROBOT_SIGNS = {"trap_filled", "trap_missing", "too_fast"}
# States in which one phone or e-mail already has its place in the hall or in the queue.
PLACED = (Seat.HELD, Seat.WAITING, Seat.ATTENDED)
_CODE_ATTEMPTS = 20


class NotOpenError(Exception):
    """The form is not taken now; `window` says whether too early, too late or never."""

    def __init__(self, window: Window):
        super().__init__(window.value)
        self.window = window


class DifferentAnswersError(Exception):
    """The same pressing of the button was already taken in with other answers, as `existing`."""

    def __init__(self, existing):
        super().__init__(existing.code)
        self.existing = existing


class RegistrationQuerySet(WaitingListQuerySet):
    """Registrations; the public side only ever asks by code and secret."""

    def standing(self):
        """Neither withdrawn nor merged."""
        return self.exclude(form_state__in=ENDED_FORMS)

    def untouched(self):
        """What nobody of the office has decided about yet."""
        return self.filter(form_state__in=[FormState.SENT, FormState.LATE, FormState.HELD_FOR_CHECK])

    def public_state(self, code: str) -> str:
        """What the code alone tells: "received", "working" once somebody has looked at it, "" for unknown codes."""
        known = self.filter(code=code, erased_at=None).values_list("form_state", flat=True).first()
        if known is None:
            return ""
        return "received" if known in (FormState.SENT, FormState.LATE, FormState.HELD_FOR_CHECK) else "working"

    def same_contact(self, phone: str, email: str):
        """Those with this phone or this e-mail; none when both are empty."""
        same = Q(pk__in=[])
        if phone:
            same |= Q(phone=phone)
        if email:
            same |= Q(pk__in=self.model.objects.with_email(email).values("pk"))
        return self.filter(same)

    def with_email(self, email: str):
        """Those with this address, in capitals or not."""
        return self.alias(small_email=Lower("email")).filter(small_email=Lower(Value(email)))

    def submit(
        self,
        conference,
        answers: dict,
        key: uuid.UUID,
        now: datetime,
        *,
        signs=(),
        language: str = "vi",
        handed_in: HandedIn | None = None,
    ):
        """Take in one form for the canonical `conference`: row, events, seat and letter in one transaction.

        `answers` holds cleaned values by column name, under `questions` what is asked (see
        `Question.objects.receive`), under `enclosures` the secrets of its files. The same key with the same answers
        gives the same registration back, at any time. Raises DifferentAnswersError for other answers and NotOpenError
        outside the window. A form `handed_in` at the office is kept whenever it came; its stamp says whether in time.
        """
        columns = {name: value for name, value in answers.items() if name not in {"questions", "enclosures"}}
        columns |= handed_in.columns if handed_in else {"received_at": now, "consented_at": now}
        registration = self.model(
            **columns,
            conference=conference,
            submission_key=key,
            fingerprint=fingerprint_of(conference.pk, answers),
            language=language,
            code=handed_in.code if handed_in else "",
            secret=codes.new_secret(),
        )
        with transaction.atomic():
            ConferenceSeats.objects.locked(conference)
            conference = registration.conference = conference.as_of_now()
            window = handed_in.window(conference) if handed_in else self._window(conference, now)
            if not window.takes_forms:
                return self._known_by_key(registration) or self._refuse(window)
            self._judge(registration, answers["questions"], window, signs, now)
            known = self._save_unless_known(registration)
            if known is not None:
                return known
            self._write_first_events(registration, now)
            Enclosure.objects.attach(registration, answers.get("enclosures", ()))
            Question.objects.receive(
                conference,
                answers["questions"],
                registration.received_at,
                registration=registration,
                source=handed_in.source if handed_in else Source.FORM,
                may_publish=registration.may_publish,
                first=1,
            )
            notices.tell_received(registration, now)
        return registration

    def _window(self, conference, now: datetime) -> Window:
        """What the online form does, which is closed as soon as its page is no longer public."""
        return conference.window(now) if conference.live else Window.NONE

    def _refuse(self, window: Window):
        raise NotOpenError(window)

    def _known_by_key(self, registration):
        """What this pressing of the button was taken in as before; None for the first time."""
        known = self.filter(submission_key=registration.submission_key).first()
        if known is not None and known.fingerprint != registration.fingerprint:
            raise DifferentAnswersError(known)
        return known

    def _judge(self, registration, questions: list[dict], window: Window, signs, now: datetime) -> None:
        """Set states and flags by the rules; a person of the office decides about everything unusual."""
        earlier = self._earlier(registration)
        asked_before = set()
        if earlier:
            texts = Question.objects.filter(registration__in=list(earlier)).values_list("text", flat=True)
            asked_before = {fold(text) for text in texts}
        has_place = any(seat in PLACED for seat, _name in earlier.values())
        registration.is_suspected_spam = not ROBOT_SIGNS.isdisjoint(signs)
        registration.is_possible_duplicate = any(
            fold(name) == fold(registration.full_name) for _seat, name in earlier.values()
        ) or any(fold(question["text"]) in asked_before for question in questions)
        registration.signs = [*signs, *(["same_contact"] if earlier else [])]
        if not window.is_in_time:
            registration.form_state = FormState.LATE
        elif registration.is_suspected_spam or registration.is_possible_duplicate:
            registration.form_state = FormState.HELD_FOR_CHECK
        else:
            registration.form_state = FormState.SENT
        may_be_seated = window.is_in_time and not registration.is_suspected_spam and not has_place
        registration.seat = self._seat_for(registration, may_be_seated, now)
        if registration.seat == Seat.WAITING:
            registration.waiting_since = registration.received_at

    def _earlier(self, registration) -> dict[int, tuple[str, str]]:
        """Seat and name of the standing forms with this phone or e-mail, by key."""
        rows = []
        if registration.phone:
            rows += _EARLIER_BY_PHONE.rows(registration.conference_id, registration.phone, using=self.db)
        if registration.email:
            rows += _EARLIER_BY_EMAIL.rows(registration.conference_id, registration.email, using=self.db)
        return {pk: (seat, name) for pk, seat, name in rows}

    def _seat_for(self, registration, may_be_seated: bool, now: datetime) -> Seat:
        """What the rules give now; whoever waits longer is served first."""
        participation = self.model.Participation
        if registration.participation == participation.IN_WRITING:
            return Seat.NOT_WANTED
        if registration.participation == participation.ONLINE:
            return Seat.ONLINE
        if not may_be_seated:
            return Seat.WAITING
        conference = registration.conference
        if conference.seats_for_registration is None:
            return Seat.HELD
        self.promote(conference, now)
        left = seats_left(conference)
        fits = left is None or registration.group_size <= left
        if not fits or self._is_overtaking(conference, left, now):
            return Seat.WAITING
        return Seat.HELD

    def _is_overtaking(self, conference, left: int | None, now: datetime) -> bool:
        """Whether somebody who waits would have fitted, but promotion has stopped."""
        return self.next_that_fits(conference, left) is not None and not is_promoting(conference, now)

    def _save_unless_known(self, registration):
        """Save it under its code, or under one nobody has; returns what the same pressing of the button gave before.

        The database's own constraints decide, so most forms cost no question whether somebody was here before.
        """
        has_own_code = bool(registration.code)
        for _attempt in range(_CODE_ATTEMPTS):
            registration.code = registration.code if has_own_code else codes.new_code()
            registration.fold_texts()
            if insert([registration], unless_known=True):
                return None
            known = self._known_by_key(registration)
            if known is not None:
                return known
            if has_own_code:
                raise IntegrityError(f"The code {registration.code} is taken")
        raise RuntimeError("No free registration code found; are the codes still random?")

    def _write_first_events(self, registration, now: datetime) -> None:
        subject, clerk = RegistrationEvent.Subject, registration.received_by
        insert(
            [
                RegistrationEvent(
                    registration=registration,
                    at=now,
                    actor=clerk,
                    actor_name=(clerk.get_full_name() or clerk.get_username()) if clerk else "",
                    subject=about,
                    to_state=state,
                )
                for about, state in ((subject.FORM, registration.form_state), (subject.SEAT, registration.seat))
            ]
        )


def _earlier_forms(conference_pk: int):
    from .registration import Registration

    return Registration.objects.filter(conference_id=conference_pk).standing().order_by()


_EARLIER_BY_PHONE = Prepared(
    lambda conference, phone: _earlier_forms(conference).filter(phone=phone).values_list("pk", "seat", "full_name"),
    int,
    str,
)
_EARLIER_BY_EMAIL = Prepared(
    lambda conference, email: _earlier_forms(conference).with_email(email).values_list("pk", "seat", "full_name"),
    int,
    str,
)


def fingerprint_of(conference_pk: int, answers: dict) -> str:
    """A digest of all answers, equal for equal answers whatever their order."""
    canonical = json.dumps([conference_pk, answers], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
