"""Boxes that follow from the page tree: the navigation and the related pages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.portlets.portlet import Portlet
from cms.portlets.registry import portlets

from .navigation import branch_around
from .related import related_to

PAGES = _("Pages")


@portlets.register("navigation", group=PAGES, order=10)
class NavigationPortlet(Portlet):
    """The pages of the section the reader is in, opened to where the reader is."""

    start = blocks.PageChooserBlock(
        label=_("Begin at"), required=False, help_text=_("Leave empty for the section the reader is in.")
    )
    levels = blocks.IntegerBlock(label=_("Levels"), default=2, min_value=1, max_value=3)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        branch = context["items"][0] if context["items"] else None
        context["branch"] = branch
        if branch is not None and not value.get("heading"):
            context["heading"] = branch.page.title
        return context

    def get_items(self, value, page, request):
        if page is None or not page.path:
            return []
        start = value.get("start")
        levels = min(max(value.get("levels") or 2, 1), 3)
        branch = branch_around(page, start.localized if start else None, levels, request)
        return [branch] if branch is not None and branch.children else []

    class Meta:
        label = _("Navigation")
        heading = _("In this section")
        icon = "list-ul"
        template = "pages/portlets/navigation.html"
        preview_value = {"heading": "", "start": None, "levels": 2}


@portlets.register("related", group=PAGES, order=20)
class RelatedPortlet(Portlet):
    """What else a reader of this page may want: hand-picked pages, then same tags, then same field."""

    count = blocks.IntegerBlock(label=_("How many"), default=5, min_value=1, max_value=20)

    def get_items(self, value, page, request):
        if page is None or not page.pk:
            return []
        return related_to(page, min(max(value.get("count") or 5, 1), 20))

    class Meta:
        label = _("Related pages")
        heading = _("Related")
        icon = "link"
        template = "pages/portlets/related.html"
        preview_value = {"heading": "", "count": 5}
