"""Boxes an editor fills by hand, and the search box."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.blocks.links import LinkBlock, links_for_readers
from cms.blocks.rich_text import TEXT_FEATURES
from cms.portlets.portlet import Portlet
from cms.portlets.registry import portlets

SITE = _("Site")


@portlets.register("text", group=SITE, order=50)
class TextPortlet(Portlet):
    """A few sentences."""

    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["heading"] = value.get("heading") or ""
        return context

    def is_shown(self, value, context) -> bool:
        text = value.get("text")
        return bool(text and text.source)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        template = "home/portlets/text.html"
        preview_value = {
            "heading": "Đường dây nóng",
            "text": "<p>Phản ánh, kiến nghị: trong giờ làm việc, tại Bộ phận Một cửa.</p>",
        }


@portlets.register("links", group=SITE, order=60)
class LinksPortlet(Portlet):
    """A list of links to pages, files and other sites."""

    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    def get_items(self, value, page, request):
        return links_for_readers(value.get("links") or [])

    class Meta:
        label = _("Links")
        heading = _("Links")
        icon = "link"
        template = "home/portlets/links.html"
        preview_value = {
            "heading": "",
            "links": [{"label": "Cổng Dịch vụ công quốc gia", "address": "https://dichvucong.gov.vn/"}],
        }


@portlets.register("search_box", group=SITE, order=70)
class SearchBoxPortlet(Portlet):
    """A field to search the site."""

    def is_shown(self, value, context) -> bool:
        return True

    class Meta:
        label = _("Search box")
        heading = _("Search")
        icon = "search"
        template = "home/portlets/search_box.html"
        preview_value = {"heading": ""}
