"""`{% site_frame as frame %}`: what the base template shows around every page."""

from django import template
from django.core.exceptions import DisallowedHost
from django.core.paginator import Page as PaginatorPage
from wagtail.models import Page

from ..identity import last_known_office
from ..navigation import SiteFrame

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context) -> SiteFrame:
    """Office, menu, breadcrumbs and languages for the page in the context."""
    page = context.get("page")
    frame = SiteFrame(
        context["request"],
        page if isinstance(page, Page) else None,
        is_error=bool(context.get("is_error_page")),
    )
    frame.office  # noqa: B018 - read before anything else can fail, so that the error page knows whom to call
    return frame


@register.simple_tag(takes_context=True)
def last_office(context) -> dict[str, str]:
    """Name, phone, e-mail and address of the office for pages that must not ask the database."""
    try:
        return last_known_office(context["request"].get_host())
    except (KeyError, DisallowedHost):
        return {}


@register.simple_tag
def page_numbers(page_obj: PaginatorPage) -> list:
    """The numbers a pagination shows, with gaps as the paginator's ellipsis."""
    paginator = page_obj.paginator
    return list(paginator.get_elided_page_range(page_obj.number, on_each_side=2, on_ends=1))
