"""Links to a page, a file or another address, chosen by an editor."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from .groups import BOXES
from .registry import body_blocks


class LinkValue(blocks.StructValue):
    """Where a link leads and what it says."""

    @property
    def page_shown(self):
        """The chosen page in the reader's language; None if readers cannot open it."""
        page = self.get("page")
        page = page.localized if page else None
        return page if page and page.live else None

    @property
    def href(self) -> str:
        """The address; empty when there is nothing to lead to."""
        page, file = self.page_shown, self.get("file")
        return (page.url if page else "") or (file.url if file else "") or self.get("address") or ""

    @property
    def text(self) -> str:
        """What the link says: its own words, else the title of page or file."""
        page, file = self.page_shown, self.get("file")
        title = page.title if page else file.title if file else ""
        return self.get("label") or title or self.get("address") or ""


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
        value_class = LinkValue
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

    look = blocks.ChoiceBlock(
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

    class Meta:
        label = _("Links")
        icon = "link"
        template = "blocks/links.html"
        preview_value = {
            "heading": "Xem thêm",
            "links": [{"label": "Cổng Dịch vụ công quốc gia", "address": "https://dichvucong.gov.vn/"}],
        }
