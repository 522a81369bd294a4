"""The text of a form as a plain file, and the hash that proves it.

Only the values that were given, in a fixed order and without labels: a wording that is improved later must not
change the hash that is printed on somebody's receipt.
"""

import hashlib
from zoneinfo import ZoneInfo

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def sent_text(registration) -> str:
    """Code, moment of receipt (server's clock, Vietnam time), sender, contact, questions and enclosures, line by line.

    A correction by the sender puts its own moment on the second line, after the first.
    """
    moments = [registration.received_at, registration.changed_at]
    lines = [
        registration.code,
        " ".join(moment.astimezone(_VIETNAM).isoformat(timespec="seconds") for moment in moments if moment),
        registration.full_name,
        registration.position,
        registration.organisation_name,
        registration.tax_code,
        registration.phone_as_typed,
        registration.email,
        " ".join(str(place.name) for place in (registration.commune, registration.province) if place),
        registration.postal_address,
    ]
    lines = [line for line in lines if line]
    for question in registration.questions.order_by("number"):
        lines += ["", f"{question.number}.", question.text]
    for enclosure in registration.enclosures.all():
        lines += ["", f"{enclosure.sha256}  {enclosure.name}"]
    return "\n".join("\n".join(lines).splitlines()) + "\n"


def sha256_of(text: str) -> str:
    """The hash as `sha256sum` and `certutil -hashfile` print it for the file with this text."""
    return hashlib.sha256(text.encode()).hexdigest()
