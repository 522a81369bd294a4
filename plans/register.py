"""Reading the register: filters from an address, one page of plans, what can be chosen.

Values that mean nothing are left out and named in `notes`; they never are an error. The number
of queries does not depend on the number of plans.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from cms.pages.models import SubjectField
from cms.text import clean_line
from plans.dating import EARLIEST
from plans.numbers import number_key

PAGE_SIZE = 20
LONGEST_NUMBER = 80
ORDERS = {"": ("-sorted_on", "-pk"), "oldest": ("sorted_on", "pk"), "title": ("title", "pk")}


@dataclass(frozen=True)
class Option:
    """One entry of a filter's list."""

    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True)
class Filter:
    """A filter as the form shows it: `name` is its key in the address."""

    name: str
    label: str
    all_label: str
    options: list[Option]


@dataclass(frozen=True)
class PageLink:
    """A page of the listing; without an address it is a gap."""

    number: int
    address: str
    is_current: bool = False


@dataclass
class Listing:
    """One page of the register, ready to be shown."""

    plans: list
    total: int
    number: str
    filters: list[Filter]
    orders: list[Option]
    notes: list[str]
    is_filtered: bool
    page: int = 1
    page_count: int = 1
    links: list[PageLink] = field(default_factory=list)
    previous: str = ""
    following: str = ""


def browse(plans, query: Mapping[str, str], issuers, type_label: Callable[[str], str], statuses) -> Listing:
    """The plans among `plans` (a PlanPage queryset) that `query` asks for.

    `query` maps year, field, issuer, type, status, number, order and page to texts from outside;
    `issuers` is the queryset of offices, `type_label` names a kind of document, `statuses` lists
    (key, label) pairs.
    """
    asked = {name: clean_line(str(query.get(name, "")))[:200] for name in (*_NAMES, "number", "order", "page")}
    notes: list[str] = []
    filters = _filters(plans, asked, issuers, type_label, statuses)
    chosen = {}
    for each in filters:
        if asked[each.name] and not any(option.is_selected for option in each.options):
            notes.append(
                _("“%(value)s” is no choice under “%(filter)s”; this filter was left out.")
                % {"value": asked[each.name][:60], "filter": each.label}
            )
        elif asked[each.name]:
            chosen[each.name] = asked[each.name]
    found = _filtered(plans, chosen)
    key = number_key(asked["number"])[:LONGEST_NUMBER]
    if key:
        chosen["number"] = asked["number"][:LONGEST_NUMBER]
        found = found.filter(
            **({"number_key__startswith": key} if key[0].isdigit() else {"number_key__contains": key})
        )
    elif asked["number"]:
        notes.append(_("A document number has digits or letters, for example 1891/KH-SKHCN."))
    is_filtered = bool(chosen)
    if asked["order"] and asked["order"] not in ORDERS:
        notes.append(_("This order is not known; the newest documents come first."))
    elif asked["order"]:
        chosen["order"] = asked["order"]
    found = found.order_by(*ORDERS[chosen.get("order", "")])
    total = found.count()
    page_count = max(1, -(-total // PAGE_SIZE))
    page = _page_number(asked["page"], page_count, notes)
    start = (page - 1) * PAGE_SIZE
    listing = Listing(
        plans=list(found.select_related("issuer").defer_streamfields()[start : start + PAGE_SIZE]),
        total=total,
        number=asked["number"],
        filters=filters,
        orders=_orders(chosen.get("order", "")),
        notes=notes,
        is_filtered=is_filtered,
        page=page,
        page_count=page_count,
    )
    if page_count > 1:
        listing.links = _page_links(page, page_count, chosen)
        listing.previous = _address(chosen, page - 1) if page > 1 else ""
        listing.following = _address(chosen, page + 1) if page < page_count else ""
    return listing


_NAMES = ("year", "field", "issuer", "type", "status")


def _filters(plans, asked, issuers, type_label, statuses) -> list[Filter]:
    years = _years(plans)
    kinds = plans.order_by().values_list("document_type", flat=True).distinct()
    choices = {
        "year": (_("Year"), _("All years"), [(str(year), str(year)) for year in years]),
        "field": (_("Field"), _("All fields"), [(each.slug, str(each)) for each in SubjectField.objects.all()]),
        "issuer": (_("Issuing office"), _("All offices"), [(str(each.pk), _office_name(each)) for each in issuers]),
        "type": (_("Kind"), _("All kinds"), sorted((kind, type_label(kind)) for kind in kinds if kind)),
        "status": (_("Status"), _("All documents"), list(statuses)),
    }
    return [
        Filter(name, label, all_label, [Option(value, str(text), value == asked[name]) for value, text in pairs])
        for name, (label, all_label, pairs) in choices.items()
    ]


def _office_name(issuer) -> str:
    """The office with its superior: a province has many departments of the same name."""
    return f"{issuer} – {issuer.superior}" if issuer.superior else str(issuer)


def _years(plans) -> list[int]:
    """Years from the newest dated plan to the oldest: two steps into the index, no scan."""
    days = plans.filter(sorted_on__gt=EARLIEST).values_list("sorted_on", flat=True)
    newest = days.order_by("-sorted_on", "-pk").first()
    oldest = days.order_by("sorted_on", "pk").first()
    return list(range(newest.year, oldest.year - 1, -1)) if newest and oldest else []


def _filtered(plans, chosen: dict[str, str]):
    if "year" in chosen:
        plans = plans.filter(sorted_on__year=int(chosen["year"]))
    if "field" in chosen:
        plans = plans.filter(subject_fields__slug=chosen["field"])
    if "issuer" in chosen:
        plans = plans.filter(issuer_id=int(chosen["issuer"]))
    if "type" in chosen:
        plans = plans.filter(document_type=chosen["type"])
    if "status" in chosen:
        plans = plans.filter(status=chosen["status"])
    return plans


def _orders(selected: str) -> list[Option]:
    labels = {"": _("Newest first"), "oldest": _("Oldest first"), "title": _("By title")}
    return [Option(value, label, value == selected) for value, label in labels.items()]


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


def _page_links(page: int, page_count: int, chosen: dict[str, str]) -> list[PageLink]:
    shown = sorted({1, page_count, *range(max(1, page - 2), min(page_count, page + 2) + 1)})
    links = []
    for number in shown:
        if links and number > links[-1].number + 1:
            links.append(PageLink(number - 1, ""))
        links.append(PageLink(number, _address(chosen, number), number == page))
    return links


def _address(chosen: dict[str, str], page: int) -> str:
    return "?" + urlencode({**chosen, **({"page": page} if page > 1 else {})})
