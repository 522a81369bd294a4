"""Pictures and files in a text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from .choices import SettingChoiceBlock
from .groups import MEDIA
from .registry import body_blocks


@body_blocks.register("image", group=MEDIA, order=40)
class PictureBlock(blocks.StructBlock):
    """A picture with words for those who cannot see it, or marked as decoration."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)
    size = SettingChoiceBlock(
        label=_("Size"),
        choices=[("wide", _("Width of the text")), ("half", _("Half the width")), ("small", _("Small"))],
        default="wide",
    )

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "blocks/image.html"
        label_format = "{caption}"
        form_layout = blocks.BlockGroup(children=["image", "caption"], settings=["size"])
        preview_value = {"image": None, "caption": "Hội nghị đối thoại", "size": "wide"}


@body_blocks.register("gallery", group=MEDIA, order=45)
class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=200)
    pictures = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("image", ImageBlock(label=_("Picture"))),
                ("caption", blocks.CharBlock(label=_("Caption"), required=False, max_length=300)),
            ],
            label=_("Picture"),
            icon="image",
        ),
        label=_("Pictures"),
        min_num=1,
    )

    class Meta:
        label = _("Gallery")
        icon = "grip"
        template = "blocks/gallery.html"
        preview_value = {"heading": "Hình ảnh hội nghị", "pictures": []}


class FileValue(blocks.StructValue):
    """A file as a list shows it."""

    @property
    def text(self) -> str:
        """The label, or the file's own title."""
        document = self.get("document")
        return self.get("label") or (document.title if document else "")


class FileBlock(blocks.StructBlock):
    """One file with a label."""

    document = DocumentChooserBlock(label=_("File"))
    label = blocks.CharBlock(
        label=_("Label"),
        required=False,
        max_length=300,
        help_text=_("What readers see; empty: the title of the file."),
    )

    class Meta:
        value_class = FileValue
        icon = "doc-full"
        label = _("File")
        label_format = "{label} {document}"


@body_blocks.register("documents", group=MEDIA, order=50)
class DocumentsBlock(blocks.StructBlock):
    """Files to download, with their kind, size and checksum."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=200)
    files = blocks.ListBlock(FileBlock(), label=_("Files"), min_num=1)

    class Meta:
        label = _("Files")
        icon = "doc-full"
        template = "blocks/documents.html"
        preview_value = {"heading": "Tài liệu đính kèm", "files": []}
