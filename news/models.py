"""News: an index of articles, the articles, and their categories."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField

from cms.pages.models import KeyedSnippet, SitePage
from cms.pages.querysets import SitePageQuerySet
from cms.text import clean_line

from .listing import Listing

EARLIEST = date(1945, 9, 2)
LATEST = date(2199, 12, 31)


def today() -> date:
    """The day in the office's time zone, for new articles."""
    return timezone.localdate()


@register_snippet
class Category(KeyedSnippet):
    """What kind of news an article is: directives, activities, announcements …"""

    class Meta(KeyedSnippet.Meta):
        verbose_name = _("news category")
        verbose_name_plural = _("news categories")


class ArticleQuerySet(SitePageQuerySet):
    """Reads articles the way listings and feeds want them."""

    def among(self, pages):
        """The articles that are in `pages`, a queryset, checked one by one.

        Asked for keys and days alone, newest first, the database then walks the index of days and
        stops when it has enough; a join made SQLite read and sort every page first.
        """
        return self.filter(models.Exists(pages.filter(pk=models.OuterRef("pk"))))

    def newest_first(self):
        """The order of every list of news; the page number settles what came out on one day."""
        return self.order_by("-published_on", "-pk")

    def newest_keys(self, count: int) -> list[int]:
        """The keys of the newest `count` of these articles (see `among`)."""
        return list(self.newest_first().values_list("pk", flat=True)[:count])

    def load(self, keys: list[int]) -> list:
        """The articles with these keys, newest first, with what a line of a list shows."""
        return list(self.model.objects.filter(pk__in=keys).newest_first().for_listing())

    def for_listing(self):
        """With what a line of a list shows, so that no line asks the database again."""
        return self.select_related("category", "picture", "locale").prefetch_related("picture__renditions")


class NewsIndexPage(SitePage):
    """A section's news, newest first, by category and year."""

    parent_page_types = ["home.HomePage", "pages.SectionPage"]
    subpage_types = ["news.ArticlePage"]

    class Meta:
        verbose_name = _("news index")
        verbose_name_plural = _("news indexes")

    def articles(self):
        """The published articles of this section, unordered."""
        return ArticlePage.objects.among(Page.objects.live().public().child_of(self))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = Listing.read(self.articles(), Category.objects.all(), request.GET)
        return context


class ArticlePage(SitePage):
    """One piece of news."""

    published_on = models.DateField(
        _("date"), default=today, help_text=_("The day shown to readers and used for sorting.")
    )
    author = models.CharField(_("author"), max_length=200, blank=True)
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Where the text was taken from, if not written here.")
    )
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
    )

    objects = PageManager.from_queryset(ArticleQuerySet)()

    parent_page_types = ["news.NewsIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        SitePage.content_panels[0],
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("published_on"), FieldPanel("category")]),
                FieldRowPanel([FieldPanel("author"), FieldPanel("source")]),
            ],
            heading=_("About the article"),
        ),
        *SitePage.content_panels[1:],
    ]
    override_translatable_fields = [SynchronizedField("published_on"), SynchronizedField("category")]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("author"),
        index.SearchField("source"),
        index.FilterField("published_on"),
        index.FilterField("category"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["-published_on", "-page_ptr"], name="news_article_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(published_on__gte=EARLIEST, published_on__lte=LATEST),
                name="news_article_sane_date",
                violation_error_message=_("Check the year of the date."),
            )
        ]

    @property
    def listing_date(self):
        return self.published_on

    def full_clean(self, *args, **kwargs):
        self.author = clean_line(self.author or "")
        self.source = clean_line(self.source or "")
        super().full_clean(*args, **kwargs)

    def clean(self):
        super().clean()
        if self.published_on and not EARLIEST <= self.published_on <= today() + timedelta(days=366):
            raise ValidationError(
                {"published_on": _("Check the year: the date must not be before 1945 nor over a year from today.")}
            )

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["related_articles"] = self.related_articles()
        return context

    def related_articles(self, count: int = 5) -> list:
        """The newest other published articles of the same category and language; none without a category."""
        if self.category_id is None:
            return []
        pages = Page.objects.live().public().filter(locale_id=self.locale_id)
        articles = ArticlePage.objects.among(pages).filter(category_id=self.category_id).exclude(pk=self.pk)
        return ArticlePage.objects.all().load(articles.newest_keys(count))
