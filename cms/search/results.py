"""What a search answers: the pages found, best first, with counts for the filters."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.utils.safestring import SafeString
from wagtail.models import Locale, Page

from .database import ids_with
from .excerpts import excerpt, marked_line
from .models import SearchEntry
from .words import Query

PAGE_SIZE = 10
LAST_PAGE = 50
_MOST_YEARS = 15


@dataclass(frozen=True)
class Filters:
    """What the visitor narrowed the search to; empty and None for not at all."""

    type_key: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Result:
    """One page found, ready to show."""

    address: str
    title: SafeString
    excerpt: SafeString
    type_label: str
    listed_on: date | None
    number: str


@dataclass(frozen=True)
class Facet:
    """One value a search can be narrowed to, and how many pages that would leave."""

    value: str
    label: str
    count: int
    is_current: bool


@dataclass(frozen=True)
class Results:
    """A page of results. `total` counts all that were found, `last_page` those that can be reached."""

    query: Query
    filters: Filters
    total: int = 0
    page: int = 1
    last_page: int = 1
    results: list[Result] = field(default_factory=list)
    types: list[Facet] = field(default_factory=list)
    years: list[Facet] = field(default_factory=list)


def search(query: Query, filters: Filters, page: int, *, root: Page, locale: Locale, request=None) -> Results:
    """The published pages under `root` in `locale` holding every word of `query`; `page` out of range gives way."""
    if not query:
        return Results(query, filters)
    found = SearchEntry.objects.published().below(root).filter(locale=locale).filter(_holds(query))
    table = found.order_by().values_list("type_key", "year").annotate(Count("pk"))
    counts = {(type_key, year): count for type_key, year, count in table}
    total = sum(count for (type_key, year), count in counts.items() if _passes(filters, type_key, year))
    last_page = min(max(-(-total // PAGE_SIZE), 1), LAST_PAGE)
    page = min(max(page, 1), last_page)
    return Results(
        query=query,
        filters=filters,
        total=total,
        page=page,
        last_page=last_page,
        results=_read(found, query, filters, page, request) if total else [],
        types=_type_facets(counts, filters),
        years=_year_facets(counts, filters),
    )


def _holds(query: Query) -> Q:
    return Q(pk__in=ids_with(query.words, is_prefix=query.is_prefix))


def _score(query: Query):
    """How well a page answers: its number asked, words side by side, accents as typed, words in the title.

    Sums of whole tiers instead of word statistics: every tier is one look into the index, however
    many pages hold the words, and the order can be explained to an editor.
    """
    tiers = [(32, Q(number_key=query.number_key)), (4, Q(pk__in=_in_title(query)))]
    if query.neighbours:
        tiers.append((16, Q(pk__in=ids_with(query.neighbours))))
    if query.marked:
        tiers.append((8, Q(pk__in=ids_with(query.marked))))
    score = Value(0)
    for weight, condition in tiers:
        score = score + Case(When(condition, then=Value(weight)), default=Value(0), output_field=IntegerField())
    return score


def _in_title(query: Query):
    return ids_with(query.words, in_title=True, is_prefix=query.is_prefix)


def _read(found, query: Query, filters: Filters, page: int, request) -> list[Result]:
    if filters.type_key:
        found = found.filter(type_key=filters.type_key)
    if filters.year is not None:
        found = found.filter(year=filters.year)
    ranked = found.order_by(_score(query).desc(), F("listed_on").desc(nulls_last=True), "-pk")
    keys = list(ranked.values_list("pk", flat=True)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    entries = SearchEntry.objects.select_related("text", "page__locale").in_bulk(keys)
    return [_result(entries[key], query, request) for key in keys if key in entries]


def _result(entry: SearchEntry, query: Query, request) -> Result:
    return Result(
        address=entry.page.get_url(request) or "",
        title=marked_line(entry.title, query),
        excerpt=excerpt(entry.text.written, query),
        type_label=_type_label(entry.type_key),
        listed_on=entry.listed_on,
        number=entry.number,
    )


def _type_label(type_key: str) -> str:
    """What readers call this type of page; the key itself for a type whose app is gone."""
    try:
        model = apps.get_model(type_key)
    except LookupError:
        return type_key
    label = getattr(model, "type_label", None)
    return label() if label else str(model._meta.verbose_name)


def _passes(filters: Filters, type_key: str | None, year: int | None) -> bool:
    return filters.type_key in ("", type_key) and filters.year in (None, year)


def _type_facets(counts: dict, filters: Filters) -> list[Facet]:
    """Types under the chosen year, most frequent first."""
    by_type = Counter()
    for (type_key, year), count in counts.items():
        if _passes(Filters(year=filters.year), type_key, year):
            by_type[type_key] += count
    facets = [Facet(key, _type_label(key), count, key == filters.type_key) for key, count in by_type.items()]
    return sorted(facets, key=lambda facet: (-facet.count, facet.label))


def _year_facets(counts: dict, filters: Filters) -> list[Facet]:
    """Years under the chosen type, newest first, and the chosen one even when it is old."""
    by_year = Counter()
    for (type_key, year), count in counts.items():
        if year is not None and _passes(Filters(type_key=filters.type_key), type_key, year):
            by_year[year] += count
    years = sorted(by_year, reverse=True)
    shown = [year for number, year in enumerate(years) if number < _MOST_YEARS or year == filters.year]
    return [Facet(str(year), str(year), by_year[year], year == filters.year) for year in shown]
