"""The visit counter as a box."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Site

from cms.portlets.portlet import Portlet
from cms.portlets.registry import portlets

from .figures import figures_of


@portlets.register("visit_counter", group=_("Site"), order=80)
class VisitCounterPortlet(Portlet):
    """Visits and views of the site, on every page the same; brought up to date by the counter's script."""

    show_page_views = blocks.BooleanBlock(
        label=_("Show the views of the page too"), required=False, help_text=_("Below the totals of the whole site.")
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        request, page = context.get("request"), context.get("page")
        site = Site.find_for_request(request) if request is not None else None
        is_page = page is not None and page.pk and context.get("is_page_of_tree", True)
        page_id = page.pk if is_page and value.get("show_page_views") else None
        context["has_page_views"] = page_id is not None
        context["figures"] = figures_of(site.pk if site else 0, page_id, timezone.now())
        return context

    def is_shown(self, value, context) -> bool:
        return True

    class Meta:
        label = _("Visit counter")
        heading = _("Visit statistics")
        icon = "view"
        template = "visits/portlets/visit_counter.html"
        preview_value = {"heading": "", "show_page_views": True}
