"""Puts the registration desk into the admin, and guards conferences that have registrations."""

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from plans.conferences.dialogue_menu import DIALOGUE_MENU, RightfulItem

from .admin_screens import registration_viewset
from .entry_screens import may_enter
from .models import Registration
from .office_screens import NewRegistrationsItem, consent_text_viewset, export_log_viewset


@hooks.register("register_admin_viewset")
def register_screens():
    """The list of registrations, the consent texts, the log of exports."""
    return [registration_viewset, consent_text_viewset, export_log_viewset]


@hooks.register(DIALOGUE_MENU)
def offer_entry():
    """Forms on paper and by phone, one click away for those who enter them all day."""
    url = reverse("registration:entry")
    return RightfulItem(_("Enter a form"), url, may=may_enter, name="registration-entry", icon_name="edit", order=25)


@hooks.register("construct_homepage_summary_items")
def count_new_registrations(request, items):
    """A number on the first page of the admin."""
    items.append(NewRegistrationsItem(request))


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to see, change and export registrations."""
    return Permission.objects.filter(
        content_type__app_label="registrations",
        codename__in=[
            "view_registration",
            "change_registration",
            "export_registration",
            "view_consenttext",
            "add_consenttext",
            "view_exportlog",
        ],
    )


@hooks.register("before_delete_page")
def keep_conferences_with_registrations(request, page):
    """A page that holds registrations, or has such a page below it, is not deleted: it can be unpublished."""
    held = _registrations_of([page])
    if held:
        messages.error(
            request,
            _("This page cannot be deleted: %(count)d registrations belong to it. Unpublish it instead.")
            % {"count": held},
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("before_bulk_action")
def keep_conferences_among_many(request, action_type, objects, action):
    """The same when several pages are deleted at once: then none of them is."""
    pages = [each for each in objects if isinstance(each, Page)] if action_type == "delete" else []
    held = _registrations_of(pages)
    if held:
        messages.error(
            request,
            _("Nothing was deleted: %(count)d registrations belong to these pages. Unpublish the conferences instead.")
            % {"count": held},
        )
        return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
    return None


def _registrations_of(pages) -> int:
    """How many registrations belong to `pages` and what is below them."""
    below = Q(pk__in=[])
    for page in pages:
        below |= Q(conference__path__startswith=page.path)
    return Registration.objects.filter(below).count()
