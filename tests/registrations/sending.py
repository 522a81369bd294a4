"""How tests fill in and send the public form."""

import re
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from cms.intake.token import FormToken
from tests.factories.registrations import make_form_data


def token_on(response) -> str:
    return re.search(r'name="form_token" value="([^"]+)"', response.content.decode())[1]


def fetch_token(visitor, conference) -> str:
    response = visitor.get(f"/dang-ky/{conference.pk}/")
    assert response.status_code == 200
    return token_on(response)


def aged_token(conference, *, shown_before: timedelta, issued_before: timedelta | None = None) -> str:
    now = timezone.now()
    issued = now - (issued_before if issued_before is not None else shown_before)
    return FormToken(f"registration:{conference.pk}", uuid4(), now - shown_before, issued).signed()


def send(visitor, conference, *, token=None, headers=None, **fields):
    token = aged_token(conference, shown_before=timedelta(minutes=5)) if token is None else token
    data = {**make_form_data(**fields), "form_token": token, "website_address": fields.get("website_address", "")}
    return visitor.post(f"/dang-ky/{conference.pk}/gui/", data, headers=headers or {})
