"""The search index: one narrow row a published page to filter and sort by, one wide row to search in.

Two tables, because a search reads thousands of narrow rows and ten wide ones. What differs between
databases (full-text index, its upkeep by triggers or generated columns) is in the migration
`0002_full_text` and in `sqlite.py` and `postgresql.py`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import PageViewRestriction


class SearchEntryQuerySet(models.QuerySet):
    """Reads the index; whatever it holds, only what anybody may read right now comes out."""

    def published(self):
        """Entries of live pages outside every branch that asks for a login or password (one query of its own)."""
        entries = self.filter(page__live=True)
        closed = PageViewRestriction.objects.values_list("page__path", flat=True)
        for path in closed:
            entries = entries.exclude(page__path__startswith=path)
        return entries

    def below(self, page):
        """Entries of `page` and everything under it."""
        return self.filter(page__path__startswith=page.path)


class SearchEntry(models.Model):
    """A published page as search results filter, sort and show it."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.CASCADE, related_name="+")
    type_key = models.CharField(max_length=100)
    listed_on = models.DateField(null=True, blank=True)
    year = models.SmallIntegerField(null=True, blank=True)
    number = models.CharField(max_length=200, blank=True)
    number_key = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=255)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        indexes = [models.Index(fields=["number_key"], name="search_entry_number")]

    def __str__(self):
        return self.title


class SearchText(models.Model):
    """The words of a page (see `words.index_words`) and its text as written, for excerpts."""

    entry = models.OneToOneField(SearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="text")
    title_words = models.TextField()
    words = models.TextField()
    written = models.TextField()

    class Meta:
        verbose_name = _("search text")
        verbose_name_plural = _("search texts")

    def __str__(self):
        return self.written[:60]
