"""The plans' desks in the admin: issuing offices and units."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Issuer, Unit


class IssuerViewSet(SnippetViewSet):
    """Offices that issue documents."""

    model = Issuer
    icon = "home"
    menu_label = _("Issuing offices")
    list_display = ["name", "parent_line", "abbreviation", "phone"]
    ordering = ["name"]


class UnitViewSet(SnippetViewSet):
    """Divisions and units of the offices."""

    model = Unit
    icon = "group"
    menu_label = _("Units")
    list_display = ["name", "issuer"]
    list_filter = ["issuer"]
    ordering = ["name"]


register_snippet(IssuerViewSet)
register_snippet(UnitViewSet)
