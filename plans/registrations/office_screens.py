"""Smaller screens of the registration desk: consent texts, the log of exports, the line on the first page."""

from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.site_summary import SummaryItem
from wagtail.admin.views import generic

from cms.history.viewset import ReadOnlyViewSet

from .models import ConsentText, ExportLog, Registration


class ConsentTextCreateView(generic.CreateView):
    """A new version; there is nothing to edit afterwards."""

    def get_success_buttons(self):
        return []


class ConsentTextViewSet(ReadOnlyViewSet):
    """Versions are written and read, never changed."""

    model = ConsentText
    add_view_class = ConsentTextCreateView
    name = "consent_text"
    url_prefix = "consent-texts"
    icon = "doc-full"
    menu_label = gettext_lazy("Privacy notice and consent texts")
    add_to_settings_menu = True
    inspect_view_fields = ["purpose", "language", "version", "text", "created_at"]
    list_filter = ["purpose", "language"]
    list_display = ["__str__", "text", "created_at"]

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"add_url_name": self.get_url_name("add"), **kwargs})

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("new/", self.add_view, name="add")]


class ExportLogIndexView(generic.IndexView):
    """Who took registrations away."""

    any_permission_required = ["view"]


class ExportLogViewSet(ReadOnlyViewSet):
    """Read-only."""

    model = ExportLog
    name = "export_log"
    url_prefix = "registration-exports"
    icon = "download"
    menu_label = gettext_lazy("Exports of registrations")
    add_to_settings_menu = True
    inspect_view_enabled = False
    index_view_class = ExportLogIndexView
    list_display = ["at", "actor_name", "file_format", "row_count", "filters"]


class NewRegistrationsItem(SummaryItem):
    """On the first page of the admin: how many registrations nobody has looked at."""

    order = 250
    template_name = "registrations/admin/summary.html"

    def is_shown(self):
        user = self.request.user
        return user.has_perm("registrations.view_registration") or user.has_perm("registrations.change_registration")

    @cached_property
    def number(self) -> int:
        """Standing registrations no decision was taken on."""
        return Registration.objects.untouched().count()

    def get_context_data(self, parent_context):
        return {
            "number": self.number,
            "label": ngettext("new registration", "new registrations", self.number),
            "url": reverse("registration:index") + "?form_state=sent&form_state=late&form_state=held_for_check",
        }


consent_text_viewset = ConsentTextViewSet()
export_log_viewset = ExportLogViewSet()
