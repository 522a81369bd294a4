"""Which boxes a page shows: its own, then those it inherits, nearest page first."""

from dataclasses import dataclass

from wagtail.models import Page

from .models import PortletRegion, Region


@dataclass(frozen=True)
class PlacedBox:
    """One box (`bound_block`) and the page where it was placed."""

    bound_block: object
    origin: Page
    is_inherited: bool


def paths_to(page: Page) -> list[str]:
    """The tree paths of `page` and its ancestors, page first, root last; no query."""
    return [page.path[:end] for end in range(len(page.path), 0, -page.steplen)]


def boxes_for(page: Page) -> dict[str, list[PlacedBox]]:
    """The boxes of every region of `page`, in one query however deep the page lies."""
    rows = list(
        PortletRegion.objects.filter(page__path__in=paths_to(page)).select_related("page").order_by("-page__depth")
    )
    placed: dict[str, list[PlacedBox]] = {region: [] for region in Region.values}
    closed: set[str] = set()
    for row in rows:
        if row.region in closed:
            continue
        is_inherited = row.page_id != page.pk
        placed[row.region] += [PlacedBox(box, row.page, is_inherited) for box in row.boxes]
        if row.blocks_parent:
            closed.add(row.region)
    return placed
