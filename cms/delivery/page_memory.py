"""Public pages kept for a few seconds by the portal itself, so that a crowd costs no more than one reader."""

from hashlib import blake2b

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse
from django.utils.cache import get_conditional_response


class PageMemoryMiddleware:
    """Answers anonymous requests for pages from memory for `CONG_PAGE_SECONDS` (10 by default, 0: never).

    Stands outside DeliveryMiddleware and keeps only what that has declared public: pages of the tree, made
    without reading a session and without setting a cookie. Requests that carry a session, a query or a Range
    are never answered from here. Nothing is purged: a change shows after that many seconds at the latest,
    less than browsers and proxies may keep the page anyway.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.seconds = settings.CONG_PAGE_SECONDS

    def __call__(self, request):
        key = self._key(request) if self.seconds > 0 else None
        if key is None:
            return self.get_response(request)
        kept = cache.get(key)
        if kept is not None:
            return self._answer(request, *kept)
        response = self.get_response(request)
        if self._may_keep(request, response):
            cache.set(key, (response.content, dict(response.items())), self.seconds)
        return response

    @staticmethod
    def _key(request) -> str | None:
        """What tells one answer from another; None for requests that must reach the page itself."""
        if request.method != "GET" or request.META.get("QUERY_STRING"):
            return None
        if settings.SESSION_COOKIE_NAME in request.COOKIES or request.headers.get("Authorization"):
            return None
        if request.headers.get("Range") or not request.path.endswith("/"):
            return None
        try:
            host = request.get_host()
        except DisallowedHost:
            return None
        is_compressed = "gzip" in request.headers.get("Accept-Encoding", "")
        parts = "\n".join((request.scheme, host, request.path, str(is_compressed)))
        return f"page:{blake2b(parts.encode('utf-8', 'surrogatepass'), digest_size=16).hexdigest()}"

    @staticmethod
    def _may_keep(request, response) -> bool:
        match = request.resolver_match
        return (
            response.status_code == 200
            and not response.streaming
            and not response.cookies
            and match is not None
            and match.url_name == "wagtail_serve"
            and "public" in response.get("Cache-Control", "")
        )

    @staticmethod
    def _answer(request, content: bytes, headers: dict[str, str]):
        response = HttpResponse(content, headers=headers)
        return get_conditional_response(request, etag=response.get("ETag"), response=response)
