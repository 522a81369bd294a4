"""What readers see when something is missing, refused or broken; in the portal's look, with what they typed."""

import sys

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from .kept_text import kept_text

_RETRY_SECONDS = 30
_OUT_OF_RANGE = {"22003", "22008"}  # SQLSTATE: numeric value, datetime field out of range
_LAST_RESORT = "Hệ thống đang bận. Xin thử lại sau ít phút.\nThe site is busy. Please try again in a few minutes.\n"


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    """400: the request itself is broken; nothing of it is trusted, the database is not asked."""
    return _without_database(request, "errors/400.html", 400)


def permission_denied(request: HttpRequest, exception=None) -> HttpResponse:
    """403: the reader may not see this."""
    return _in_frame(request, "errors/403.html", 403)


def page_not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """404: nothing is here; pictures, scripts and styles get one plain line instead of a page."""
    if request.headers.get("Sec-Fetch-Dest", "document") not in {"document", "iframe", "frame", "empty"}:
        return HttpResponseNotFound("Not found.\n", content_type="text/plain; charset=utf-8")
    return _in_frame(request, "errors/404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when it is the database that does not answer; asks no database itself."""
    problem = sys.exc_info()[1]
    if is_database_down(problem):
        response = _without_database(request, "errors/503.html", 503)
        response["Retry-After"] = str(_RETRY_SECONDS)
        return response
    return _without_database(request, "errors/500.html", 500)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old: the text stays, a button sends it with a fresh token."""
    return _in_frame(request, "errors/form_refused.html", 403, kept=kept_text(request))


def is_database_down(problem: BaseException | None) -> bool:
    """Whether `problem`, or what caused it, is a database that cannot be reached or is too busy."""
    seen = set()
    while problem is not None and id(problem) not in seen:
        if isinstance(problem, OperationalError | InterfaceError):
            return True
        seen.add(id(problem))
        problem = problem.__cause__ or problem.__context__
    return False


def is_number_too_large(problem: BaseException) -> bool:
    """Whether `problem` is a number or date beyond what the database holds (Python's or PostgreSQL's word for it)."""
    if isinstance(problem, OverflowError):
        return True
    return isinstance(problem, DataError) and getattr(problem.__cause__, "sqlstate", "") in _OUT_OF_RANGE


def _in_frame(request: HttpRequest, template: str, status: int, **context) -> HttpResponse:
    response = render(request, template, {"is_error_page": True, **context}, status=status)
    add_never_cache_headers(response)
    return response


def _without_database(request: HttpRequest, template: str, status: int) -> HttpResponse:
    try:
        context = {"is_error_page": True, "kept": kept_text(request), "is_post": request.method == "POST"}
        response = render(request, template, context, status=status)
    except Exception:  # the last page of all must never fail
        response = HttpResponse(_LAST_RESORT, status=status, content_type="text/plain; charset=utf-8")
    add_never_cache_headers(response)
    return response
