"""Puts requests about personal data and the erasing of conferences into the dialogue's part of the admin."""

from django.contrib.auth.models import Permission
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SummaryItem

from plans.conferences.dialogue_menu import DIALOGUE_MENU

from .erasing_screen import CONFIRM, ErasingScreen
from .models import DataRequest
from .request_screens import data_request_viewset


class ErasingItem(MenuItem):
    """Shown to those who confirm."""

    def is_shown(self, request) -> bool:
        """Whether the person may open the screen."""
        return request.user.has_perm(CONFIRM)


class OpenRequestsItem(SummaryItem):
    """On the first page of the admin: requests with something left to do."""

    order = 255
    template_name = "registrations/admin/summary.html"

    def is_shown(self):
        user = self.request.user
        return user.has_perm("privacy.view_datarequest") or user.has_perm("privacy.change_datarequest")

    @cached_property
    def number(self) -> int:
        """How many are open."""
        return DataRequest.objects.open().count()

    def get_context_data(self, parent_context):
        late = DataRequest.objects.late(timezone.localdate()).count()
        label = ngettext("open request about personal data", "open requests about personal data", self.number)
        if late:
            label = f"{label} ({ngettext('%(late)d late', '%(late)d late', late) % {'late': late}})"
        return {"number": self.number, "label": label, "url": reverse("data_request:index")}


@hooks.register("register_admin_viewset")
def register_requests():
    """The register of requests."""
    return data_request_viewset


@hooks.register("register_admin_urls")
def register_erasing():
    """Below /admin/erasing/."""
    return [path("erasing/", ErasingScreen.as_view(), name="erasing")]


@hooks.register(DIALOGUE_MENU)
def offer_erasing():
    """At the end of the menu."""
    return ErasingItem(_("Erase personal data"), reverse("erasing"), name="erasing", icon_name="bin", order=91)


@hooks.register("construct_homepage_summary_items")
def count_requests(request, items):
    """A number on the first page of the admin."""
    items.append(OpenRequestsItem(request))


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to work on requests and to confirm that data is erased."""
    return Permission.objects.filter(
        content_type__app_label="privacy",
        codename__in=["view_datarequest", "change_datarequest", "confirm_erasure"],
    )
