"""A form on arrival: whose token, from where, and what looks like a robot."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from .origin import is_foreign_origin
from .token import FIELD, FormToken, TokenState, issue, read, renewed

TRAP_FIELD = "website_address"
QUICKEST_PERSON = timedelta(seconds=3)


@dataclass(frozen=True)
class Arrival:
    """What is known of one POST besides its answers.

    `token` is the one to go on with (renewed or new where the sent one was worth nothing).
    `signs` are hints of a robot: "trap_filled", "trap_missing", "too_fast"; for the clerk, never a reason to refuse.
    """

    token: FormToken
    token_state: TokenState
    is_foreign: bool
    signs: tuple[str, ...]

    @property
    def is_accepted(self) -> bool:
        """Whether the answers may be taken as they are; if not, the form is shown again, filled in."""
        return self.token_state is TokenState.VALID and not self.is_foreign


def receive(request, form: str, now: datetime) -> Arrival:
    """Look at the POST `request` that is said to come from `form`."""
    state, token = read(request.POST.get(FIELD, ""), form, now)
    if token is None:
        token = issue(form, now)
    elif state is TokenState.EXPIRED:
        token = renewed(token, now)
    return Arrival(token, state, is_foreign_origin(request), _signs(request.POST, state, token, now))


def _signs(data, state: TokenState, token: FormToken, now: datetime) -> tuple[str, ...]:
    signs = []
    if TRAP_FIELD not in data:
        signs.append("trap_missing")
    elif data[TRAP_FIELD].strip():
        signs.append("trap_filled")
    if state is TokenState.VALID and now - token.shown_at < QUICKEST_PERSON:
        signs.append("too_fast")
    return tuple(signs)
