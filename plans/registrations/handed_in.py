"""How a form that did not come over the web reached the office: on paper, by phone, at the desk."""

from dataclasses import dataclass
from datetime import datetime

from plans.conferences.schedule import Window
from plans.questions.states import Source

from .states import Channel

_SOURCES = {Channel.PAPER: Source.PAPER, Channel.PHONE: Source.PHONE, Channel.IN_PERSON: Source.PAPER}


@dataclass(frozen=True)
class HandedIn:
    """What the clerk knows besides the answers.

    `received_at` is the moment on the stamp, never later than now; `code` that of the pre-numbered slip the form
    was written on, "" when it gets a new one.
    """

    channel: str
    received_at: datetime
    received_by: object
    register_number: str = ""
    code: str = ""

    @property
    def columns(self) -> dict:
        """The columns of a registration that are set by it."""
        return {
            "channel": self.channel,
            "received_at": self.received_at,
            "consented_at": self.received_at,
            "received_by": self.received_by,
            "register_number": self.register_number,
        }

    @property
    def source(self) -> str:
        """Where its questions come from."""
        return _SOURCES[Channel(self.channel)]

    def window(self, conference) -> Window:
        """In time or late by the stamp; paper is also taken before the online form opens, and after the end."""
        window = conference.window(self.received_at)
        if window in {Window.NOT_YET, Window.NONE}:
            return Window.OPEN
        return Window.LATE if window == Window.OVER else window
