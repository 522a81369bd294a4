"""Carrying out a confirmed order portion by portion, until the conference holds no personal data any more."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms.history import StateChangedError
from plans.conferences.dossier import Dossier, DossierState
from plans.questions.models import Question
from plans.registrations.models import Registration
from plans.reports.minutes import Minutes

from .eraser import StillBusyError, erase, erase_question_without_form, words_of_erased
from .models import Erasure
from .owing import owed_in

PORTION = 50


def work_on(erasure: Erasure, now: datetime, portion: int = PORTION) -> bool:
    """Erase the next `portion` forms, or what is left beside the forms; returns whether the order is carried out.

    Stops without harm while something is owed again, or a letter is just being sent; the next call goes on.
    """
    if erasure.finished_at is not None:
        return True
    conference = erasure.conference
    if owed_in(conference):
        return False
    try:
        forms = Registration.objects.filter(conference=conference, erased_at=None).order_by("pk")
        for form in forms.select_related("conference")[:portion]:
            erase(form, now)
    except StillBusyError:
        return False
    if forms.exists():
        return False
    for question in Question.objects.filter(conference=conference, registration=None).order_by("pk"):
        if question.text not in (words_of_erased(), question.public_text):
            erase_question_without_form(question)
    make_minutes_again(conference)
    return _finish(erasure, now)


def make_minutes_again(conference) -> None:
    """Make the kept files of issued minutes anew from their text, which names nobody any more."""
    minutes = Minutes.objects.issued().filter(conference=conference).select_related("conference").first()
    if minutes is not None:
        minutes.make_files_again()


def _finish(erasure: Erasure, now: datetime) -> bool:
    """The last step: the file says that the data is erased."""
    dossier = Dossier.objects.of(erasure.conference)
    with transaction.atomic():
        if dossier.state != DossierState.ANONYMISED:
            try:
                dossier.move(
                    DossierState.ANONYMISED,
                    expected=DossierState.CLOSED,
                    actor=erasure.confirmed_by,
                    reason=_("The time for which personal data is kept is over."),
                    now=now,
                )
            except StateChangedError as changed:
                if changed.current != DossierState.ANONYMISED:
                    raise
        Erasure.objects.filter(pk=erasure.pk, finished_at=None).update(finished_at=now)
    erasure.refresh_from_db()
    return True
