"""Running text and what stands out from it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .choices import SettingChoiceBlock
from .groups import TEXT
from .registry import body_blocks
from .rich_text import LINE_FEATURES, TEXT_FEATURES


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


@body_blocks.register("list", group=TEXT, order=15)
class ListOfLinesBlock(blocks.StructBlock):
    """A list of its own, with dots or numbers."""

    kind = SettingChoiceBlock(
        label=_("Kind"), choices=[("dots", _("With dots")), ("numbers", _("With numbers"))], default="dots"
    )
    entries = blocks.ListBlock(blocks.RichTextBlock(features=LINE_FEATURES, label=_("Entry")), label=_("Entries"))

    class Meta:
        label = _("List")
        icon = "list-ul"
        template = "blocks/list.html"
        preview_value = {"kind": "dots", "entries": ["<p>Giấy đề nghị</p>", "<p>Bản sao giấy tờ</p>"]}


@body_blocks.register("quote", group=TEXT, order=20)
class QuoteBlock(blocks.StructBlock):
    """Somebody's words and who said them."""

    text = blocks.TextBlock(label=_("Words quoted"), max_length=3000, rows=3)
    source = blocks.CharBlock(label=_("Who said or wrote it"), required=False, max_length=200)

    class Meta:
        label = _("Quote")
        icon = "openquote"
        template = "blocks/quote.html"
        preview_value = {"text": "Dân biết, dân bàn, dân làm, dân kiểm tra.", "source": "Phương châm"}


@body_blocks.register("callout", group=TEXT, order=25)
class CalloutBlock(blocks.StructBlock):
    """A boxed note that readers should not miss."""

    kind = SettingChoiceBlock(
        label=_("Kind"),
        choices=[
            ("info", _("Note")),
            ("success", _("Good to know")),
            ("warning", _("Attention")),
            ("danger", _("Important warning")),
        ],
        default="info",
    )
    heading = blocks.CharBlock(
        label=_("Heading"), required=False, max_length=200, help_text=_("Empty: the name of the kind.")
    )
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    def get_context(self, value, parent_context=None):
        """Adds `shown_heading`."""
        context = super().get_context(value, parent_context=parent_context)
        kinds = dict(self.child_blocks["kind"].field.choices)
        context["shown_heading"] = value.get("heading") or kinds.get(value.get("kind"), "")
        return context

    class Meta:
        label = _("Call-out")
        icon = "info-circle"
        template = "blocks/callout.html"
        preview_value = {
            "kind": "info",
            "heading": "Lưu ý",
            "text": "<p>Không đối thoại về nội dung khiếu nại, tố cáo.</p>",
        }
