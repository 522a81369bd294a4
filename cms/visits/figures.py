"""The figures that are shown: what was counted here plus what was taken over from an older site."""

from dataclasses import dataclass
from datetime import datetime

from .models import OpeningBalance, PageTotal, SiteTotal


@dataclass(frozen=True)
class ShownFigures:
    """A site's totals and, if asked for, one page's, read at one moment (`at`)."""

    visits: int
    views: int
    page_visits: int
    page_views: int
    at: datetime


def figures_of(site_id: int, page_id: int | None, now: datetime) -> ShownFigures:
    """Totals of the site, opening balance included, and of the page; from the database, never from a cache.

    Two processes with caches of different age would show a total that falls.
    """
    rows = {
        name: model.objects.filter(**{key: value}).values_list("visits", "views").first() or (0, 0)
        for name, model, key, value in (
            ("counted", SiteTotal, "site_id", site_id),
            ("taken_over", OpeningBalance, "site_id", site_id),
            ("page", PageTotal, "page_id", page_id),
        )
        if value
    }
    counted, taken_over, page = rows.get("counted", (0, 0)), rows.get("taken_over", (0, 0)), rows.get("page", (0, 0))
    return ShownFigures(counted[0] + taken_over[0], counted[1] + taken_over[1], page[0], page[1], now)
