"""What Wagtail's admin needs around a screen of the desk: title, icon, and the way back to the list."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


def framed(title, icon: str, **context) -> dict:
    """`context` together with the frame of a screen below the list of registrations."""
    way = [_HOME, {"url": reverse("registration:index"), "label": _("Registrations")}, {"url": "", "label": title}]
    return {"header_title": title, "header_icon": icon, "breadcrumbs_items": way, **context}
