"""How pages are grouped across the site: subject fields chosen from a list, tags typed freely."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from cms.text import clean_line, search_text, slugify


class NamedSnippet(index.Indexed, models.Model):
    """A short list entry with a name in both languages; the English one may wait. Found without accents."""

    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    panels = [FieldPanel("name"), FieldPanel("name_en")]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("folded_name"),
        index.AutocompleteField("folded_name"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self):
        if get_language() == "en" and self.name_en:
            return self.name_en
        return self.name

    def full_clean(self, *args, **kwargs):
        """Make the names one clean line each before checks."""
        self.name, self.name_en = clean_line(self.name or ""), clean_line(self.name_en or "")
        super().full_clean(*args, **kwargs)

    def folded_name(self) -> str:
        """Names without accents, for search in the admin."""
        return search_text(f"{self.name} {self.name_en}")


class KeyedSnippet(NamedSnippet):
    """A named entry that addresses refer to by a key made from its name, in an order editors choose."""

    slug = models.SlugField(
        _("key in addresses"),
        max_length=80,
        unique=True,
        blank=True,
        help_text=_("Leave empty to have it made from the name."),
    )
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    panels = [*NamedSnippet.panels, FieldPanel("slug"), FieldPanel("sort_order")]

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def clean(self):
        """Make the key, and refuse a name that gives none or one already taken."""
        super().clean()
        self.slug = self.slug or slugify(self.name)
        if not self.slug:
            raise ValidationError({"name": _("Write a name with at least one letter or digit.")})
        if type(self).objects.filter(slug=self.slug).exclude(pk=self.pk).exists():
            raise ValidationError({"name": _("An entry with this name already exists. Choose another name.")})

    def save(self, *args, **kwargs):
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)


@register_snippet
class SubjectField(KeyedSnippet):
    """A field of work (lĩnh vực) that plans, conferences and questions belong to."""

    class Meta(KeyedSnippet.Meta):
        verbose_name = _("field")
        verbose_name_plural = _("fields")


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
