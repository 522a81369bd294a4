"""Erasing because the person asks for it: at once, or when the last letter has left."""

from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from .conference_eraser import make_minutes_again
from .eraser import StillBusyError, erase
from .models import DataRequest, RequestKind, RequestState
from .owing import owed_to


def carry_out(request: DataRequest, *, actor, now: datetime) -> bool:
    """Erase the form `request` is about, or let the request wait and tell the person what is kept and why.

    Returns whether the person is erased. Safe to repeat: a request that was waiting goes on here.
    """
    form = request.registration
    owed = [] if form.erased_at else _owed_in_words_of(form, now)
    if owed:
        if request.state != RequestState.WAITING:
            request.move(RequestState.WAITING, expected=request.state, actor=actor, now=now, reply="\n".join(owed))
        return False
    try:
        erase(form, now)
    except StillBusyError:
        if request.state != RequestState.WAITING:
            request.move(RequestState.WAITING, expected=request.state, actor=actor, now=now)
        return False
    make_minutes_again(form.conference)
    request.refresh_from_db()
    request.move(RequestState.DONE, expected=request.state, actor=actor, now=now)
    return True


def erase_what_waited(now: datetime) -> int:
    """Requests whose letters have left meanwhile; returns how many people were erased."""
    waiting = DataRequest.objects.filter(kind=RequestKind.ERASURE, state=RequestState.WAITING)
    waiting = waiting.exclude(registration=None).select_related("registration__conference").order_by("pk")
    return sum(carry_out(request, actor=None, now=now) for request in waiting)


def _owed_in_words_of(form, now: datetime) -> list[str]:
    with translation.override(form.language):
        sentences = owed_to(form, now)
        return [_("Not erased yet:"), *sentences] if sentences else []
