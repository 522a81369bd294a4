"""Blocks about the page tree: what was published last in a section."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from cms.blocks.groups import BOXES
from cms.blocks.readable import readable_page
from cms.blocks.registry import body_blocks


def shown_day(page: Page) -> date:
    """The day the card of `page` shows; pages without one come last."""
    return getattr(page, "listing_date", None) or date.min


@body_blocks.register("latest_pages", group=BOXES, order=78)
class LatestPagesBlock(blocks.StructBlock):
    """The pages published last in a section, as cards, with a way to all of them.

    Four queries, whatever the section holds. Nothing to show leaves nothing on the page.
    """

    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=120, help_text=_("Leave empty for the section's title.")
    )
    section = blocks.PageChooserBlock(label=_("Section"))
    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=12)

    def get_context(self, value, parent_context=None):
        """Adds `section`, in the reader's language, and `pages`, those published last, by the day they show."""
        context = super().get_context(value, parent_context=parent_context)
        section = context["section"] = readable_page(value.get("section"))
        context["pages"] = []
        if section:
            newest = Page.objects.child_of(section).live().public().order_by("-first_published_at", "-pk")
            pages = newest.specific()[: min(max(value.get("count") or 3, 1), 12)]
            context["pages"] = sorted(pages, key=shown_day, reverse=True)
        return context

    class Meta:
        label = _("Latest pages of a section")
        icon = "list-ul"
        template = "pages/blocks/latest_pages.html"
        preview_value = {"heading": "", "section": None, "count": 3}
