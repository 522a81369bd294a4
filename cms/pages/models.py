"""Plain page types and what all pages share."""

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from .site_page import RelatedPage, SitePage
from .taxonomy import KeyedSnippet, NamedSnippet, PageTag, SubjectField, TaggedPage

__all__ = [
    "KeyedSnippet",
    "NamedSnippet",
    "PageTag",
    "PlainPage",
    "RelatedPage",
    "SectionPage",
    "SitePage",
    "SubjectField",
    "TaggedPage",
]


CHILDREN_PER_SCREEN = 20


class SectionPage(SitePage):
    """A branch of the site: introduces and lists the pages below it."""

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        children = self.get_children().live().public().specific()
        context["children"] = Paginator(children, CHILDREN_PER_SCREEN).get_page(request.GET.get("page"))
        return context


class PlainPage(SitePage):
    """A page with text: about the office, guides, notices without a form of their own."""

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
