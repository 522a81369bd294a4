"""Conferences whose day of erasing has come: what hinders it, the officer's word, and how far the worker is."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.history import MoveNotAllowedError
from plans.conferences.dossier import Dossier
from plans.registrations.models import Registration

from .erasure import due_dossiers, objections_to_erasing
from .models import Erasure

CONFIRM = "privacy.confirm_erasure"
_MOST_FINISHED = 20


class ErasingScreen(WagtailAdminTemplateMixin, TemplateView):
    """For the data officer alone."""

    template_name = "privacy/admin/erasing.html"
    page_title = gettext_lazy("Erase personal data")
    header_icon = "bin"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(CONFIRM):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        orders = {erasure.conference_id: erasure for erasure in Erasure.objects.unfinished()}
        due = [
            {
                "dossier": dossier,
                "forms": Registration.objects.filter(conference=dossier.conference, erased_at=None).count(),
                "objections": objections_to_erasing(dossier, today),
                "order": orders.get(dossier.conference_id),
            }
            for dossier in due_dossiers(today)
        ]
        finished = Erasure.objects.filter(finished_at__isnull=False).select_related("conference")
        return super().get_context_data(due=due, finished=finished.order_by("-finished_at")[:_MOST_FINISHED], **kwargs)

    def post(self, request, *args, **kwargs):
        """The officer's word for one conference."""
        number = request.POST.get("dossier", "")
        dossier = get_object_or_404(Dossier, pk=int(number) if number.isascii() and number.isdecimal() else 0)
        now = timezone.now()
        if request.POST.get("sure") != "on":
            messages.error(request, _("Tick the box first: what is erased cannot be brought back."))
            return redirect(request.path)
        try:
            Erasure.objects.confirm(dossier, actor=request.user, now=now, today=timezone.localdate(now))
        except MoveNotAllowedError as refused:
            messages.error(request, " ".join(map(str, refused.args)))
        else:
            messages.success(request, _("Confirmed. The worker begins within a minute; this page shows what is left."))
        return redirect(request.path)
