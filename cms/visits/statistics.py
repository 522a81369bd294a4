"""What editors read: which pages are viewed most, and how the days went."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from wagtail.models import Page

from .models import PageDay, SiteDay


@dataclass(frozen=True)
class PageLine:
    """One page with its figures of a period; `page` is None once it is deleted."""

    page_id: int
    page: Page | None
    visits: int
    views: int


@dataclass(frozen=True)
class DayLine:
    """One day with its figures; `share` is its views in hundredths of the best day's."""

    day: date
    visits: int
    views: int
    share: int


def most_viewed(site_id: int, first: date, last: date, count: int = 50) -> list[PageLine]:
    """The pages with most views from `first` to `last`, both included; two queries."""
    rows = list(
        PageDay.objects.filter(site_id=site_id, day__range=(first, last))
        .values("page_id")
        .annotate(sum_visits=Sum("visits"), sum_views=Sum("views"))
        .order_by("-sum_views", "page_id")[:count]
    )
    pages = Page.objects.in_bulk([row["page_id"] for row in rows])
    return [PageLine(row["page_id"], pages.get(row["page_id"]), row["sum_visits"], row["sum_views"]) for row in rows]


def days_of(site_id: int, first: date, last: date) -> list[DayLine]:
    """Every day from `last` back to `first`, also those without a view."""
    found = {row.day: row for row in SiteDay.objects.filter(site_id=site_id, day__range=(first, last))}
    best = max((row.views for row in found.values()), default=0) or 1
    lines = []
    for back in range((last - first).days + 1):
        day = last - timedelta(days=back)
        row = found.get(day) or SiteDay(visits=0, views=0)
        lines.append(DayLine(day, row.visits, row.views, row.views * 100 // best))
    return lines
