"""The signed token of a shown form: which form, first shown when, which submission."""

import enum
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

FIELD = "form_token"
LIFETIME = timedelta(hours=24)
_SALT = "cms.intake.token"


class TokenState(enum.Enum):
    """What a token that came back is worth."""

    VALID = "valid"
    EXPIRED = "expired"
    FORGED = "forged"


@dataclass(frozen=True)
class FormToken:
    """`form` names the form ("registration:12"); `key` is one submission of it.

    `shown_at` is when the visitor first saw the form, `issued_at` when this token was signed: a form that
    comes back with errors or with a renewed token keeps the first.
    """

    form: str
    key: uuid.UUID
    shown_at: datetime
    issued_at: datetime

    def signed(self) -> str:
        """The token as it stands in the form."""
        payload = [self.form, self.key.hex, self.shown_at.timestamp(), self.issued_at.timestamp()]
        return signing.dumps(payload, salt=_SALT, compress=False)


def issue(form: str, now: datetime) -> FormToken:
    """A token for a form shown now, with a submission key of its own."""
    return FormToken(form, uuid.uuid4(), now, now)


def renewed(token: FormToken, now: datetime) -> FormToken:
    """The same submission with a new lifetime, for a form that lay open too long."""
    return FormToken(token.form, token.key, token.shown_at, now)


def another(token: FormToken, now: datetime) -> FormToken:
    """A submission of its own from a form that was already shown: "send it as a new one"."""
    return FormToken(token.form, uuid.uuid4(), token.shown_at, now)


def read(signed: str, form: str, now: datetime) -> tuple[TokenState, FormToken | None]:
    """What `signed` is worth for `form`, and the token; None unless the signature is ours."""
    try:
        name, key, shown, issued = signing.loads(signed, salt=_SALT)
        token = FormToken(
            name,
            uuid.UUID(hex=key),
            datetime.fromtimestamp(shown, tz=now.tzinfo),
            datetime.fromtimestamp(issued, tz=now.tzinfo),
        )
    except (signing.BadSignature, ValueError, TypeError, OverflowError):
        return TokenState.FORGED, None
    if token.form != form:
        return TokenState.FORGED, None
    if not timedelta(0) <= now - token.issued_at + timedelta(minutes=5) <= LIFETIME + timedelta(minutes=5):
        return TokenState.EXPIRED, token
    return TokenState.VALID, token
