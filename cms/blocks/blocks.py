"""The blocks every page body offers. Features add theirs in their own `blocks.py`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .registry import body_blocks

TEXT = _("Text")


@body_blocks.register("paragraph", group=TEXT, order=10)
class ParagraphBlock(blocks.RichTextBlock):
    """Running text with bold, italic, links and simple lists."""

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "features", ["bold", "italic", "link", "document-link", "ol", "ul", "superscript", "subscript"]
        )
        super().__init__(**kwargs)

    class Meta:
        label = _("Paragraph")
        icon = "pilcrow"
        template = "blocks/paragraph.html"
        preview_value = "<p>Kế hoạch được công bố công khai trên Cổng.</p>"
