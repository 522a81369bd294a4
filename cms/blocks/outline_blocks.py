"""The blocks that make up an outline: numbered items and headings."""

import re

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .choices import SettingChoiceBlock
from .groups import OUTLINE
from .registry import body_blocks
from .rich_text import TEXT_FEATURES

LEVELS = [
    ("1", _("I, II, III")),
    ("2", _("1, 2, 3")),
    ("3", _("1.1, 1.2")),
    ("4", _("a, b, c")),
    ("5", _("- dash")),
    ("6", _("+ plus")),
]
HEADING_LEVELS = [("2", _("Large")), ("3", _("Medium")), ("4", _("Small"))]

_WORDS = re.compile(r"[^\W\d_]{2,}")
_ROMAN = re.compile(r"[IVXLCDM]+", re.IGNORECASE)


class LabelBlock(blocks.CharBlock):
    """A label as printed. Only one with words ("Điều 5.") is offered for translation, not "II." or "1.1."."""

    def get_translatable_segments(self, value):
        """What wagtail-localize is to translate."""
        from wagtail_localize.segments import StringSegmentValue

        words = [word for word in _WORDS.findall(value or "") if not _ROMAN.fullmatch(word)]
        return [StringSegmentValue("", value)] if words else []

    def restore_translated_segments(self, value, segments):
        """`value` in the other language."""
        return segments[0].render_text() if segments else value


@body_blocks.register("outline_item", group=OUTLINE, order=5)
class OutlineItemBlock(blocks.StructBlock):
    """One numbered item of a plan: level, label, heading and text."""

    level = SettingChoiceBlock(label=_("Level"), choices=LEVELS, default="1")
    label = LabelBlock(
        label=_("Label"),
        required=False,
        max_length=30,
        help_text=_("Empty: counted for you. Otherwise as printed, for example IV. or 5.1."),
    )
    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=500, help_text=_("Items with a heading make the contents list.")
    )
    text = blocks.RichTextBlock(label=_("Text"), required=False, features=TEXT_FEATURES)

    def clean(self, value):
        """An item must say something."""
        result = super().clean(value)
        has_text = bool(result["text"] and re.sub(r"<[^>]*>|&nbsp;|\s", "", result["text"].source))
        if not result["heading"] and not has_text:
            raise StructBlockValidationError(
                non_block_errors=[_("This item is empty. Write a heading or a text, or delete the item.")]
            )
        return result

    def get_context(self, value, parent_context=None):
        """Adds `outline_item`, its place in the outline of the page."""
        context = super().get_context(value, parent_context=parent_context)
        context["outline_item"] = _place(context)
        return context

    class Meta:
        label = _("Numbered item")
        icon = "list-ol"
        template = "blocks/outline_item.html"
        label_format = "{label} {heading} {text}"
        description = _("I, 1, 1.1, a, - or + with its heading and text.")
        preview_value = {
            "level": "1",
            "label": "",
            "heading": "MỤC ĐÍCH, YÊU CẦU",
            "text": "<p>Bảo đảm dân chủ, công khai, minh bạch.</p>",
        }


@body_blocks.register("heading", group=OUTLINE, order=8)
class HeadingBlock(blocks.StructBlock):
    """A heading without a number."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=300)
    level = SettingChoiceBlock(label=_("Size"), choices=HEADING_LEVELS, default="2")

    def get_context(self, value, parent_context=None):
        """Adds `outline_item`, its place in the outline of the page."""
        context = super().get_context(value, parent_context=parent_context)
        context["outline_item"] = _place(context)
        return context

    class Meta:
        label = _("Heading")
        icon = "title"
        template = "blocks/heading.html"
        label_format = "{heading}"
        preview_value = {"heading": "Tài liệu kèm theo", "level": "2"}


def _place(context):
    """The item's place: handed over by the body, or found by its id when the block is rendered alone."""
    place, outline = context.get("outline_item"), context.get("outline")
    if place is None and outline is not None:
        place = outline.by_block_id.get(context.get("id"))
    return place
