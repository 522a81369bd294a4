"""`{% visit_beacon page %}`: what has a page counted."""

from django import template
from wagtail.models import Page, Site

from cms.visits.token import token_for

register = template.Library()


@register.inclusion_tag("visits/beacon.html", takes_context=True)
def visit_beacon(context, page=None) -> dict:
    """The script that counts a view of `page`, and a picture for readers without JavaScript.

    The same for every reader, so the page stays cacheable. Nothing for drafts, previews and screens
    that are no page of the tree (search, forms, errors).
    """
    request = context.get("request")
    is_counted = isinstance(page, Page) and page.pk and page.live and not getattr(request, "is_preview", False)
    site = Site.find_for_request(request) if is_counted and request is not None else None
    return {"token": token_for(site.pk, page.pk) if site else ""}
