"""Facts about a conference that a public form asks for again and again: looked up once, kept for a few seconds.

Only a conference that was told to `keep_facts` does so; every other one looks everything up anew. What decides who
gets in (moments, seats, the file's state) is never taken from here but read under the lock: `as_of_now`.
"""

from collections.abc import Callable, Hashable
from copy import copy
from typing import TypeVar

from cms.statements import Prepared

from .dossier import Dossier

Fact = TypeVar("Fact")
_DECIDING = (
    "live",
    "starts_at",
    "ends_at",
    "opens_at",
    "closes_at",
    "in_time_until",
    "grace_minutes",
    "capacity",
    "reserved_seats",
    "max_group_size",
)
_STATE = "state of the file"


def _facts(pk: int):
    from .conference_page import ConferencePage

    return ConferencePage.objects.filter(pk=pk).order_by().values_list(*_DECIDING, "dossier__state")


_FACTS = Prepared(_facts, int)


class KeepsFacts:
    """Mixed into the conference page."""

    _kept: dict | None = None

    def keep_facts(self) -> None:
        """From now on look every fact up once only; for objects that live for seconds."""
        self._kept = {}

    def kept(self, name: Hashable, look_up: Callable[[], Fact]) -> Fact:
        """The fact `name`: as it was found the first time where facts are kept, else looked up now."""
        if self._kept is None:
            return look_up()
        if name not in self._kept:
            self._kept[name] = look_up()
        return self._kept[name]

    @property
    def state_of_file(self) -> str:
        """The state of its file, at this moment or as `as_of_now` has read it."""
        known = self.__dict__.get(_STATE)
        return (Dossier.objects.state_of(self) or "") if known is None else known

    def as_of_now(self):
        """A copy on which everything that decides about a registration is as the database has it; one query."""
        fresh = copy(self)
        ((*moments, state),) = _FACTS.rows(self.pk)
        for name, value in zip(_DECIDING, moments, strict=True):
            setattr(fresh, name, value)
        fresh.__dict__[_STATE] = state or ""
        return fresh
