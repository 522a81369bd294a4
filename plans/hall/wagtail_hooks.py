"""Puts the hall into the admin: addresses, a menu item, two permissions."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from plans.conferences.dialogue_menu import DIALOGUE_MENU, RightfulItem

from .index_view import may_enter


@hooks.register("register_admin_urls")
def register_addresses():
    """The screens of the hall."""
    return [path("hall/", include("plans.hall.admin_urls"))]


@hooks.register(DIALOGUE_MENU)
def register_menu_item():
    """The entry in the dialogue's part of the menu."""
    url = reverse("hall:index")
    return RightfulItem(_("In the hall"), url, may=may_enter, name="hall", icon_name="group", order=40)


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to check people in and to lead the questions."""
    return Permission.objects.filter(content_type__app_label="hall", codename__in=["check_in", "chair"])
