"""The front page of the site, and who the office is."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.pages.models import SitePage
from cms.pages.querysets import SitePageQuerySet

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
        context["doors"] = self.doors()
        return context

    def doors(self) -> list[Page]:
        """The related pages anybody may read, in the editor's order and in this page's language where translated."""
        chosen_ids = [link.related_id for link in self.related_pages.all()]
        chosen = Page.objects.in_bulk(chosen_ids)
        keys = {page.translation_key for page in chosen.values()}
        published = list(SitePageQuerySet(Page).published().filter(translation_key__in=keys)) if keys else []
        by_id = {page.pk: page for page in published}
        own = {page.translation_key: page for page in published if page.locale_id == self.locale_id}
        doors = (own.get(chosen[pk].translation_key) or by_id.get(pk) for pk in chosen_ids if pk in chosen)
        return [door for door in doors if door]
