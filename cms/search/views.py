"""The search screen. Queries are not logged; the answer is for this visitor only and not to be stored."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Site

from cms.text import clean_line

from .results import Filters, Results, search
from .words import Query

_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_PAGE = re.compile(r"\d{1,4}", re.ASCII)


@dataclass(frozen=True)
class Link:
    """A filter or page of results as an address; `count` is None where none is shown."""

    label: str
    address: str
    is_current: bool
    count: int | None = None


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """GET q, type, year, page: whatever makes no sense counts as not asked."""
    query = Query.read(request.GET.get("q", ""))
    year, page = request.GET.get("year", ""), request.GET.get("page", "")
    filters = Filters(
        type_key=clean_line(request.GET.get("type", "")[:100]),
        year=int(year) if _YEAR.fullmatch(year) else None,
    )
    site, locale = Site.find_for_request(request), Locale.get_active()
    found = Results(query, filters)
    if site is not None:
        root = site.root_page.localized
        number = int(page) if _PAGE.fullmatch(page) else 1
        found = search(query, filters, number, root=root, locale=locale, request=request)
    response = render(request, "search/results.html", _context(found))
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _context(found: Results) -> dict:
    filters = found.filters

    def address(**changes) -> str:
        parts = {"q": found.query.typed, "type": filters.type_key, "year": filters.year, **changes}
        return "?" + urlencode({key: value for key, value in parts.items() if value})

    return {
        "found": found,
        "is_narrowed": bool(filters.type_key or filters.year),
        "everything": address(type="", year=None),
        "any_type": Link("", address(type=""), not filters.type_key),
        "types": [Link(f.label, address(type=f.value), f.is_current, f.count) for f in found.types],
        "any_year": Link("", address(year=None), filters.year is None),
        "years": [Link(f.label, address(year=f.value), f.is_current, f.count) for f in found.years],
        "previous": address(page=found.page - 1) if found.page > 1 else "",
        "next": address(page=found.page + 1) if found.page < found.last_page else "",
    }
