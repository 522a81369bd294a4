"""Where the importer is found in the admin: a menu item, and buttons on registers and imported plans."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from plans.models import PlanPage, PlanRegisterPage

from .models import ImportedText
from .registers import registers_for


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
        _("Import a document"),
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
            _("Import a document"),
            f"{reverse('drafting:import')}?register={page.pk}",
            icon_name="download",
            priority=16,
        )
    if kind is PlanPage and view_name == "edit":
        imported = ImportedText.objects.filter(page_id=page.pk).only("file").first()
        if imported is not None:
            address = reverse("drafting:source", args=[page.pk])
            yield Button(_("Source text"), address, icon_name="doc-full", priority=17)
        if imported is not None and imported.file:
            address = reverse("drafting:source_file", args=[page.pk])
            yield Button(_("Original file"), address, icon_name="download", priority=18)
