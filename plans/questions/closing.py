"""What a conference's file asks of its questions: nothing may be owed when it closes, nothing lost when it fails."""

from datetime import datetime

from django.dispatch import receiver
from django.utils.translation import gettext as _

from plans.conferences.dossier import DossierState, asking_to_close, dossier_moved

from .models import Letter, Question, QuestionState
from .states import BEING_PREPARED

_MOST_SENTENCES = 50


@receiver(asking_to_close, dispatch_uid="questions.object")
def object_to_closing(sender, dossier, now: datetime, **kwargs) -> list[str]:
    """One sentence for every question that is not settled, every blank answer and every letter that has not left."""
    questions = Question.objects.filter(conference=dossier.conference).unsettled()
    questions = questions.select_related("registration").order_by("pk")
    sentences = [
        _("A question that few may read is not settled.")
        if question.is_restricted
        else _("Question %(reference)s is not settled: %(state)s.")
        % {"reference": question.reference, "state": question.get_state_display()}
        for question in questions[:_MOST_SENTENCES]
    ]
    letters = Letter.objects.unsent().filter(conference=dossier.conference).select_related("registration")
    sentences += [
        _("A letter to %(form)s is prepared and not sent.") % {"form": letter.registration or letter}
        for letter in letters[:_MOST_SENTENCES]
    ]
    blank = Question.objects.filter(
        conference=dossier.conference, state=QuestionState.ANSWERED_AT_CONFERENCE, answer=""
    )
    sentences += [
        _("Question %(reference)s was answered in the hall; write down what was answered.")
        % {"reference": question.reference}
        for question in blank.select_related("registration").order_by("pk")[:_MOST_SENTENCES]
    ]
    if (more := questions.count() - _MOST_SENTENCES) > 0:
        sentences.append(_("And %(number)d more questions are not settled.") % {"number": more})
    return sentences


@receiver(dossier_moved, dispatch_uid="questions.owe")
def owe_after_failure(sender, dossier, event, now: datetime, **kwargs) -> None:
    """Where a conference does not come about or is cancelled, its questions are answered in writing."""
    if event.to_state not in (DossierState.NOT_HELD, DossierState.CANCELLED):
        return
    reason = _("The conference did not take place.")
    waiting = Question.objects.filter(conference=dossier.conference, state__in=BEING_PREPARED)
    for question in waiting.exclude(state=QuestionState.OWED).order_by("pk"):
        question.owe(actor=event.actor, reason=reason, now=now)
