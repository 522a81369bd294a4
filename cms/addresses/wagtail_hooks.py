"""The lists of provinces and communes in the admin's settings, for corrections and future reforms."""

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from .models import Commune, Province


class ProvinceViewSet(ModelViewSet):
    """The provinces; one that ends gets a last day, it is not deleted while forms point to it."""

    model = Province
    name = "province"
    icon = "site"
    menu_label = _("Provinces")
    menu_order = 910
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["name", "code", "valid_from", "valid_to"]
    list_filter = ["valid_from", "valid_to"]
    search_fields = ["name", "code"]
    search_backend_name = None
    form_fields = ["name", "code", "valid_from", "valid_to"]
    list_per_page = 50


class CommuneViewSet(ModelViewSet):
    """The communes, wards and special zones."""

    model = Commune
    name = "commune"
    icon = "site"
    menu_label = _("Communes")
    menu_order = 911
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = ["name", "province", "code", "valid_from", "valid_to"]
    list_filter = ["province", "valid_to"]
    search_fields = ["name", "code"]
    search_backend_name = None
    form_fields = ["name", "province", "code", "valid_from", "valid_to"]
    list_per_page = 50

    def get_queryset(self, request):
        return Commune.objects.select_related("province").order_by("name", "pk")


@hooks.register("register_admin_viewset")
def register_screens():
    """Both lists."""
    return [ProvinceViewSet(), CommuneViewSet()]


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to correct the lists."""
    return Permission.objects.filter(content_type__app_label="addresses")
