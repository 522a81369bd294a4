"""What every portlet is: a small block with a heading that knows how to fetch what it shows."""

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.text import clean_line


class Portlet(blocks.StructBlock):
    """A box beside the page. A subclass gives fields, `Meta.template` and `get_items`.

    The heading may be left empty: the box then shows its `Meta.heading` in the reader's language.
    A box whose `is_shown` says no leaves nothing on the page, not even its heading.
    """

    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=120, help_text=_("Leave empty for the usual heading.")
    )

    def clean(self, value):
        """Check the fields; the heading loses what nobody can see."""
        value = super().clean(value)
        value["heading"] = clean_line(value.get("heading") or "")
        return value

    def get_items(self, value, page, request) -> list:
        """What the box lists, fetched once per page view; at most a few queries, none per item."""
        return []

    def is_shown(self, value, context) -> bool:
        """Whether there is anything to show; by default, whether there are items."""
        return bool(context["items"])

    def get_context(self, value, parent_context=None):
        """The template's context: `items`, `heading`, `page`, `request` and `self`, the box's fields."""
        context = super().get_context(value, parent_context=parent_context)
        context["heading"] = value.get("heading") or getattr(self.meta, "heading", "") or self.label
        context["items"] = self.get_items(value, context.get("page"), context.get("request"))
        return context

    def render(self, value, context=None):
        """The box as HTML, or "" when it has nothing to show."""
        own_context = self.get_context(value, parent_context=context)
        if not self.is_shown(value, own_context):
            return ""
        template = self.get_template(value, context=context)
        return mark_safe(render_to_string(template, own_context))  # noqa: S308 - a template's output

    class Meta:
        heading = ""
        icon = "placeholder"
