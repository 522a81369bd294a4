"""Puts the letters' wording and the list of calls into the admin."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import call_screens, wording_screens

wording_urls = (
    [
        path("", wording_screens.WordingList.as_view(), name="list"),
        path("<slug:kind>/<slug:language>/", wording_screens.WordingEdit.as_view(), name="edit"),
        path("<slug:kind>/<slug:language>/preview/", wording_screens.preview, name="preview"),
    ],
    "notice_wording",
)
call_urls = (
    [
        path("", call_screens.CallList.as_view(), name="list"),
        path("<int:pk>/", call_screens.settle, name="settle"),
    ],
    "notice_calls",
)


class WordingMenuItem(MenuItem):
    """For those who may change the letters."""

    def is_shown(self, request):
        return request.user.has_perm(wording_screens.PERMISSION)


class CallMenuItem(MenuItem):
    """For those who may see whom to call."""

    def is_shown(self, request):
        return call_screens.may_look(request.user)


@hooks.register("register_admin_urls")
def add_urls():
    """The screens' addresses."""
    return [path("letters/wording/", include(wording_urls)), path("letters/calls/", include(call_urls))]


@hooks.register("register_dialogue_menu_item")
def offer_calls():
    """Beside the letters."""
    return CallMenuItem(
        _("People to call"), reverse("notice_calls:list"), name="notice-calls", icon_name="user", order=52
    )


@hooks.register("register_dialogue_menu_item")
def offer_wordings():
    """After what is used every day."""
    return WordingMenuItem(
        _("Wording of letters"), reverse("notice_wording:list"), name="notice-wordings", icon_name="mail", order=80
    )


@hooks.register("construct_homepage_panels")
def tell_of_calls(request, panels):
    """Staff learn at once that people wait for a call."""
    panel = call_screens.CallPanel(request)
    if panel.number:
        panels.append(panel)


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to word letters and to make calls."""
    return Permission.objects.filter(
        content_type__app_label="correspondence",
        codename__in=["change_noticewording", "view_calltask", "change_calltask"],
    )
