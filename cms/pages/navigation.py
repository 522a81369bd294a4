"""The branch of the page tree around a page, for the navigation box."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from wagtail.models import Page, Site

from cms.portlets.placement import paths_to

_NEEDED = ("id", "title", "path", "depth", "url_path", "locale", "show_in_menus")

CROWD = 30
"""Where more pages than this lie side by side, only those marked for menus are listed."""


@dataclass
class Branch:
    """A page in the navigation, with the open pages under it."""

    page: Page
    url: str
    is_current: bool = False
    is_above: bool = False
    children: list["Branch"] = field(default_factory=list)


def branch_around(page: Page, start: Page | None, levels: int, request=None) -> Branch | None:
    """The published pages under `start`, opened along the way to `page`, at most `levels` deep.

    Without `start` it begins at the section `page` lies in (the page right below the home page).
    At most two queries a level, however large the site. None if readers cannot see the start.
    """
    published = (
        Page.objects.live().public().only("id", "title", "path", "depth", "url_path", "locale", "show_in_menus")
    )
    start_path = start.path if start is not None else _section_path(page)
    top = published.filter(path=start_path).first()
    if top is None:
        return None
    root = _branch(top, page, request)
    trail = paths_to(page)
    opened = root
    for _level in range(levels):
        opened.children = [_branch(child, page, request) for child in _children(published, opened.page, trail)]
        opened = next((branch for branch in opened.children if branch.is_current or branch.is_above), None)
        if opened is None:
            break
    return root


def _branch(shown: Page, here: Page, request) -> Branch:
    is_current = shown.path == here.path
    is_above = not is_current and here.path.startswith(shown.path)
    return Branch(shown, shown.get_url(request) or "", is_current, is_above)


def _children(published: QuerySet, parent: Page, trail: list[str]) -> list[Page]:
    """The pages right below `parent` in the order of the tree; of a crowd those for menus and on the way here."""
    below = published.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path")
    children = list(below[: CROWD + 1])
    if len(children) > CROWD:
        children = list(below.filter(Q(show_in_menus=True) | Q(path__in=trail))[:CROWD])
    return children


def _section_path(page: Page) -> str:
    """The tree path of the section `page` lies in; its own if it is the home page."""
    home_depth = 2
    for root in Site.get_site_root_paths():
        if page.url_path.startswith(root.root_path):
            home_depth = root.root_path.count("/")
            break
    return page.path[: page.steplen * min(page.depth, home_depth + 1)]
