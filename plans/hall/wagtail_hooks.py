"""Puts the hall into the admin: addresses, a menu item, two permissions."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from plans.conferences.wagtail_hooks import DIALOGUE_MENU

from .index_view import may_enter


class HallMenuItem(MenuItem):
    """Shown to those who work at the door or lead the questions."""

    def is_shown(self, request):
        """Whether there is anything behind it for this person."""
        return may_enter(request.user)


@hooks.register("register_admin_urls")
def register_addresses():
    """The screens of the hall."""
    return [path("hall/", include("plans.hall.admin_urls"))]


@hooks.register(DIALOGUE_MENU)
def register_menu_item():
    """The entry in the dialogue's part of the menu."""
    return HallMenuItem(_("In the hall"), reverse("hall:index"), name="hall", icon_name="group", order=40)


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to check people in and to lead the questions."""
    return Permission.objects.filter(content_type__app_label="hall", codename__in=["check_in", "chair"])
