"""What a public form carries besides its questions: `{% include "intake/protection.html" %}`."""

from dataclasses import dataclass

from .arrival import TRAP_FIELD
from .token import FIELD, FormToken


@dataclass(frozen=True)
class Protection:
    """The hidden token and the trap, for the template (context name `protection`)."""

    token: str
    token_field: str = FIELD
    trap_field: str = TRAP_FIELD


def protect(token: FormToken) -> Protection:
    """The protection of a form that goes out with `token`."""
    return Protection(token.signed())
