"""Puts the letters' wording and the list of calls into the admin."""

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from plans.conferences.dialogue_menu import DIALOGUE_MENU, RightfulItem

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


@hooks.register("register_admin_urls")
def add_urls():
    """The screens' addresses."""
    return [path("letters/wording/", include(wording_urls)), path("letters/calls/", include(call_urls))]


@hooks.register(DIALOGUE_MENU)
def offer_calls():
    """Whom no e-mail reaches."""
    url, may = reverse("notice_calls:list"), call_screens.may_look
    return RightfulItem(_("People to call"), url, may=may, name="notice-calls", icon_name="user", order=70)


@hooks.register(DIALOGUE_MENU)
def offer_wordings():
    """After what is used every day."""
    url, may = reverse("notice_wording:list"), wording_screens.may_change
    return RightfulItem(_("Wording of letters"), url, may=may, name="notice-wordings", icon_name="mail", order=80)


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
