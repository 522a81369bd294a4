"""The registration desk in the admin: which screens there are and under which addresses."""

from django.urls import path
from django.utils.translation import gettext_lazy

from cms.history.viewset import ReadOnlyViewSet

from . import bulk_screen, enclosure_screen, entry_screens, export_screens, slip_screens
from .admin_forms import RegistrationFilterSet
from .desk_detail import RegistrationDetailView
from .desk_list import RegistrationIndexView
from .models import Registration


class RegistrationViewSet(ReadOnlyViewSet):
    """Registrations in the admin, for those whose group may see them."""

    model = Registration
    name = "registration"
    url_prefix = "registrations"
    icon = "form"
    menu_label = gettext_lazy("Registrations")
    menu_order = 20
    menu_hook = "register_dialogue_menu_item"
    index_view_class = RegistrationIndexView
    index_template_name = "registrations/admin/index.html"
    index_results_template_name = "registrations/admin/index_results.html"
    inspect_view_class = RegistrationDetailView
    inspect_template_name = "registrations/admin/detail.html"
    filterset_class = RegistrationFilterSet

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/files/<int:enclosure_pk>/", enclosure_screen.enclosure, name="enclosure"),
            path("entry/", entry_screens.EntryView.as_view(), name="entry"),
            path("entry/hints/", entry_screens.hints, name="entry_hints"),
            path("sort/", bulk_screen.sort_many, name="sort"),
            path("slips/", slip_screens.slips, name="slips"),
            path("slips/<int:conference_pk>/<int:batch>/", slip_screens.slips_print, name="slips_print"),
            path("export/", export_screens.choose, name="export_choose"),
            path("export/<str:file_format>/", export_screens.export, name="export"),
            path("copies/<int:pk>/", export_screens.progress, name="export_progress"),
            path("copies/<int:pk>/file/", export_screens.fetch, name="export_file"),
        ]


registration_viewset = RegistrationViewSet()
