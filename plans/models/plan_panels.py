"""How the editor's form of a plan is laid out: five tabs, in the order a clerk reads the paper."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
)
from wagtail.models import Page

from cms.pages.models import SitePage

from .relation_panel import RelationsFromOthersPanel

content_panels = [
    FieldPanel(
        "title",
        help_text=_("The subject of the document without the word “Plan” in capitals, as readers will look for it."),
    ),
    FieldPanel("summary"),
    FieldPanel("body"),
    InlinePanel(
        "attachments",
        heading=_("Attached files"),
        label=_("file"),
        help_text=_("The signed copy first, then annexes and forms to fill in."),
    ),
]

record_panels = [
    MultiFieldPanel(
        [
            FieldPanel("document_type"),
            FieldRowPanel([FieldPanel("number"), FieldPanel("issued_on")]),
            FieldRowPanel([FieldPanel("place"), FieldPanel("issuer")]),
            FieldPanel("drafting_unit"),
        ],
        heading=_("On top of the document"),
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
            FieldPanel("period_text"),
            FieldPanel("take_period"),
        ],
        heading=_("Period the plan covers"),
    ),
    FieldPanel("status"),
    InlinePanel(
        "relations",
        heading=_("Relations to other documents"),
        label=_("relation"),
        help_text=_("Write each relation down on one of the two documents only; readers see it on both."),
    ),
    RelationsFromOthersPanel(),
]

formal_panels = [
    HelpPanel(
        content=_("Copy these parts from the paper, one entry a line; the page sets them out in the official layout.")
    ),
    InlinePanel("legal_bases", heading=_("Legal bases"), label=_("legal basis")),
    InlinePanel("recipients", heading=_("Recipients"), label=_("recipient")),
    InlinePanel("signers", heading=_("Signatures"), label=_("signer")),
]

grouping_panels = [FieldPanel("subject_fields"), *SitePage.grouping_panels]

promote_panels = [FieldPanel("picture"), *Page.promote_panels, *Page.settings_panels]
