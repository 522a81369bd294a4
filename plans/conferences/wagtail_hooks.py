"""Gives the dialogue its own part of the admin menu; the inner apps hang their screens in it."""

from django.contrib.auth.models import Permission
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import SubmenuMenuItem
from wagtail.admin.ui.components import Component

from cms.blocks.readable import readable_pages
from plans.tasks.promises import Promise

from .dialogue_menu import dialogue_menu
from .dossier_screens import dossier_viewset
from .reminders import reminders
from .yearly import PlannedSlot
from .yearly_screens import yearly_plan_viewset

_OFFICE = ("conferences.view_dossier", "conferences.change_dossier", "conferences.approve_dossier")


@hooks.register("register_admin_menu_item")
def register_dialogue_menu():
    """Shown to those who may see at least one screen in it."""
    return SubmenuMenuItem(_("Dialogue"), dialogue_menu, icon_name="comment", name="dialogue", order=240)


@hooks.register("register_admin_viewset")
def register_screens():
    """The files of conferences and the yearly plans."""
    return [dossier_viewset, yearly_plan_viewset]


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to see and move files, and to keep the yearly plan."""
    return Permission.objects.filter(
        content_type__app_label="conferences",
        codename__in=[
            "view_dossier",
            "change_dossier",
            "approve_dossier",
            "add_yearlyplan",
            "change_yearlyplan",
            "delete_yearlyplan",
            "view_yearlyplan",
        ],
    )


@hooks.register("register_promises")
def promised_conferences(today):
    """Conferences of the yearly plan whose time has passed without one."""
    slots = PlannedSlot.objects.promised(today).select_related("yearly_plan__plan")[:50]
    pages = readable_pages(slot.yearly_plan.plan for slot in slots if slot.yearly_plan.plan_id)
    return [
        Promise(
            gettext("Periodic dialogue %(slot)s") % {"slot": slot},
            slot.period,
            page.get_url() or "" if (page := pages.get(slot.yearly_plan.plan_id)) else "",
        )
        for slot in slots
    ]


class RemindersPanel(Component):
    """On the first page of the admin: what the office must not forget."""

    name = "dialogue_reminders"
    template_name = "conferences/admin/home_panel.html"
    order = 90

    class Media:
        css = {"all": ["conferences/dossier.css"]}

    def __init__(self, found):
        self.found = found

    def get_context_data(self, parent_context):
        return {"reminders": self.found, "heading": gettext("Dialogue: not to be forgotten")}


@hooks.register("construct_homepage_panels")
def show_reminders(request, panels):
    """Only to those who work with the files, and only when there is something."""
    if not any(request.user.has_perm(name) for name in _OFFICE):
        return
    found = reminders(timezone.now())
    if found:
        panels.append(RemindersPanel(found))
