"""One page of a list of news, read by key instead of by number.

"Older" asks for what comes after the last article shown, so page 500 costs what page 1 costs and
an article published meanwhile shifts nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Q

from cms.text import clean_line

PAGE_SIZE = 12
_MOST_YEARS = 40
_KEY = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})", re.ASCII)
_YEAR = re.compile(r"(?:19|20|21)\d{2}", re.ASCII)


@dataclass(frozen=True)
class Choice:
    """One link of a filter: its name, its address and whether it is the one in force."""

    label: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Listing:
    """The articles shown, the filters, and the addresses of the pages around (empty at the ends)."""

    articles: Sequence
    categories: Sequence[Choice]
    years: Sequence[Choice]
    newer: str
    older: str
    is_filtered: bool
    has_filters: bool

    @classmethod
    def read(cls, articles, categories, asked: Mapping[str, str]) -> "Listing":
        """The page of `articles` (a queryset) asked for by category, year, before, after.

        Whatever in `asked` makes no sense counts as not asked.
        """
        categories = list(categories)
        years = _years(articles)
        category = next((c for c in categories if c.slug == clean_line(asked.get("category", "")[:100])), None)
        year_text = asked.get("year", "")
        year = int(year_text) if _YEAR.fullmatch(year_text) and int(year_text) in years else None
        kept = {key: value for key, value in (("category", category and category.slug), ("year", year)) if value}

        if category:
            articles = articles.filter(category=category)
        if year:
            articles = articles.filter(published_on__range=(date(year, 1, 1), date(year, 12, 31)))
        shown, has_newer, has_older = _cut(articles, _key(asked.get("before", "")), _key(asked.get("after", "")))

        def address(**changes) -> str:
            query = urlencode({key: value for key, value in {**kept, **changes}.items() if value})
            return f"?{query}"

        return cls(
            articles=shown,
            categories=[Choice("", address(category=None), category is None)]
            + [Choice(str(c), address(category=c.slug), c is category) for c in categories],
            years=[Choice("", address(year=None), year is None)]
            + [Choice(str(y), address(year=y), y == year) for y in years],
            newer=address(after=_key_of(shown[0])) if has_newer else "",
            older=address(before=_key_of(shown[-1])) if has_older else "",
            is_filtered=bool(kept),
            has_filters=bool(categories) or len(years) > 1,
        )


def _years(articles) -> list[int]:
    """From the year of the newest article down to that of the oldest, at most 40.

    Two looks at the ends of the index: a list of only the years that have news would read every row.
    """
    days = articles.newest_first().values_list("published_on", flat=True)
    newest, oldest = days.first(), days.last()
    return list(range(newest.year, oldest.year - 1, -1))[:_MOST_YEARS] if newest else []


def _cut(articles, before, after):
    """At most a page of articles, newest first, and whether there are newer and older ones."""
    if after and not before:
        day, pk = after
        newer = articles.filter(Q(published_on__gt=day) | Q(published_on=day, pk__gt=pk))
        keys = _keys(newer.newest_first().reverse())
        if keys:
            return _load(articles, keys), len(keys) > PAGE_SIZE, True
    if before:
        day, pk = before
        older = articles.filter(Q(published_on__lt=day) | Q(published_on=day, pk__lt=pk))
        keys = _keys(older.newest_first())
        if keys:
            return _load(articles, keys), True, len(keys) > PAGE_SIZE
    keys = _keys(articles.newest_first())
    return _load(articles, keys), False, len(keys) > PAGE_SIZE


def _keys(articles) -> list[int]:
    """The keys of a page of articles and of one more, which tells whether there are others."""
    return list(articles.values_list("pk", flat=True)[: PAGE_SIZE + 1])


def _load(articles, keys: list[int]) -> list:
    return articles.load(keys[:PAGE_SIZE])


def _key(text: str) -> tuple[date, int] | None:
    """The day and page number in "2022-01-20.17", None for anything else."""
    match = _KEY.fullmatch(text)
    if not match:
        return None
    try:
        return date.fromisoformat(match[1]), int(match[2])
    except ValueError:
        return None


def _key_of(article) -> str:
    return f"{article.published_on.isoformat()}.{article.pk}"
