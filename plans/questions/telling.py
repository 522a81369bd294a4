"""Tells the asker that there is an answer; what it says stands on the asker's own page only."""

from datetime import datetime

from plans.correspondence.notices import Notice, send_notice

from .states import QuestionState


def tell_askers(question, now: datetime) -> None:
    """One letter to the asker of `question` and to everybody whose question was merged into it."""
    tell_asker(question, now)
    for merged in question.merged_questions.filter(state=QuestionState.MERGED).select_related("registration"):
        tell_asker(merged, now)


def tell_asker(question, now: datetime):
    """Queue the letter, once for each time the question is answered; none where few may know of the question."""
    form = question.registration
    if form is None or question.is_restricted or not form.email or form.erased_at:
        return None
    return send_notice(
        Notice.ANSWERED,
        conference=question.conference,
        to=form.email,
        language=form.language,
        facts={"code": form.code, "question": str(question.number), "link": form.receipt_path()},
        dedupe_key=f"question.answered:{question.pk}:{question.reopened_count}",
        now=now,
        reference=form.code,
    )
