"""When a conference takes place and takes registrations: facts in, states out, no clock of its own.

States are derived from the stored moments whenever somebody asks, so no job has to run for a form to close
on time.
"""

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

# Without a date there is no end of the conference to wait for: late forms are kept this long.
LATE_WITHOUT_DATE = timedelta(days=30)


class Stage(enum.Enum):
    """Where the conference as a whole stands."""

    NOT_ANNOUNCED = "not_announced"
    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"
    RUNNING = "running"
    HELD = "held"
    CALLED_OFF = "called_off"

    @property
    def label(self):
        """The state as readers see it."""
        return _STAGE_LABELS[self]


class Window(enum.Enum):
    """What the online form does at one moment."""

    NONE = "none"
    NOT_YET = "not_yet"
    OPEN = "open"
    GRACE = "grace"
    LATE = "late"
    OVER = "over"
    CALLED_OFF = "called_off"

    @property
    def takes_forms(self) -> bool:
        """Whether a form sent now is kept, in time or late."""
        return self in {Window.OPEN, Window.GRACE, Window.LATE}

    @property
    def is_in_time(self) -> bool:
        """Whether a form sent now counts as sent in time."""
        return self in {Window.OPEN, Window.GRACE}


_STAGE_LABELS = {
    Stage.NOT_ANNOUNCED: _("To be announced"),
    Stage.UPCOMING: _("Upcoming"),
    Stage.OPEN: _("Open for registration"),
    Stage.CLOSED: _("Registration closed"),
    Stage.RUNNING: _("Taking place"),
    Stage.HELD: _("Held"),
    Stage.CALLED_OFF: _("Does not take place"),
}


@dataclass(frozen=True)
class Schedule:
    """The stored moments (aware, any may be None), the grace after closing, and what the file says.

    `is_called_off`: cancelled or not held; `is_ended`: the clerk has closed the meeting, whatever the clock says.
    """

    starts_at: datetime | None
    ends_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None
    grace: timedelta = timedelta(0)
    is_called_off: bool = False
    is_ended: bool = False

    @property
    def last_moment(self) -> datetime | None:
        """Forms arriving before this instant are in time: the closing hour plus grace, else the start."""
        if self.closes_at is None:
            return self.starts_at
        return self.closes_at + self.grace

    def window(self, now: datetime) -> Window:
        """What the form does at `now`; the closing instant itself is already too late."""
        if self.opens_at is None:
            return Window.NONE
        if self.is_called_off:
            return Window.CALLED_OFF
        if self.is_ended:
            return Window.OVER
        if now < self.opens_at:
            return Window.NOT_YET
        if self.ends_at is not None and now >= self.ends_at:
            return Window.OVER
        if self.last_moment is None or now < (self.closes_at or self.last_moment):
            return Window.OPEN
        if self.ends_at is None and now >= self.last_moment + LATE_WITHOUT_DATE:
            return Window.OVER
        return Window.GRACE if now < self.last_moment else Window.LATE

    def stage(self, now: datetime) -> Stage:
        """Where the conference stands at `now`; between its sessions it is still running."""
        if self.is_called_off:
            return Stage.CALLED_OFF
        if self.is_ended:
            return Stage.HELD
        if self.starts_at is None:
            return Stage.NOT_ANNOUNCED if self.opens_at is None else self._stage_of_window(now)
        if self.ends_at is not None and now >= self.ends_at:
            return Stage.HELD
        if now >= self.starts_at:
            return Stage.RUNNING
        return self._stage_of_window(now)

    def _stage_of_window(self, now: datetime) -> Stage:
        window = self.window(now)
        if window.is_in_time:
            return Stage.OPEN
        return Stage.CLOSED if window in {Window.LATE, Window.OVER} else Stage.UPCOMING
