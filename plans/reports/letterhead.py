"""How the office stands on its own minutes, letters and reports, and who signs them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from cms.home.identity import OfficeIdentity
from cms.text import clean_line
from plans.typesetting.document import Signer

# Room for what nobody has entered, to be filled in by hand.
OPEN_PLACE = "……………"


def _line(label, length: int, help_text="") -> models.CharField:
    return models.CharField(label, max_length=length, blank=True, help_text=help_text)


@register_setting(icon="mail", order=45)
class Letterhead(BaseSiteSetting):
    """Empty lines are taken from the plan's issuing office, else from the identity of the site."""

    superior = _line(_("superior office"), 200, _("For example: UBND TỈNH QUẢNG NGÃI"))
    office = _line(_("office"), 200, _("For example: SỞ KHOA HỌC VÀ CÔNG NGHỆ"))
    abbreviation = _line(_("abbreviation"), 40, _("As in document symbols, for example SKHCN."))
    drafting_unit = _line(_("abbreviation of the unit that writes letters"), 20, _("For example VP."))
    place = _line(_("place"), 120, _("The place in front of the date, for example Quảng Ngãi."))
    signer_authority = _line(_("signs for"), 120, _("For example KT. GIÁM ĐỐC; empty when the head signs."))
    signer_title = _line(_("position of the signer"), 120, _("For example PHÓ GIÁM ĐỐC."))
    signer_name = _line(_("name of the signer"), 120)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("superior"),
                FieldPanel("office"),
                FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("drafting_unit")]),
                FieldPanel("place"),
            ],
            heading=_("Letterhead"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("signer_authority"), FieldPanel("signer_title")]),
                FieldPanel("signer_name"),
            ],
            heading=_("Signature"),
        ),
    ]

    class Meta:
        verbose_name = _("letterhead of documents")
        verbose_name_plural = _("letterheads of documents")

    def full_clean(self, *args, **kwargs):
        """Make every line clean before checks."""
        for field in self._meta.get_fields():
            if isinstance(field, models.CharField):
                setattr(self, field.name, clean_line(getattr(self, field.name) or ""))
        super().full_clean(*args, **kwargs)

    @classmethod
    def of(cls, conference) -> "Letterhead":
        """The lines for documents of `conference`, gaps filled; not to be saved."""
        site = conference.get_site() or Site.objects.filter(is_default_site=True).first()
        return cls.of_site(site, conference.plan)

    @classmethod
    def of_site(cls, site: Site | None, plan=None) -> "Letterhead":
        """The lines for documents of the whole office; `plan` fills gaps first."""
        lines = (site and cls.objects.filter(site=site).first()) or cls(site=site)
        issuer = plan.issuer if plan else None
        identity = OfficeIdentity.of_site(site)
        lines.superior = (lines.superior or (issuer.parent_line if issuer else "")).upper()
        lines.office = (lines.office or (issuer.name if issuer else "") or str(identity)).upper()
        lines.abbreviation = lines.abbreviation or (issuer.abbreviation if issuer else "")
        lines.place = lines.place or (plan.place if plan else "") or OPEN_PLACE
        return lines

    @property
    def heading(self) -> dict[str, str]:
        """The lines every document begins with."""
        return {"superior": self.superior, "office": self.office}

    @property
    def signers(self) -> tuple[Signer, ...]:
        """Who signs letters and reports."""
        return (Signer(self.signer_title or OPEN_PLACE, self.signer_name, authority=self.signer_authority),)

    def symbol(self, kind: str) -> str:
        """The symbol behind the running number of a document of `kind` (BB, BC, TB): "BB-SKHCN"."""
        return "-".join(part for part in (kind, self.abbreviation) if part)

    @property
    def letter_symbol(self) -> str:
        """The symbol of a letter: "SKHCN-VP"."""
        return "-".join(part for part in (self.abbreviation, self.drafting_unit) if part)
