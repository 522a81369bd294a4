"""Links to a page, a file or another address, chosen by an editor."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page

from .choices import SettingChoiceBlock
from .groups import BOXES
from .readable import readable_pages
from .registry import body_blocks


@dataclass(frozen=True)
class ShownLink:
    """A link as readers get it: address, words and, for buttons, its look."""

    href: str
    text: str
    look: str = ""


def links_for_readers(values: Iterable[blocks.StructValue]) -> list[ShownLink]:
    """The links among `values` that lead somewhere, in their order; two queries for all their pages.

    A link says its own words, else the title of what it leads to in the reader's language. A link to a
    page that not everybody can read is left out.
    """
    values = list(values)
    pages = readable_pages(value["page"] for value in values if value.get("page"))
    return [link for value in values if (link := _shown(value, pages)).href]


def _shown(value: blocks.StructValue, pages: dict[int, Page]) -> ShownLink:
    page, file, address = value.get("page"), value.get("file"), value.get("address") or ""
    target = pages.get(page.pk) if page else file
    href = (target.url or "") if target else "" if page else address
    return ShownLink(href, value.get("label") or (target.title if target else address), value.get("look") or "")


class LinkBlock(blocks.StructBlock):
    """One link; exactly one of page, file and address."""

    label = blocks.CharBlock(
        label=_("Words"), required=False, max_length=150, help_text=_("Empty: the title of the page or file.")
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    file = DocumentChooserBlock(label=_("File"), required=False)
    address = blocks.CharBlock(
        label=_("Other address"),
        required=False,
        max_length=500,
        help_text=_("Beginning with https://, or mailto: or tel: for an e-mail address or telephone number."),
    )

    def clean(self, value):
        """One target, and a safe one."""
        result = super().clean(value)
        targets = [name for name in ("page", "file", "address") if result[name]]
        if len(targets) != 1:
            raise StructBlockValidationError(non_block_errors=[_("Choose one target: a page, a file or an address.")])
        if result["address"] and not is_safe_address(result["address"]):
            raise StructBlockValidationError(
                block_errors={
                    "address": ValidationError(_("Write the whole address, beginning with https://, mailto: or tel:."))
                }
            )
        return result

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label} {page} {file} {address}"


def is_safe_address(address: str) -> bool:
    """Whether `address` is a web, mail or telephone address (no javascript: and the like)."""
    if address.startswith(("mailto:", "tel:")):
        return len(address) > len("mailto:") and not any(sign in address for sign in "<>\"' \n")
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return False
    return True


class ButtonBlock(LinkBlock):
    """A link that looks like a button."""

    look = SettingChoiceBlock(
        label=_("Look"), choices=[("main", _("Main action")), ("quiet", _("Other action"))], default="main"
    )

    class Meta:
        icon = "link"
        label = _("Button")
        form_layout = blocks.BlockGroup(children=["label", "page", "file", "address"], settings=["look"])


@body_blocks.register("buttons", group=BOXES, order=70)
class ButtonsBlock(blocks.StructBlock):
    """One or a few buttons in a row."""

    buttons = blocks.ListBlock(ButtonBlock(), label=_("Buttons"), min_num=1, max_num=6)

    def get_context(self, value, parent_context=None):
        """Adds `links`, those readers can follow."""
        context = super().get_context(value, parent_context=parent_context)
        context["links"] = links_for_readers(value.get("buttons") or [])
        return context

    class Meta:
        label = _("Buttons")
        icon = "link-external"
        template = "blocks/buttons.html"
        preview_value = {"buttons": [{"label": "Đăng ký tham gia", "address": "https://example.vn/", "look": "main"}]}


@body_blocks.register("links", group=BOXES, order=75)
class LinksBlock(blocks.StructBlock):
    """A list of links under a heading."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=200)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    def get_context(self, value, parent_context=None):
        """Adds `links`, those readers can follow."""
        context = super().get_context(value, parent_context=parent_context)
        context["links"] = links_for_readers(value.get("links") or [])
        return context

    class Meta:
        label = _("Links")
        icon = "link"
        template = "blocks/links.html"
        preview_value = {
            "heading": "Xem thêm",
            "links": [{"label": "Cổng Dịch vụ công quốc gia", "address": "https://dichvucong.gov.vn/"}],
        }
