"""What the office still owes a person: as long as it owes anything, it may not forget who the person is."""

from datetime import datetime

from django.utils.translation import gettext as _

from plans.questions.models import Letter, Question
from plans.registrations.models import Seat

_MOST_SENTENCES = 20


def owed_to(registration, now: datetime) -> list[str]:
    """One sentence for everything that keeps the form from being erased now, as its sender may read it."""
    sentences = [
        _("Question %(number)d is not answered yet. Name and address are kept until the answer has left.")
        % {"number": question.number}
        for question in registration.questions.unsettled().order_by("number")
    ]
    if Letter.objects.unsent().filter(registration=registration).exists():
        sentences.append(_("A letter to you is prepared. Name and address are kept until it has left."))
    expects = registration.seat in (Seat.HELD, Seat.WAITING, Seat.ONLINE) and not registration.has_ended
    over = registration.conference.ends_at is not None and registration.conference.ends_at < now
    if expects and not over:
        sentences.append(
            _("You are registered for the conference. Withdraw the form on its page to have it erased before.")
        )
    return sentences


def owed_in(conference) -> list[str]:
    """One sentence for every letter and answer that is owed in the canonical `conference`, for the office."""
    questions = Question.objects.filter(conference=conference).unsettled().select_related("registration")
    letters = Letter.objects.unsent().filter(conference=conference).select_related("registration")
    sentences = [
        _("Question %(reference)s is not settled: %(state)s.")
        % {"reference": question.reference, "state": question.get_state_display()}
        for question in questions.order_by("pk")[:_MOST_SENTENCES]
    ]
    sentences += [
        _("A letter to %(form)s is prepared and not sent.") % {"form": letter.registration or letter}
        for letter in letters.order_by("pk")[:_MOST_SENTENCES]
    ]
    if (more := questions.count() + letters.count() - len(sentences)) > 0:
        sentences.append(_("And %(number)d more.") % {"number": more})
    return sentences
