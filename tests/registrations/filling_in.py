"""How tests press the buttons of the form before it is sent."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.registrations import make_form_data
from tests.intake.made_files import PDF

from .sending import token_on

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def press(visitor, conference, step="check", *, token, uploads=(), **fields):
    """Press the button `step` with these answers; `uploads` are (name, content) or just names of small PDFs."""
    files = [each if isinstance(each, tuple) else (each, PDF) for each in uploads]
    data = {
        **make_form_data(**fields),
        "form_token": token,
        "website_address": "",
        "step": step,
        "upload": [SimpleUploadedFile(name, content) for name, content in files],
    }
    return visitor.post(f"/dang-ky/{conference.pk}/xem-lai/", data)


def hidden_on(response) -> dict[str, list[str]]:
    """What travels in hidden fields of the page."""
    found: dict[str, list[str]] = {}
    for name, value in _HIDDEN.findall(response.content.decode()):
        found.setdefault(unescape(name), []).append(unescape(value))
    return found


def send_checked(visitor, conference, checked):
    """Press "Send the form" on the page with all answers."""
    data = {**hidden_on(checked), "form_token": token_on(checked), "website_address": ""}
    return visitor.post(f"/dang-ky/{conference.pk}/gui/", data)


def change(visitor, conference, checked, step="edit"):
    """Press one of the other buttons there."""
    data = {**hidden_on(checked), "form_token": token_on(checked), "website_address": "", "step": step}
    return visitor.post(f"/dang-ky/{conference.pk}/xem-lai/", data)
