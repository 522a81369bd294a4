"""Where the format checker is found: above the edit form, on its own page, beside the preview, after publishing."""

from django.contrib import messages
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from .content_checks import add_format_checks
from .page_check import findings_beside
from .page_sheet import can_be_checked

hooks.register("construct_wagtail_userbar", add_format_checks)


@hooks.register("register_admin_urls")
def register_addresses():
    """The checker's addresses."""
    return [path("soat-the-thuc/", include("plans.checking.admin_urls"))]


@hooks.register("register_page_header_buttons")
def add_header_button(page, user, view_name, next_url=None):
    """ "Format check" on the edit form of every page the rules apply to."""
    if view_name == "edit" and can_be_checked(page.specific) and page.permissions_for_user(user).can_edit():
        yield Button(_("Format check"), reverse("checking:list", args=[page.pk]), icon_name="tasks", priority=18)


@hooks.register("insert_editor_js")
def add_script():
    """The script that shows the list above the edit form; the page's number takes the place of the 0."""
    return format_html(
        '<script src="{}" data-address="{}" defer></script><link rel="stylesheet" href="{}">',
        static("checking/editor.js"),
        reverse("checking:panel", args=[0]),
        static("checking/checking.css"),
    )


@hooks.register("after_publish_page")
def warn_after_publishing(request, page):
    """Say that something is wrong; the page is published all the same."""
    specific = page.specific
    if not request.accepts("text/html") or not can_be_checked(specific):
        return
    count = len(findings_beside(specific, timezone.localdate()))
    if count:
        text = ngettext(
            "The page is published. The format check found %(count)d place to look at:",
            "The page is published. The format check found %(count)d places to look at:",
            count,
        ) % {"count": count}
        address = reverse("checking:list", args=[page.pk])
        messages.warning(request, format_html('{} <a href="{}">{}</a>', text, address, _("Open the list")))
