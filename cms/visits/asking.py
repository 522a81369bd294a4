"""Who asks to be counted: the reasons for which a request is no view."""

from urllib.parse import urlsplit

from django.conf import settings

from .robots import is_robot


def wants_no_counting(request) -> bool:
    """Whether the browser asks not to be tracked (Global Privacy Control or Do Not Track).

    Such a reader is not counted at all.
    """
    return request.headers.get("Sec-GPC") == "1" or request.headers.get("DNT") == "1"


def is_prefetch(request) -> bool:
    """Whether the browser fetches ahead what nobody has asked to see yet."""
    purpose = " ".join(request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"))
    return any(word in purpose.lower() for word in ("prefetch", "prerender", "preview"))


def is_staff(request) -> bool:
    """Whether somebody with an account is logged in; the session is read only if its cookie came along."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def is_from_elsewhere(request) -> bool:
    """Whether the request comes from another site, or hides where it comes from.

    Browsers name the page's site in Sec-Fetch-Site (secure sites), in Origin (every POST) or in Referer.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None and fetch_site != "same-origin":
        return True
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    if source:
        try:
            return urlsplit(source).netloc.lower() != request.get_host().lower()
        except ValueError:
            return True
    return fetch_site is None


def is_countable(request) -> bool:
    """Whether this request may stand for one view by a person."""
    return not (
        is_robot(request.headers.get("User-Agent", ""))
        or is_prefetch(request)
        or wants_no_counting(request)
        or is_from_elsewhere(request)
        or is_staff(request)
    )
