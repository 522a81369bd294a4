"""The way into the hall: one card per conference with the screens somebody may open."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .halls import halls_near


def may_enter(user) -> bool:
    """Whether `user` works in the hall."""
    return user.has_perm("hall.check_in") or user.has_perm("hall.chair")


class HallIndexView(WagtailAdminTemplateMixin, TemplateView):
    """Conferences to come and just held."""

    page_title = _("In the hall")
    header_icon = "group"
    template_name = "hall/index.html"
    _show_breadcrumbs = True
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def dispatch(self, request, *args, **kwargs):
        """Only for those who work in the hall."""
        if not may_enter(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """Adds `halls`."""
        return super().get_context_data(**kwargs) | {"halls": halls_near(timezone.now())}
