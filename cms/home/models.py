"""The front page of the site, and who the office is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.pages.models import SitePage

from .identity import OfficeIdentity

__all__ = ["HomePage", "OfficeIdentity"]


class HomePage(SitePage):
    """The front page: one per language, at the root of the site.

    Its related pages stand on it as doors: the few things most people come for.
    """

    headline = models.CharField(
        _("headline"),
        max_length=160,
        blank=True,
        help_text=_("The large line on top of the front page. Empty for the name of the office."),
    )

    parent_page_types = ["wagtailcore.Page"]
    max_count_per_parent = None

    content_panels = [SitePage.content_panels[0], FieldPanel("headline"), *SitePage.content_panels[1:]]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["doors"] = [
            link.related.localized
            for link in self.related_pages.select_related("related__locale")
            if link.related.localized.live
        ]
        return context
