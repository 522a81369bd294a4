"""The blocks every page body offers. Features add theirs in their own `blocks.py`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from . import outline_blocks  # noqa: F401 - registers its blocks
from .registry import body_blocks
from .rich_text import TEXT_FEATURES

TEXT = _("Text")


@body_blocks.register("paragraph", group=TEXT, order=10)
class ParagraphBlock(blocks.RichTextBlock):
    """Running text with bold, italic, links and simple lists."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        label = _("Paragraph")
        icon = "pilcrow"
        template = "blocks/paragraph.html"
        preview_value = "<p>Kế hoạch được công bố công khai trên Cổng.</p>"
