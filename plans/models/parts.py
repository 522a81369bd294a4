"""The rows that hang on a plan: legal bases, recipients, signers, attachments."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail_localize.fields import SynchronizedField

from cms.pages.parts import PagePart
from plans.signing import authority_lines


class LegalBasis(PagePart):
    """A document the plan rests on ("Căn cứ …"), linked when the site has it."""

    page = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="legal_bases")
    text = models.TextField(
        _("legal basis"),
        max_length=2000,
        help_text=_("As printed, with number, date, issuer and subject of the document."),
    )
    linked_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the document on this site"),
        help_text=_("If this document is published here, choose its page; the text becomes a link."),
    )

    text_fields = ("text",)
    panels = [FieldPanel("text"), PageChooserPanel("linked_page")]

    class Meta(PagePart.Meta):
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")

    def __str__(self):
        return self.text[:80]


class Recipient(PagePart):
    """One line under "Nơi nhận"."""

    page = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="recipients")
    text = models.CharField(_("recipient"), max_length=500, help_text=_("One line, without the dash in front."))

    line_fields = ("text",)
    panels = [FieldPanel("text")]

    class Meta(PagePart.Meta):
        verbose_name = _("recipient")
        verbose_name_plural = _("recipients")

    def __str__(self):
        return self.text


class Signer(PagePart):
    """Who signed: on whose authority, in what office, by what name."""

    page = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="signers")
    authority = models.CharField(
        _("authority"),
        max_length=200,
        blank=True,
        help_text=_(
            "The line above the title when signing for somebody, for example KT. GIÁM ĐỐC or TM. ỦY BAN NHÂN DÂN."
        ),
    )
    title = models.CharField(_("post held"), max_length=200, blank=True, help_text=_("For example GIÁM ĐỐC."))
    name = models.CharField(_("full name"), max_length=200, blank=True)

    line_fields = ("authority", "title", "name")
    panels = [FieldPanel("authority"), FieldRowPanel([FieldPanel("title"), FieldPanel("name")])]
    override_translatable_fields = [SynchronizedField("name")]

    class Meta(PagePart.Meta):
        verbose_name = _("signer")
        verbose_name_plural = _("signers")

    @property
    def authority_lines(self) -> list[str]:
        """For whom, line by line."""
        return authority_lines(self.authority)

    def __str__(self):
        return self.name or self.title


class PlanAttachment(PagePart):
    """A file that belongs to the plan: the signed copy, an annex, a blank form."""

    page = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="attachments")
    document = models.ForeignKey(
        "media.Attachment", on_delete=models.CASCADE, related_name="+", verbose_name=_("file")
    )
    label = models.CharField(
        _("label"), max_length=300, blank=True, help_text=_("What readers see; empty: the title of the file.")
    )

    line_fields = ("label",)
    panels = [FieldPanel("document"), FieldPanel("label")]

    class Meta(PagePart.Meta):
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")

    def __str__(self):
        return self.shown_label

    @property
    def shown_label(self) -> str:
        """The label, or the file's own title."""
        return self.label or self.document.title
