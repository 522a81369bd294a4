"""Which site a form was sent from, as the browser tells it."""

from urllib.parse import urlsplit

from django.conf import settings


def is_foreign_origin(request) -> bool:
    """Whether the browser says that another site's page sent this request.

    `Origin` decides when it is there (also "null", from sandboxed frames and redirects across sites),
    else `Sec-Fetch-Site`. A request without both comes from an old browser or no browser at all and
    has no visitor whom another site could mislead: it is not foreign.
    """
    origin = request.headers.get("Origin")
    if origin:
        return not _is_own(origin, request)
    site = request.headers.get("Sec-Fetch-Site", "none")
    return site not in {"same-origin", "none"}


def _is_own(origin: str, request) -> bool:
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    # The scheme is left out: behind a proxy that ends TLS the application may see plain HTTP.
    return parts.scheme in {"http", "https"} and _without_default_port(parts.netloc) == _without_default_port(
        request.get_host()
    )


def _without_default_port(host: str) -> str:
    return host.lower().removesuffix(":443").removesuffix(":80")
