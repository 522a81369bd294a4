"""Which boxes stand where: one row per page and region, inherited down the page tree."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.blocks.fields import RegistryStreamField

from .registry import portlets


class PortletField(RegistryStreamField):
    """The boxes of one region: every portlet of every installed app's `portlets.py`."""

    registry = portlets


class Region(models.TextChoices):
    """Where boxes can stand."""

    LEFT = "left", _("Left column")
    RIGHT = "right", _("Right column")
    FOOTER = "footer", _("Footer")


class PortletRegion(models.Model):
    """The boxes placed at one page in one region, and whether those from above are shut out."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="portlet_regions")
    region = models.CharField(_("region"), max_length=10, choices=Region)
    boxes = PortletField(verbose_name=_("boxes"))
    blocks_parent = models.BooleanField(
        _("do not inherit"),
        default=False,
        help_text=_("Boxes placed higher up in the site no longer appear here and below."),
    )

    class Meta:
        verbose_name = _("portlet region")
        verbose_name_plural = _("portlet regions")
        constraints = [models.UniqueConstraint(fields=["page", "region"], name="one_row_per_page_and_region")]

    def __str__(self):
        return f"{self.page}: {self.get_region_display()}"
