"""The box with the ways of the dialogue that are no pages of the tree."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.portlets.portlet import Portlet
from cms.portlets.registry import portlets


@dataclass(frozen=True)
class Way:
    """Where it leads and what somebody finds there."""

    href: str
    text: str
    hint: str


@portlets.register("dialogue_ways", group=_("Conferences"), order=54)
class DialogueWaysPortlet(Portlet):
    """Looking up one's own form, and what others asked."""

    def get_items(self, value, page, request):
        return [
            Way(reverse("registrations:find"), _("Look up your form"), _("With the code on your receipt")),
            Way(reverse("questions:archive"), _("Questions and answers"), _("What others asked, and the answers")),
        ]

    class Meta:
        label = _("Ways of the dialogue")
        heading = _("Dialogue")
        icon = "help"
        template = "registrations/portlets/dialogue_ways.html"
        preview_value = {"heading": ""}
