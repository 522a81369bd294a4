"""Where an editor finds the boxes of a page, and how their changes are named in the history."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from .models import Region
from .views import PlaceBoxes


@hooks.register("register_admin_urls")
def add_admin_urls():
    urls = [path("<int:page_id>/", PlaceBoxes.as_view(), name="place")]
    return [path("portlets/", include((urls, "portlets"), namespace="portlets"))]


def _button(page, user, priority: int):
    permissions = page.permissions_for_user(user)
    if page.depth > 1 and (permissions.can_publish() or permissions.can_edit()):
        yield Button(
            _("Side boxes"),
            url=reverse("portlets:place", args=[page.pk]),
            icon_name="placeholder",
            priority=priority,
        )


@hooks.register("register_page_header_buttons")
def add_header_button(page, user, view_name, next_url=None):
    return _button(page, user, 62)


@hooks.register("register_page_listing_more_buttons")
def add_listing_button(page, user, next_url=None):
    return _button(page, user, 55)


@hooks.register("register_log_actions")
def add_log_actions(actions):
    actions.register_action("portlets.place", _("Place side boxes"), _place_message)


def _place_message(log_entry) -> str:
    region = dict(Region.choices).get(log_entry.data.get("region"), "")
    boxes = ", ".join(log_entry.data.get("boxes", []))
    if log_entry.data.get("blocks_parent"):
        return _("Side boxes, %(region)s: %(boxes)s; nothing inherited") % {"region": region, "boxes": boxes or "–"}
    return _("Side boxes, %(region)s: %(boxes)s") % {"region": region, "boxes": boxes or "–"}
