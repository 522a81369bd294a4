"""Boxes that order facts, steps and people."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .groups import BOXES
from .registry import body_blocks
from .rich_text import LINE_FEATURES, TEXT_FEATURES


@body_blocks.register("key_facts", group=BOXES, order=30)
class KeyFactsBlock(blocks.StructBlock):
    """What, when, where at a glance."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=200)
    facts = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("term", blocks.CharBlock(label=_("What"), max_length=120)),
                ("detail", blocks.RichTextBlock(label=_("Detail"), features=LINE_FEATURES)),
            ],
            label=_("Fact"),
            label_format="{term}",
        ),
        label=_("Facts"),
        min_num=1,
    )

    class Meta:
        label = _("Key facts")
        icon = "tasks"
        template = "blocks/key_facts.html"
        preview_value = {
            "heading": "Thông tin chính",
            "facts": [
                {"term": "Thời gian", "detail": "<p>Tháng 6 và tháng 12</p>"},
                {"term": "Địa điểm", "detail": "<p>Hội trường cơ quan</p>"},
            ],
        }


@body_blocks.register("accordion", group=BOXES, order=80)
class AccordionBlock(blocks.StructBlock):
    """Questions with answers that open on demand."""

    entries = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Title"), max_length=300)),
                ("text", blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)),
            ],
            label=_("Entry"),
            label_format="{title}",
        ),
        label=_("Entries"),
        min_num=1,
    )

    class Meta:
        label = _("Accordion")
        icon = "collapse-down"
        template = "blocks/accordion.html"
        preview_value = {"entries": [{"title": "Ai được tham dự?", "text": "<p>Tổ chức, doanh nghiệp, công dân.</p>"}]}


@body_blocks.register("steps", group=BOXES, order=35)
class StepsBlock(blocks.StructBlock):
    """What to do, one step after the other."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=200)
    steps = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Step"), max_length=200)),
                ("text", blocks.RichTextBlock(label=_("Text"), required=False, features=TEXT_FEATURES)),
            ],
            label=_("Step"),
            label_format="{title}",
        ),
        label=_("Steps"),
        min_num=1,
    )

    class Meta:
        label = _("Steps")
        icon = "list-ol"
        template = "blocks/steps.html"
        preview_value = {
            "heading": "Cách đăng ký",
            "steps": [
                {"title": "Điền phiếu", "text": "<p>Ghi rõ nội dung cần đối thoại.</p>"},
                {"title": "Gửi phiếu", "text": ""},
            ],
        }


@body_blocks.register("timeline", group=BOXES, order=36)
class TimelineBlock(blocks.StructBlock):
    """What happens when."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=200)
    moments = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("when", blocks.CharBlock(label=_("When"), max_length=120)),
                ("title", blocks.CharBlock(label=_("What"), max_length=300)),
                ("text", blocks.RichTextBlock(label=_("Text"), required=False, features=TEXT_FEATURES)),
            ],
            label=_("Moment"),
            label_format="{when} {title}",
        ),
        label=_("Moments"),
        min_num=1,
    )

    class Meta:
        label = _("Timeline")
        icon = "history"
        template = "blocks/timeline.html"
        preview_value = {
            "heading": "Lịch trình",
            "moments": [
                {"when": "Tháng 6/2022", "title": "Hội nghị đối thoại lần 1", "text": ""},
                {"when": "Tháng 12/2022", "title": "Hội nghị đối thoại lần 2", "text": "<p>Tổng kết năm.</p>"},
            ],
        }


@body_blocks.register("contact_card", group=BOXES, order=85)
class ContactCardBlock(blocks.StructBlock):
    """Whom to ask, and how to reach them."""

    name = blocks.CharBlock(label=_("Name of the person or office"), max_length=200)
    role = blocks.CharBlock(label=_("Title or unit"), required=False, max_length=200)
    address = blocks.CharBlock(label=_("Address"), required=False, max_length=300)
    phone = blocks.CharBlock(label=_("Telephone"), required=False, max_length=60)
    email = blocks.EmailBlock(label=_("E-mail"), required=False)
    hours = blocks.CharBlock(label=_("Office hours"), required=False, max_length=200)

    def get_context(self, value, parent_context=None):
        """Adds `phone_link`, the number as telephones dial it."""
        context = super().get_context(value, parent_context=parent_context)
        phone = value.get("phone") or ""
        context["phone_link"] = "".join(sign for sign in phone if sign.isascii() and sign in "+0123456789")
        return context

    class Meta:
        label = _("Contact card")
        icon = "user"
        template = "blocks/contact_card.html"
        label_format = "{name}"
        preview_value = {
            "name": "Văn phòng Sở",
            "role": "Bộ phận tiếp nhận",
            "address": "202A Trường Chinh",
            "phone": "0255 3822 345",
            "email": "vanphong@example.vn",
            "hours": "07:30 – 17:00",
        }
