"""Tells the asker that there is an answer; what it says stands on the asker's own page only."""

from datetime import datetime, timedelta

from cms.outbox.models import Message
from plans.correspondence.notices import Notice, send_notice

from .states import QuestionState

# The letter about an answer given in the hall waits this long, so that a slip of the finger there tells nobody.
TIME_TO_TAKE_BACK = timedelta(minutes=15)


def tell_askers(question, now: datetime, *, not_before: datetime | None = None) -> None:
    """One letter to the asker of `question` and to everybody whose question was merged into it."""
    for one in (question, *_merged_into(question)):
        tell_asker(one, now, not_before=not_before)


def stop_telling(question) -> None:
    """The answer does not stand: letters about it that have not left are taken out of the outbox."""
    keys = [_key(one) for one in (question, *_merged_into(question))]
    waiting = Message.objects.filter(dedupe_key__in=keys, state=Message.State.QUEUED)
    # Locked first: a letter the worker has just taken leaves.
    locked = list(waiting.select_for_update().values_list("pk", flat=True))
    Message.objects.filter(pk__in=locked).delete()


def tell_asker(question, now: datetime, *, not_before: datetime | None = None):
    """Queue the letter, once for each time the question is answered; none where few may know of the question."""
    form = question.registration
    if form is None or question.is_restricted or not form.email or form.erased_at or form.restricted_at:
        return None
    return send_notice(
        Notice.ANSWERED,
        conference=question.conference,
        to=form.email,
        language=form.language,
        facts={"code": form.code, "question": str(question.number), "link": form.receipt_path()},
        dedupe_key=_key(question),
        now=now,
        not_before=not_before,
        reference=form.code,
    )


def _merged_into(question):
    return question.merged_questions.filter(state=QuestionState.MERGED).select_related("registration")


def _key(question) -> str:
    return f"question.answered:{question.pk}:{question.reopened_count}"
