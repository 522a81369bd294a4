"""How pages are grouped across the site: subject fields chosen from a list, tags typed freely."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from cms.text import slugify


class NamedSnippet(models.Model):
    """A short list entry with a name in both languages; the English one may wait."""

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    panels = [FieldPanel("name"), FieldPanel("name_en")]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        if get_language() == "en" and self.name_en:
            return self.name_en
        return self.name


@register_snippet
class SubjectField(index.Indexed, NamedSnippet):
    """A field of work (lĩnh vực) that plans, conferences and questions belong to."""

    slug = models.SlugField(_("key in addresses"), max_length=80, unique=True, blank=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    panels = [*NamedSnippet.panels, FieldPanel("slug"), FieldPanel("sort_order")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("field")
        verbose_name_plural = _("fields")
        ordering = ["sort_order", "name"]

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)


class PageTag(TagBase):
    """A tag whose key is folded, so that "đối thoại" and "Đối Thoại" are one tag."""

    free_tagging = True

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def slugify(self, tag, i=None):
        """taggit's hook for keys; `i` counts up when the key is taken."""
        slug = slugify(tag) or "tag"
        return slug if i is None else f"{slug}-{i}"


class TaggedPage(ItemBase):
    """A tag on a page of any type."""

    tag = models.ForeignKey(PageTag, on_delete=models.CASCADE, related_name="tagged_pages")
    content_object = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tagged page")
        verbose_name_plural = _("tagged pages")
        constraints = [models.UniqueConstraint(fields=["tag", "content_object"], name="one_tag_once_per_page")]
