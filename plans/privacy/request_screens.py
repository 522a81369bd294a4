"""Requests about personal data in the admin: the register with its clocks, one request, entering one."""

from datetime import datetime, time

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from cms.history import MoveNotAllowedError, StateChangedError
from plans.registrations.models import ExportLog

from .data_request import RESTRICTING
from .erasing_on_request import carry_out
from .models import DataRequest, RequestKind, RequestState
from .owing import owed_to
from .own_page import copy_of
from .request_forms import EntryForm, ExtendForm, LiftForm, ReplyForm
from .withdrawing import withdraw_reminders

MAY_LOOK = ["view", "change"]
CHANGE = "privacy.change_datarequest"


def _detail_url(request) -> str:
    return reverse("data_request:inspect", args=[request.pk])


def _received(request) -> str:
    return timezone.localtime(request.received_at).strftime("%H:%M %d/%m/%Y")


def _due(request) -> str:
    if not request.is_open:
        return "–"
    if request.state == RequestState.WAITING:
        return _("after the last letter")
    day = request.answer_by if request.state == RequestState.RECEIVED else request.done_by
    late = _("late") + ": " if request.is_late(timezone.localdate()) else ""
    what = _("reply by") if request.state == RequestState.RECEIVED else _("to be done until")
    return f"{late}{what} {day:%d/%m/%Y}"


class RequestIndexView(generic.IndexView):
    """All requests, the latest first; open ones can be picked out."""

    any_permission_required = MAY_LOOK
    page_title = gettext_lazy("Requests about personal data")
    default_ordering = "-received_at"
    columns = [
        TitleColumn("number", label=gettext_lazy("Request"), accessor=str, get_url=_detail_url),
        Column("form", label=gettext_lazy("Form"), accessor=lambda one: one.registration or one.requester or "–"),
        Column("received_at", label=gettext_lazy("Received"), accessor=_received, sort_key="received_at"),
        StatusTagColumn("get_state_display", label=gettext_lazy("State"), sort_key="state"),
        Column("due", label=gettext_lazy("Clock"), accessor=_due, sort_key="done_by"),
    ]

    def get_base_queryset(self):
        return DataRequest.objects.select_related("registration")

    @cached_property
    def header_buttons(self):
        """Entering one, for those who may."""
        if not self.request.user.has_perm(CHANGE):
            return []
        return [HeaderButton(_("Enter a request"), url=reverse("data_request:enter"), icon_name="edit")]


class RequestDetailView(generic.InspectView):
    """One request with what can be done about it."""

    any_permission_required = MAY_LOOK
    page_title = gettext_lazy("Request about personal data")
    template_name = "privacy/admin/request.html"

    def get_object(self, queryset=None):
        """With its form."""
        return super().get_object(DataRequest.objects.select_related("registration__conference"))

    def get_page_subtitle(self):
        return str(self.object)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        one, now = self.object, timezone.now()
        form = one.registration if one.registration and not one.registration.erased_at else None
        may_change = self.request.user.has_perm(CHANGE) and one.is_open
        context |= {
            "one": one,
            "form_of_person": form,
            "is_late": one.is_late(timezone.localdate(now)),
            "events": one.events.all(),
            "may_change": may_change,
            "owed": owed_to(form, now) if form and one.kind == RequestKind.ERASURE else [],
            "may_erase": may_change and form is not None and one.kind == RequestKind.ERASURE,
            "may_stop_reminders": may_change and form is not None and form.wants_reminders,
            "acts_when_done": one.kind in RESTRICTING and form is not None,
            "may_lift": self.request.user.has_perm(CHANGE) and form is not None and form.restricted_at is not None,
            "may_copy": self.request.user.has_perm(CHANGE) and form is not None,
            "may_reply": may_change and one.state != RequestState.WAITING,
            "reply_form": kwargs.get("reply_form") or ReplyForm(initial={"expected": one.state}, label_suffix=""),
            "lift_form": kwargs.get("lift_form") or LiftForm(prefix="lift", label_suffix=""),
            "extend_form": kwargs.get("extend_form") or ExtendForm(label_suffix=""),
        }
        return context

    def post(self, request, *args, **kwargs):
        """Reply, extend, erase, stop reminders, or take the copy for the person."""
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        step = request.POST.get("step", "")
        steps = {"reply": self._reply, "extend": self._extend, "erase": self._erase, "copy": self._copy}
        steps |= {"reminders": self._stop_reminders, "lift": self._lift}
        if step not in steps:
            return redirect(request.path)
        return steps[step](request, timezone.now())

    def _reply(self, request, now):
        form = ReplyForm(request.POST, label_suffix="")
        if form.is_valid():
            values = form.cleaned_data
            try:
                self.object.move(
                    values["to"], expected=values["expected"], actor=request.user, now=now, reply=values["reply"]
                )
            except StateChangedError:
                form.add_error(
                    None, _("Somebody else has changed this meanwhile. Look at the history and decide again.")
                )
            except MoveNotAllowedError as refused:
                form.add_error("reply", " ".join(map(str, refused.args)))
            else:
                messages.success(request, _("Saved. The person reads it on the page of the form."))
                return redirect(request.path)
        return self.render_to_response(self.get_context_data(reply_form=form), status=422)

    def _extend(self, request, now):
        form = ExtendForm(request.POST, label_suffix="")
        if form.is_valid():
            try:
                self.object.extend(actor=request.user, now=now, reason=form.cleaned_data["reason"])
            except MoveNotAllowedError as refused:
                form.add_error(None, " ".join(map(str, refused.args)))
            else:
                messages.success(request, _("The time is extended."))
                return redirect(request.path)
        return self.render_to_response(self.get_context_data(extend_form=form), status=422)

    def _erase(self, request, now):
        one = self.object
        if one.kind != RequestKind.ERASURE or one.registration is None or not one.is_open:
            raise PermissionDenied
        try:
            is_erased = carry_out(one, actor=request.user, now=now)
        except StateChangedError:
            messages.error(request, _("Somebody else was faster; look again."))
        else:
            if is_erased:
                messages.success(request, _("The personal data of this form is erased."))
            else:
                messages.warning(request, _("Something is still owed. The data is erased by itself when it has left."))
        return redirect(request.path)

    def _stop_reminders(self, request, now):
        form = self.object.registration
        if form is not None and withdraw_reminders(form, now):
            messages.success(request, _("Reminders are stopped."))
        return redirect(request.path)

    def _lift(self, request, now):
        form, person = LiftForm(request.POST, prefix="lift", label_suffix=""), self.object.registration
        if person is None:
            raise PermissionDenied
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(lift_form=form), status=422)
        try:
            person.lift_restriction(actor=request.user, reason=form.cleaned_data["reason"], now=now)
        except MoveNotAllowedError:
            messages.error(request, _("Somebody else was faster; look again."))
        else:
            messages.success(request, _("The restriction is lifted."))
        return redirect(request.path)

    def _copy(self, request, now):
        form = self.object.registration
        if form is None or form.erased_at:
            raise PermissionDenied
        ExportLog.objects.create(
            at=now, actor=request.user, file_format="own data", filters=f"request={self.object.pk}", row_count=1
        )
        return copy_of(form, now)


class EnterRequestView(WagtailAdminTemplateMixin, FormView):
    """Enter a request that did not come over the web."""

    form_class = EntryForm
    template_name = "privacy/admin/enter.html"
    page_title = gettext_lazy("Enter a request")
    header_icon = "edit"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        way = {"url": reverse("data_request:index"), "label": _("Requests about personal data")}
        return [*self.breadcrumbs_items, way, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "label_suffix": ""}

    def get_initial(self):
        return {"received_on": timezone.localdate()}

    def form_valid(self, form):
        values, now = form.cleaned_data, timezone.now()
        received = min(now, timezone.make_aware(datetime.combine(values["received_on"], time(17))))
        request = DataRequest.objects.receive(
            values["kind"],
            received_at=received,
            now=now,
            registration=values["code"],
            channel=values["channel"],
            requester="" if values["code"] else values["requester"],
            words=values["words"],
            involves_others=values["involves_others"],
            actor=self.request.user,
        )
        messages.success(self.request, _("The request is in the register."))
        return redirect("data_request:inspect", request.pk)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class DataRequestViewSet(ModelViewSet):
    """The register of requests."""

    model = DataRequest
    name = "data_request"
    url_prefix = "data-requests"
    icon = "user"
    menu_label = gettext_lazy("Requests about personal data")
    menu_order = 90
    menu_hook = "register_dialogue_menu_item"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = RequestIndexView
    inspect_view_class = RequestDetailView
    inspect_template_name = "privacy/admin/request.html"
    list_filter = ["state", "kind"]
    list_per_page = 50
    form_fields = ["state"]

    def get_common_view_kwargs(self, **kwargs):
        names = ["add_url_name", "edit_url_name", "delete_url_name", "usage_url_name", "history_url_name"]
        return super().get_common_view_kwargs(**{**kwargs, **dict.fromkeys(names)})

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("enter/", EnterRequestView.as_view(), name="enter"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
        ]


data_request_viewset = DataRequestViewSet()
