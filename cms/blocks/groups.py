"""The shelves of the block chooser."""

from django.utils.translation import gettext_lazy as _

OUTLINE = _("Numbered items")
TEXT = _("Text")
MEDIA = _("Pictures, tables and files")
BOXES = _("Boxes and steps")
