"""Which boxes a page shows: its own, then those it inherits, nearest page first.

A translated page whose own branch says nothing about a region shows the boxes of the page it was translated
from (boxes such as navigation or latest news speak the reader's language by themselves), as far as anybody
may read that page and those above it: what stands beside a private or unpublished page stays there. One row
in that region anywhere above the page, even an empty one that does not inherit, ends this.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from wagtail.models import Page, PageViewRestriction

from .models import PortletRegion, Region


@dataclass(frozen=True)
class PlacedBox:
    """One box (`bound_block`) and the page where it was placed."""

    bound_block: object
    origin: Page
    is_inherited: bool


@dataclass
class RegionPlan:
    """One region of a page: what is placed here, what comes from above, and what is shut out and by whom."""

    own: PortletRegion | None = None
    boxes: list[PlacedBox] = field(default_factory=list)
    shut_out: list[PlacedBox] = field(default_factory=list)
    closed_by: Page | None = None
    is_borrowed: bool = False

    @property
    def inherited(self) -> list[PlacedBox]:
        """The boxes from above that appear here, in their order."""
        return [box for box in self.boxes if box.is_inherited]


def paths_to(page: Page) -> list[str]:
    """The tree paths of `page` and its ancestors, page first, root last; no query."""
    return [page.path[:end] for end in range(len(page.path), 0, -page.steplen)]


def boxes_for(page: Page) -> dict[str, list[PlacedBox]]:
    """The boxes of every region of `page`, in one query however deep the page lies."""
    return {region: plan.boxes for region, plan in plan_for(page).items()}


def plan_for(page: Page) -> dict[str, RegionPlan]:
    """Every region of `page` with what is shown and what is not, in one query."""
    paths = set(paths_to(page))
    rows = _rows_on(paths)
    return {region: _plan_region(page, paths, [row for row in rows if row.region == region]) for region in Region}


def _rows_on(paths: set[str]) -> list[PortletRegion]:
    """Rows of the pages at `paths` and of the public pages they were translated from; deepest first."""
    translations = Page.objects.filter(path__in=paths).values("translation_key")
    source = Q(page__translation_key__in=translations, page__locale__language_code=settings.LANGUAGE_CODE)
    # As Wagtail's live() and public(), which would read the restrictions in a query of their own.
    row_path = ExpressionWrapper(OuterRef("page__path"), output_field=CharField())
    closed = PageViewRestriction.objects.annotate(row_path=row_path).filter(row_path__startswith=F("page__path"))
    rows = PortletRegion.objects.filter(
        Q(page__path__in=paths) | source & Q(page__live=True) & ~Exists(closed),
    )
    return list(rows.select_related("page").order_by("-page__depth", "page__path"))


def _plan_region(page: Page, paths: set[str], rows: list[PortletRegion]) -> RegionPlan:
    own_branch = [row for row in rows if row.page.path in paths]
    plan = RegionPlan(is_borrowed=bool(rows) and not own_branch)
    for row in own_branch or rows:
        is_own = row.page_id == page.pk
        if is_own:
            plan.own = row
        boxes = [PlacedBox(box, row.page, not is_own) for box in row.boxes]
        if plan.closed_by is None:
            plan.boxes += boxes
        else:
            plan.shut_out += boxes
        if row.blocks_parent and plan.closed_by is None:
            plan.closed_by = row.page
    return plan
