"""The news as a feed for feed readers, in the language of its address."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from .models import ArticlePage

ITEM_COUNT = 30


class NewsFeed(Feed):
    """The newest published articles of the site as Atom."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=300)
        return response

    def get_object(self, request, *args, **kwargs):
        """The site asked; its name and pages make the feed."""
        return Site.find_for_request(request), request

    def title(self, asked):
        site, _request = asked
        return _("News – %(site)s") % {"site": (site and site.site_name) or _("Portal")}

    def subtitle(self, asked):
        return _("The latest news of the portal")

    def link(self, asked):
        site, request = asked
        root = site.root_page.localized if site else None
        return (root and root.get_url(request)) or "/"

    def feed_url(self, asked):
        return reverse("news:feed")

    def feed_guid(self, asked):
        _site, request = asked
        return request.build_absolute_uri(reverse("news:feed"))

    @property
    def language(self):
        return get_language()

    def items(self, asked):
        site, request = asked
        pages = Page.objects.live().public().filter(locale=Locale.get_active())
        if site:
            pages = pages.descendant_of(site.root_page.localized)
        newest = ArticlePage.objects.among(pages)
        articles = newest.load(newest.newest_keys(ITEM_COUNT))
        for article in articles:
            article.feed_address = article.get_url(request)
        return [article for article in articles if article.feed_address]

    def item_title(self, article):
        return article.title

    def item_description(self, article):
        return article.summary or None

    def item_link(self, article):
        return article.feed_address

    def item_pubdate(self, article):
        return timezone.make_aware(datetime.combine(article.published_on, time()))

    def item_updateddate(self, article):
        return article.last_published_at or self.item_pubdate(article)

    def item_author_name(self, article):
        return article.author or None

    def item_categories(self, article):
        return [str(article.category)] if article.category else []
