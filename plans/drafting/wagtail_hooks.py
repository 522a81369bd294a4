"""Where the importer is found in the admin: a menu item, and buttons on registers and imported plans."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from plans.models import PlanPage, PlanRegisterPage

from .forms import registers_for
from .models import ImportedText


class ImportMenuItem(MenuItem):
    """Shown to those who may add a plan somewhere."""

    def is_shown(self, request):
        """Whether there is a register for this person."""
        return registers_for(request.user).exists()


@hooks.register("register_admin_urls")
def register_addresses():
    """The importer's addresses."""
    return [path("nhap-van-ban/", include("plans.drafting.admin_urls"))]


@hooks.register("register_admin_menu_item")
def register_menu_item():
    """The entry in the main menu."""
    return ImportMenuItem(
        # Short: the menu cuts off what is longer.
        _("Import a plan"),
        reverse("drafting:import"),
        name="import-plan",
        icon_name="download",
        order=211,
    )


@hooks.register("register_page_header_buttons")
def add_header_buttons(page, user, view_name, next_url=None):
    """ "Import" on a register, "Source text" on a plan that was imported."""
    kind = page.cached_content_type.model_class()
    if kind is PlanRegisterPage and page.permissions_for_user(user).can_add_subpage():
        yield Button(
            _("Import a plan from text"),
            f"{reverse('drafting:import')}?register={page.pk}",
            icon_name="download",
            priority=16,
        )
    if kind is PlanPage and view_name == "edit" and ImportedText.objects.filter(page_id=page.pk).exists():
        yield Button(_("Source text"), reverse("drafting:source", args=[page.pk]), icon_name="doc-full", priority=17)
