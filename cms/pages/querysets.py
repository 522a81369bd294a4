"""How public listings read pages: always starting with `published()`."""

from wagtail.models import Locale, PageManager, PageQuerySet


class SitePageQuerySet(PageQuerySet):
    """Adds to Wagtail's page queries what every listing of the portal needs."""

    def published(self):
        """Pages anybody may read: live, and in no branch that asks for a login or password."""
        return self.live().public()

    def in_language_of(self, page):
        """Pages in the language of `page`."""
        return self.filter(locale_id=page.locale_id)

    def in_active_language(self):
        """Pages in the language of the current request."""
        return self.filter(locale=Locale.get_active())


SitePageManager = PageManager.from_queryset(SitePageQuerySet)
