"""The format checker in the admin: the whole list, the short one above the edit form, mending at one click."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from .listing import shown
from .page_check import MendingRefusedError, check_page, latest_of, mend_page
from .page_sheet import can_be_checked, sheet_of_page


class _OfPage:
    """Finds the page for those who may edit it."""

    def dispatch(self, request, page_id: int, *args, **kwargs):
        """404 for pages the rules do not apply to, 403 without the right to edit."""
        self.page = get_object_or_404(Page, pk=page_id).specific
        if not can_be_checked(self.page):
            return self.not_checked()
        if not self.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def not_checked(self):
        """The answer for pages the rules do not apply to."""
        raise Http404

    def facts(self) -> dict:
        """What both lists show, of the latest revision."""
        draft = latest_of(self.page)
        findings = shown(check_page(draft, timezone.localdate()), sheet_of_page(draft))
        mendable = [each for each in findings if each.finding.fix]
        errors = sum(each.is_error for each in findings)
        return {
            "page": self.page,
            "title": draft.title,
            "findings": findings,
            "errors": errors,
            "warnings": len(findings) - errors,
            "mendable": mendable,
            "can_mend": bool(mendable) and not self.page.permissions_for_user(self.request.user).page_locked(),
        }


@method_decorator(never_cache, name="dispatch")
class CheckView(_OfPage, WagtailAdminTemplateMixin, TemplateView):
    """Everything that is wrong with the latest version of a page."""

    template_name = "checking/admin/list.html"
    page_title = gettext_lazy("Format check")
    header_icon = "tasks"

    def get_breadcrumbs_items(self):
        edit = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.page.get_admin_display_title(),
        }
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), **self.facts()}


@method_decorator(never_cache, name="dispatch")
class PanelView(_OfPage, View):
    """The short list above the edit form, fetched by its script after every save."""

    def not_checked(self):
        """Nothing to show, and nothing wrong with asking."""
        return HttpResponse(status=204)

    def get(self, request):
        """A piece of HTML."""
        return render(request, "checking/admin/panel.html", self.facts())


class MendView(_OfPage, View):
    """Puts fixes in as a new draft."""

    def post(self, request):
        """The findings named by `key`; without JavaScript the browser comes back to where it was."""
        try:
            count = mend_page(self.page, request.POST.getlist("key"), request.user, timezone.localdate())
        except MendingRefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                ngettext(
                    "%(count)d place was mended and saved as a draft. The published page stays as it is.",
                    "%(count)d places were mended and saved as a draft. The published page stays as it is.",
                    count,
                )
                % {"count": count},
                buttons=[
                    messages.button(reverse("wagtailadmin_pages:history", args=[self.page.pk]), _("Compare versions"))
                ],
            )
        back = "wagtailadmin_pages:edit" if request.POST.get("back") == "edit" else "checking:list"
        return redirect(back, self.page.pk)

    def http_method_not_allowed(self, request, *args, **kwargs):
        """A mended page that is loaded again by its address leads to the list."""
        return redirect("checking:list", self.page.pk) if request.method == "GET" else HttpResponse(status=405)
