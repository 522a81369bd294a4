"""`{% rendered_portlets as regions %}`: the boxes of the current page as HTML, by region."""

import logging

from django import template
from django.conf import settings
from django.db import DatabaseError
from django.utils.safestring import mark_safe
from wagtail.models import Site

from cms.portlets.models import Region
from cms.portlets.placement import boxes_for

register = template.Library()
logger = logging.getLogger(__name__)


class RenderedRegions(dict):
    """For each region the HTML of its boxes, rendered when a template first asks for the region."""

    def __init__(self, boxes: dict[str, list], box_context: dict):
        super().__init__()
        self._boxes, self._context = boxes, box_context

    def __missing__(self, region: str) -> list[str]:
        boxes = self._boxes[region]
        self[region] = [html for box in boxes if (html := _rendered(box, self._context))]
        return self[region]


@register.simple_tag(takes_context=True)
def rendered_portlets(context) -> dict[str, list[str]]:
    """For each region the boxes' HTML, empty boxes left out.

    Screens that are no page of the tree (search, forms) show what the site's home page shows; boxes that
    speak of "this page" ask `is_page_of_tree`.
    """
    request = context.get("request")
    page = context.get("page")
    is_page_of_tree = bool(page and page.pk)
    if not is_page_of_tree:
        site = Site.find_for_request(request) if request else None
        page = site.root_page.localized if site else None
    if page is None:
        return {region: [] for region in Region.values}
    box_context = {"page": page, "request": request, "is_page_of_tree": is_page_of_tree}
    return RenderedRegions(boxes_for(page), box_context)


def _rendered(box, box_context: dict) -> str:
    """One box as HTML, "" when it has nothing to show; a box that fails is logged and left out."""
    try:
        html = box.bound_block.render(context=box_context)
    except DatabaseError:
        raise  # the page itself cannot be trusted then
    except Exception:
        if settings.DEBUG:
            raise
        logger.exception("The box %s placed at page %s failed", box.bound_block.block_type, box.origin.pk)
        return ""
    return mark_safe(html.strip())  # noqa: S308 - a template's output
