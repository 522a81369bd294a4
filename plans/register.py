"""Reading the register: one page of the documents that an address asks for.

The number of queries does not depend on the number of plans.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from cms.text import clean_line
from plans.register_filters import Filter, Option, Selection, Vocabulary, address_of, select

PAGE_SIZE = 20


@dataclass(frozen=True)
class PageLink:
    """A page of the listing; without an address it is a gap."""

    number: int
    address: str
    is_current: bool = False


@dataclass
class Listing:
    """One page of the register, ready to be shown; `address` asks for the same documents, without the page."""

    plans: list
    total: int
    number: str
    filters: list[Filter]
    orders: list[Option]
    notes: list[str]
    is_filtered: bool
    address: str = ""
    page: int = 1
    page_count: int = 1
    links: list[PageLink] = field(default_factory=list)
    previous: str = ""
    following: str = ""


def browse(plans, query: Mapping[str, str], vocabulary: Vocabulary, today: date) -> Listing:
    """The page of `plans` (a PlanPage queryset) that `query`, texts from outside, asks for."""
    selection = select(plans, query, vocabulary, today)
    notes = selection.notes
    total = selection.plans.count()
    page_count = max(1, -(-total // PAGE_SIZE))
    page = _page_number(clean_line(str(query.get("page", "")))[:200], page_count, notes)
    start = (page - 1) * PAGE_SIZE
    shown = selection.plans.select_related("issuer").defer_streamfields()[start : start + PAGE_SIZE]
    listing = Listing(
        plans=list(shown),
        total=total,
        number=selection.number,
        filters=selection.filters,
        orders=selection.orders,
        notes=notes,
        is_filtered=selection.is_filtered,
        address=selection.address,
        page=page,
        page_count=page_count,
    )
    if page_count > 1:
        listing.links = _page_links(page, page_count, selection)
        listing.previous = _address(selection, page - 1) if page > 1 else ""
        listing.following = _address(selection, page + 1) if page < page_count else ""
    return listing


def _page_number(asked: str, page_count: int, notes: list[str]) -> int:
    if not asked:
        return 1
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    if number < 1:
        notes.append(_("This page number is not known; you see the first page."))
        return 1
    if number > page_count:
        notes.append(_("The list has %(count)s pages; you see the last one.") % {"count": page_count})
        return page_count
    return number


def _page_links(page: int, page_count: int, selection: Selection) -> list[PageLink]:
    shown = sorted({1, page_count, *range(max(1, page - 2), min(page_count, page + 2) + 1)})
    links = []
    for number in shown:
        if links and number > links[-1].number + 1:
            links.append(PageLink(number - 1, ""))
        links.append(PageLink(number, _address(selection, number), number == page))
    return links


def _address(selection: Selection, page: int) -> str:
    """The first page of everything is asked for by a bare "?"."""
    return address_of(selection.chosen, **({"page": page} if page > 1 else {})) or "?"
