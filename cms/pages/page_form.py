"""The editor's form of every page type."""

from wagtail.admin.forms import WagtailAdminPageForm

from cms.text import clean_line, slugify


class SitePageForm(WagtailAdminPageForm):
    """Asks nobody for an address: an empty one is made from the title, in ASCII letters (đ → d)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """The typed address, or one made from the title that no sister page has."""
        slug = self.cleaned_data.get("slug")
        title = clean_line(self.cleaned_data.get("title") or self.data.get("title") or "")
        if slug or not title:
            return slug
        return self._free_slug(slugify(title) or "trang")

    def _free_slug(self, wanted: str) -> str:
        siblings = self.parent_page.get_children().exclude(pk=self.instance.pk)
        taken = set(siblings.filter(slug__startswith=wanted).values_list("slug", flat=True))
        slug, number = wanted, 1
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        return slug
