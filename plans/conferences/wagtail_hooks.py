"""Gives the dialogue its own part of the admin menu; the inner apps hang their screens in it."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

# Screens enter with `menu_hook = DIALOGUE_MENU` on their viewset, or a hook of that name.
DIALOGUE_MENU = "register_dialogue_menu_item"
dialogue_menu = Menu(register_hook_name=DIALOGUE_MENU)


@hooks.register("register_admin_menu_item")
def register_dialogue_menu():
    """Shown to those who may see at least one screen in it."""
    return SubmenuMenuItem(_("Dialogue"), dialogue_menu, icon_name="comment", name="dialogue", order=240)
