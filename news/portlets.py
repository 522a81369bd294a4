"""The box with the latest news."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.portlets.portlet import Portlet
from cms.portlets.registry import portlets

from .models import ArticlePage


@portlets.register("latest_news", group=_("News"), order=40)
class LatestNewsPortlet(Portlet):
    """The newest articles in the language of the page, of one category or of all."""

    count = blocks.IntegerBlock(label=_("How many"), default=5, min_value=1, max_value=20)
    category = SnippetChooserBlock(
        "news.Category", label=_("Category"), required=False, help_text=_("Leave empty for news of every category.")
    )

    def get_items(self, value, page, request):
        if page is None:
            return []
        pages = Page.objects.live().public().filter(locale_id=page.locale_id)
        articles = ArticlePage.objects.among(pages).exclude(pk=page.pk)
        if value.get("category"):
            articles = articles.filter(category=value["category"])
        return articles.load(articles.newest_keys(min(max(value.get("count") or 5, 1), 20)))

    class Meta:
        label = _("Latest news")
        heading = _("Latest news")
        icon = "doc-full"
        template = "news/portlets/latest_news.html"
        preview_value = {"heading": "", "count": 3, "category": None}
