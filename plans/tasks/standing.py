"""How a task stands on a day: its stored state, and what the day makes of it."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

SOON = timedelta(days=14)


class TaskState(models.TextChoices):
    """What is stored: how far the unit says it is."""

    ASSIGNED = "assigned", _("not begun")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    DROPPED = "dropped", _("not carried out")


OPEN = (TaskState.ASSIGNED, TaskState.RUNNING)


class Standing(models.TextChoices):
    """What is shown, the pressing first; `PROMISED` is an event whose time has passed without its being held."""

    PROMISED = "promised", _("promised, not held yet")
    OVERDUE = "overdue", _("overdue")
    SOON = "soon", _("due soon")
    RUNNING = "running", _("under way")
    ASSIGNED = "assigned", _("not begun")
    DONE = "done", _("done")
    DROPPED = "dropped", _("not carried out")


BADGES = {
    Standing.PROMISED: "closed",
    Standing.OVERDUE: "closed",
    Standing.SOON: "soon",
    Standing.DONE: "open",
}


def standing_of(state: str, due_on: date | None, is_event: bool, today: date) -> Standing:
    """The standing of a task in `state` that ends on `due_on` (None: no day)."""
    if state in OPEN and due_on is not None:
        if due_on < today:
            return Standing.PROMISED if is_event else Standing.OVERDUE
        if due_on <= today + SOON:
            return Standing.SOON
    return Standing(state)
