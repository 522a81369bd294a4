"""The official layout in the admin: downloads of a page being written, and a note when files cannot be made."""

from django.urls import include, path, re_path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies.pages import PagePermissionPolicy

from .draft_views import draft_file
from .pdf import pango_missing
from .sheets import has_sheet
from .typeset_file import TypesetFile

_MOST_NAMED = 10


@hooks.register("register_admin_urls")
def register_drafts():
    """Below /admin/official-layout/."""
    addresses = [re_path(r"^(?P<pk>[0-9]{1,18})\.(?P<kind>docx|pdf)$", draft_file, name="draft")]
    return [path("official-layout/", include((addresses, "typesetting_admin")))]


@hooks.register("register_page_header_buttons")
def offer_draft_files(page, user, view_name, next_url=None):
    """In the menu of a page that has a sheet: the draft as Word and PDF."""
    if view_name == "edit" and has_sheet(page) and page.permissions_for_user(user).can_edit():
        labels = (("docx", _("Official layout: Word")), ("pdf", _("Official layout: PDF")))
        for priority, (kind, label) in enumerate(labels, 12):
            url = reverse("typesetting_admin:draft", args=[page.pk, kind])
            yield Button(label, url, icon_name="download", priority=priority)


class FailedFilesPanel(Component):
    """On the first page of the admin: published pages without files, and why."""

    name = "typesetting_failed"
    template_name = "typesetting/admin/failed_panel.html"
    order = 95

    def __init__(self, failed):
        self.failed = failed

    def get_context_data(self, parent_context):
        problems = {one.problem for one in self.failed}
        return {
            "heading": gettext("Files in the official layout that could not be made"),
            "failed": self.failed[:_MOST_NAMED],
            "pango": str(pango_missing()) if TypesetFile.Problem.PANGO in problems else "",
        }


@hooks.register("construct_homepage_panels")
def show_failed_files(request, panels):
    """Only to those who publish, and only when there is something."""
    if not PagePermissionPolicy().user_has_permission(request.user, "publish"):
        return
    failed = TypesetFile.objects.filter(state=TypesetFile.State.FAILED, page__live=True)
    failed = failed.exclude(problem=TypesetFile.Problem.NO_SHEET).select_related("page")
    found = list(failed.order_by("-ordered_at", "kind")[: 5 * _MOST_NAMED])
    if found:
        panels.append(FailedFilesPanel(found))
