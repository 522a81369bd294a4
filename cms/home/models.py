"""The front page of the site."""

from django.utils.translation import gettext_lazy as _

from cms.pages.models import SitePage


class HomePage(SitePage):
    """The front page: one per language, at the root of the site."""

    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = None

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")
