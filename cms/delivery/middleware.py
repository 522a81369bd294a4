"""What every answer says about itself: who may keep it, for how long, and what the browser must not do with it."""

import gzip
from hashlib import blake2b

from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

from .caching import PAGE_SECONDS
from .errors import bad_request, is_number_too_large, page_not_found

_REFUSED_POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
_NOTHING_VARIES_ON = {"cookie", "accept-language"}
_WORTH_COMPRESSING = 1024


class DeliveryMiddleware(MiddlewareMixin):
    """Stands outside sessions and languages, so that it sees what they have done to the answer.

    Public is a page of the tree (or a screen that says `public` itself) that was made without reading
    a session and sets no cookie. Language is in the address and the host is part of every cache's key,
    so nothing else varies. Only such answers are compressed: they hold no secret to be guessed by size.
    """

    def process_exception(self, request, exception):
        """A number in the address or a filter that no database can hold names nothing: 404, and 400 for forms."""
        if not is_number_too_large(exception):
            return None
        return page_not_found(request) if request.method in ("GET", "HEAD") else bad_request(request)

    def process_response(self, request, response):
        response.headers.setdefault("Permissions-Policy", _REFUSED_POWERS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if self._is_personal(request, response):
            if "public" in response.get("Cache-Control", "") or not response.has_header("Cache-Control"):
                del response["Cache-Control"]
                patch_cache_control(response, private=True, no_cache=True)
            return response
        if self._is_page(request, response):
            patch_cache_control(response, public=True, max_age=PAGE_SECONDS)
        if "public" in response.get("Cache-Control", ""):
            self._forget_what_does_not_vary(response)
            if request.method in ("GET", "HEAD") and response.status_code == 200 and not response.streaming:
                return self._economical(request, response)
        return response

    @staticmethod
    def _is_personal(request, response) -> bool:
        session = getattr(request, "session", None)
        return bool(response.cookies) or bool(session is not None and session.accessed)

    @staticmethod
    def _is_page(request, response) -> bool:
        match = request.resolver_match
        return (
            request.method in ("GET", "HEAD")
            and response.status_code == 200
            and match is not None
            and match.url_name == "wagtail_serve"
            and not response.has_header("Cache-Control")
        )

    @staticmethod
    def _forget_what_does_not_vary(response) -> None:
        names = [name.strip() for name in response.get("Vary", "").split(",")]
        kept = [name for name in names if name and name.lower() not in _NOTHING_VARIES_ON]
        if kept:
            response["Vary"] = ", ".join(kept)
        else:
            del response["Vary"]

    @staticmethod
    def _economical(request, response):
        """The answer compressed where the browser can, or 304 where it already has it."""
        if response.has_header("Content-Encoding") or response.has_header("ETag"):
            return response
        etag = blake2b(response.content, digest_size=12).hexdigest()
        if len(response.content) >= _WORTH_COMPRESSING:
            patch_vary_headers(response, ("Accept-Encoding",))
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                response.content = gzip.compress(response.content, compresslevel=5, mtime=0)
                response["Content-Encoding"] = "gzip"
                etag += "-gz"
        response["Content-Length"] = str(len(response.content))
        response["ETag"] = f'"{etag}"'
        return get_conditional_response(request, etag=response["ETag"], response=response)
