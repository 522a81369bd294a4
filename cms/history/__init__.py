"""How things change state and how that is remembered: one step, one event, never rewritten.

`AppendOnly` and `Event` are bases for tables of what happened; `compare_and_set` is the only way a state column
changes: from the state somebody saw to the next one, or not at all.
"""

from .events import AppendOnly, Event
from .steps import MoveNotAllowedError, StateChangedError, compare_and_set

__all__ = ["AppendOnly", "Event", "MoveNotAllowedError", "StateChangedError", "compare_and_set"]
