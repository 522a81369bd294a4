"""How tests take a step on the citizen's own page."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone, translation

from cms.intake.token import FormToken


def signed(form: str) -> str:
    """A token for `form` that was shown a minute ago."""
    shown = timezone.now() - timedelta(minutes=1)
    return FormToken(form, uuid4(), shown, shown).signed()


def look_up(visitor, code: str, proof: str = "", **extra):
    """Ask for a code with or without a proof."""
    data = {"code": code, "proof": proof, "form_token": signed("tracking:find"), "website_address": ""}
    return visitor.post("/en/dang-ky/tra-cuu/", data, **extra)


def ask_again(visitor, email: str, **extra):
    """Ask for the code to be sent again."""
    data = {"email": email, "form_token": signed("tracking:again"), "website_address": ""}
    return visitor.post("/en/dang-ky/gui-lai-ma/", data, **extra)


def address_of(registration, below: str = "") -> str:
    """The English address of the own page or of something `below` it, whatever language was last in force."""
    with translation.override("en"):
        return registration.receipt_path() + below


def take(visitor, registration, step: str, **fields):
    """Press the button of one step."""
    name = f"tracking:{registration.pk}:{step.replace('/', ':')}"
    data = {**fields, "form_token": signed(name), "website_address": ""}
    return visitor.post(address_of(registration, f"{step}/"), data)
