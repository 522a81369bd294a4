"""The admin screen on which boxes are placed at a page."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from .models import Region
from .placement import plan_for
from .placing import RegionForms

HINTS = {
    Region.LEFT: gettext_lazy("Beside the text on the left; on a telephone below it. Good for navigation."),
    Region.RIGHT: gettext_lazy("Beside the text on the right; on a telephone below it."),
    Region.FOOTER: gettext_lazy("Side by side at the foot of the page."),
}


class PlaceBoxes(WagtailAdminTemplateMixin, View):
    """Shows, for one page, all regions with own and inherited boxes; publishers change the own ones."""

    page_title = gettext_lazy("Side boxes")
    header_icon = "placeholder"
    template_name = "portlets/admin/place.html"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        self.page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=kwargs["page_id"])
        permissions = self.page.permissions_for_user(request.user)
        self.may_save = permissions.can_publish()
        if not (self.may_save or permissions.can_edit()):
            raise PermissionDenied
        self.forms = RegionForms(self.page, request)
        self.version = self.forms.version
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data())

    def post(self, request, *args, **kwargs):
        if not self.may_save:
            raise PermissionDenied
        self.forms = RegionForms(self.page, request, request.POST, request.FILES)
        try:
            is_valid = self.forms.is_valid()
        except (KeyError, ValueError) as error:  # the fields that count the boxes are missing or no numbers
            raise BadRequest("The form is incomplete.") from error
        if not is_valid:
            messages.error(request, _("Nothing was saved: please correct what is marked below."))
        elif not self.forms.save(request.user, request.POST.get("version", "")):
            messages.warning(
                request,
                _(
                    "Somebody else has changed the boxes of this page meanwhile. Nothing was saved. Your entries are "
                    "below: look at the page, then save again to replace the other version."
                ),
            )
        else:
            buttons = [messages.button(self.page.url, _("View the page"), new_window=True)] if self.page.url else []
            messages.success(request, _("The side boxes of “%s” are saved.") % self.page.title, buttons=buttons)
            return redirect("portlets:place", self.page.pk)
        return self.render_to_response(self.get_context_data())

    def get_page_subtitle(self):
        return self.page.specific_deferred.get_admin_display_title()

    def get_breadcrumbs_items(self):
        ancestors = self.page.get_ancestors(inclusive=True).filter(depth__gt=1)
        return [
            {"url": reverse("wagtailadmin_explore_root"), "label": _("Pages")},
            *(
                {"url": reverse("wagtailadmin_explore", args=[ancestor.pk]), "label": ancestor.title}
                for ancestor in ancestors
            ),
            {"url": "", "label": _("Side boxes"), "sublabel": ""},
        ]

    def get_context_data(self, **kwargs):
        plans = plan_for(self.page)
        return super().get_context_data(
            page=self.page,
            may_save=self.may_save,
            version=self.version,
            media=self.forms.media,
            action_url=reverse("portlets:place", args=[self.page.pk]),
            submit_button_label=_("Save and show at once"),
            submit_button_active_label=_("Saving…"),
            regions=[
                {
                    "key": region,
                    "label": Region(region).label,
                    "hint": HINTS[region],
                    "panel": self.forms.panels[region],
                    "plan": plans[region],
                    "is_closed_here": plans[region].closed_by == self.page,
                }
                for region in Region.values
            ],
            **kwargs,
        )
