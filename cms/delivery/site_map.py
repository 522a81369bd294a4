"""For search engines: which pages are published, in which languages, and what not to visit."""

from collections import defaultdict
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from django.core.cache import cache
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page, PageViewRestriction, Site

from cms.pages.querysets import SitePageQuerySet

from .caching import public_screen

# One file holds at most 50,000 addresses by the protocol; smaller ones are read sooner.
_ADDRESSES_PER_FILE = 5000
_KEEP_SECONDS = 600
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def published_pages(site: Site):
    """Every published page of `site`, in all its languages."""
    below = Q()
    for root in site.root_page.get_translations(inclusive=True):
        below |= Q(path__startswith=root.path)
    return SitePageQuerySet(Page).published().filter(below)


def entries(request: HttpRequest, site: Site) -> list[str]:
    """One <url> element a page, with the addresses of its translations; in tree order."""
    pages = published_pages(site).select_related("locale").order_by("path")
    rows, by_key = [], defaultdict(dict)
    for page in pages.only("path", "url_path", "translation_key", "last_published_at", "locale__language_code"):
        address = page.get_url(request)
        if not address:
            continue
        rows.append((page, request.build_absolute_uri(address)))
        by_key[page.translation_key][page.locale.language_code] = rows[-1][1]
    return [_entry(page, address, by_key[page.translation_key]) for page, address in rows]


def _entry(page: Page, address: str, translations: dict[str, str]) -> str:
    parts = [f"<loc>{escape(address)}</loc>"]
    if page.last_published_at:
        parts.append(f"<lastmod>{page.last_published_at.isoformat(timespec='seconds')}</lastmod>")
    if len(translations) > 1:
        for code, translated in sorted(translations.items()):
            parts.append(f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(translated)}/>')
    return f"<url>{''.join(parts)}</url>"


def _kept_entries(request: HttpRequest) -> list[str]:
    """The entries, made again when something was published, withdrawn or closed to the public."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    state = published_pages(site).aggregate(Count("pk"), Max("last_published_at"))
    closed = list(PageViewRestriction.objects.order_by("pk").values_list("pk", "page_id"))
    key = sha256(repr((request.scheme, request.get_host(), site.pk, state, closed)).encode()).hexdigest()
    return cache.get_or_set(f"cms.delivery.site_map:{key}", lambda: entries(request, site), _KEEP_SECONDS)


@require_safe
@public_screen
def site_map(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """The site map; for a large site an index of numbered files, 1 and up."""
    lines = _kept_entries(request)
    files = -(-len(lines) // _ADDRESSES_PER_FILE)
    if number is None and files > 1:
        addresses = [reverse("delivery:site_map_part", args=[part]) for part in range(1, files + 1)]
        body = "".join(f"<sitemap><loc>{escape(request.build_absolute_uri(a))}</loc></sitemap>" for a in addresses)
        return _xml(f"<sitemapindex {_NAMESPACES}>{body}</sitemapindex>")
    if number is not None and not 1 <= number <= files:
        raise Http404
    start = ((number or 1) - 1) * _ADDRESSES_PER_FILE
    return _xml(f"<urlset {_NAMESPACES}>{''.join(lines[start : start + _ADDRESSES_PER_FILE])}</urlset>")


@require_safe
@public_screen
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read except the desk and the endless results of the search."""
    closed = [reverse("wagtailadmin_home"), "/tim-kiem/", "/en/tim-kiem/", "/luot-truy-cap/"]
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in closed)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('delivery:site_map'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _xml(body: str) -> HttpResponse:
    return HttpResponse(
        f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', content_type="application/xml; charset=utf-8"
    )
