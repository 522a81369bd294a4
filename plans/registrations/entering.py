"""Taking in a form that was handed in at the office, on a slip printed beforehand or on any paper."""

import uuid
from datetime import datetime

from django.db import transaction

from cms.text import fold
from plans.questions.models import Question

from .handed_in import HandedIn
from .registration import Registration
from .slips import BlankSlip


class SlipUsedError(Exception):
    """Another form was entered under the code of this slip already, as `registration`."""

    def __init__(self, registration):
        super().__init__(registration.code)
        self.registration = registration


def enter(conference, answers: dict, key: uuid.UUID, now: datetime, *, handed_in: HandedIn, signs=()) -> Registration:
    """Take in the form by the same rules as online; its slip, if it has one, is bound to it.

    Raises SlipUsedError, BlankSlip.DoesNotExist for a code that was not printed for this conference, and
    DifferentAnswersError when the same key was taken in with other answers.
    """
    with transaction.atomic():
        slip = _locked_slip(conference, handed_in.code) if handed_in.code else None
        if slip and slip.registration and slip.registration.submission_key != key:
            raise SlipUsedError(slip.registration)
        registration = Registration.objects.submit(conference, answers, key, now, signs=signs, handed_in=handed_in)
        if slip and slip.registration is None:
            slip.registration = registration
            slip.save(update_fields=["registration"])
    return registration


def _locked_slip(conference, code: str) -> BlankSlip:
    return BlankSlip.objects.select_for_update().get(conference=conference, code=code)


def similar_forms(conference, user, *, phone: str = "", name: str = "", text: str = "", most: int = 5) -> list:
    """Standing forms of the conference with this phone (E.164), this name or a question that begins alike.

    Each has `alike`: a set of "phone", "name", "text". Questions the user may not read are not compared.
    """
    forms = Registration.objects.filter(conference=conference).standing()
    found: dict[int, Registration] = {}

    def add(registrations, reason: str) -> None:
        for one in registrations[:most]:
            one = found.setdefault(one.pk, one)
            one.alike = getattr(one, "alike", set()) | {reason}

    if phone:
        add(forms.filter(phone=phone), "phone")
    if len(fold(name)) >= 4:
        add(forms.filter(folded__contains=fold(name)), "name")
    if len(beginning := fold(text)[:80]) >= 20:
        asked = Question.objects.readable_by(user).filter(conference=conference, folded__startswith=beginning)
        add(forms.filter(pk__in=asked.values("registration")), "text")
    return list(found.values())[:most]
