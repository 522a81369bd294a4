"""The ballot token: a random number a browser keeps, so that it has one ballot in each poll.

Only the live screens of polls give or read it; pages never do, and its cookies are limited to the
addresses of polls, so that requests for pages stay without cookies and can be cached. As those
addresses differ by language (/binh-chon/, /en/binh-chon/), one and the same token is set once per
language. It is signed: made-up tokens are worth nothing.
"""

import secrets
from functools import cache

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation

#: How long a browser keeps the token without visiting a poll, in seconds.
MAX_AGE = 365 * 24 * 60 * 60


def _signer() -> Signer:
    return Signer(salt="polls.browser-token")


@cache
def _cookie_paths() -> dict[str, str]:
    """Cookie name → path, for each language of the site."""
    paths = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            paths[f"ballot_{language}"] = reverse("polls:archive")
    return paths


def read_token(request: HttpRequest) -> str | None:
    """The token this browser was given, or None when it has none or a forged one."""
    for name in _cookie_paths():
        if signed := request.COOKIES.get(name):
            try:
                return _signer().unsign(signed)
            except BadSignature:
                continue
    return None


def new_token() -> str:
    """A fresh token: 128 random bits as text."""
    return secrets.token_urlsafe(16)


def give_token(response: HttpResponse, token: str) -> None:
    """Have the browser keep `token`."""
    for name, path in _cookie_paths().items():
        response.set_cookie(
            name,
            _signer().sign(token),
            max_age=MAX_AGE,
            path=path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
