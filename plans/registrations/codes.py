"""Codes people copy from paper and read out on the phone: "DT-4F7K-9Q2M".

No character of the alphabet is mistaken for another one of it: B, I, L, O, S, U, Z are missing and read as
8, 1, 1, 0, 5, V, 2 when somebody types them.
"""

import re
import secrets

from cms.text import fold

PREFIX = "DT"
# Codes of slips printed beforehand begin with this sign and no other code does, so the two never clash.
SLIP_SIGN = "P"
_ALPHABET = "0123456789ACDEFGHJKMNPQRTVWXY"
_READ_AS = str.maketrans("BILOSUZ", "81105V2")
_LENGTH = 8


def new_code() -> str:
    """A random code in its written form; 28 * 29**7 (5e11) are possible, the database keeps them unique."""
    return _written(secrets.choice(_ALPHABET.replace(SLIP_SIGN, "")) + _signs(_LENGTH - 1))


def new_slip_code() -> str:
    """A random code for a slip that is printed before anybody has written on it."""
    return _written(SLIP_SIGN + _signs(_LENGTH - 1))


def new_secret() -> str:
    """The unguessable part of a receipt's address: 192 random bits."""
    return secrets.token_urlsafe(24)


def normalise(typed: str) -> str:
    """The written form of a code typed in any case, with or without prefix and dashes; "" if it is none."""
    compact = re.sub(r"[^0-9A-Z]", "", fold(typed).upper())
    if len(compact) == _LENGTH + len(PREFIX) and compact.startswith(PREFIX):
        compact = compact.removeprefix(PREFIX)
    compact = compact.translate(_READ_AS)
    return _written(compact) if len(compact) == _LENGTH else ""


def _signs(number: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(number))


def _written(body: str) -> str:
    return f"{PREFIX}-{body[:4]}-{body[4:]}"
