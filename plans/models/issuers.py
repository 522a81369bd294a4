"""Who issues documents and who carries them out: offices and their units."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.pages.models import NamedSnippet
from cms.text import clean_line, search_text


class Issuer(NamedSnippet):
    """An office that issues documents (cơ quan ban hành), as it stands on top of them."""

    parent_line = models.CharField(
        _("superior office"),
        max_length=200,
        blank=True,
        help_text=_("The line above the name on documents, for example the People's Committee of the province."),
    )
    parent_line_en = models.CharField(_("superior office in English"), max_length=200, blank=True)
    abbreviation = models.CharField(
        _("abbreviation"), max_length=40, blank=True, help_text=_("As in document symbols, for example SKHCN.")
    )
    address = models.CharField(_("address"), max_length=300, blank=True)
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("parent_line"),
                FieldPanel("name"),
                FieldPanel("abbreviation"),
                FieldRowPanel([FieldPanel("parent_line_en"), FieldPanel("name_en")]),
            ],
            heading=_("Name on documents"),
        ),
        MultiFieldPanel(
            [FieldPanel("address"), FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])], _("Contact")
        ),
    ]

    class Meta(NamedSnippet.Meta):
        verbose_name = _("issuing office")
        verbose_name_plural = _("issuing offices")

    def full_clean(self, *args, **kwargs):
        """Make the texts one clean line each before checks."""
        for field in ("name", "name_en", "parent_line", "parent_line_en", "abbreviation", "address", "phone"):
            setattr(self, field, clean_line(getattr(self, field) or ""))
        super().full_clean(*args, **kwargs)

    @property
    def superior(self) -> str:
        """The superior office's line in the reader's language."""
        return self.parent_line_en if get_language() == "en" and self.parent_line_en else self.parent_line

    def folded_name(self) -> str:
        """Names and abbreviation without accents, for search in the admin."""
        return search_text(f"{self.name} {self.name_en} {self.abbreviation}")


class Unit(NamedSnippet):
    """A division or subordinate unit (phòng, đơn vị) of an office."""

    issuer = models.ForeignKey(
        Issuer,
        on_delete=models.CASCADE,
        related_name="units",
        null=True,
        blank=True,
        verbose_name=_("office it belongs to"),
    )

    panels = [*NamedSnippet.panels, FieldPanel("issuer")]

    class Meta(NamedSnippet.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")
