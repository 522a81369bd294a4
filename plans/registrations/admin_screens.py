"""The clerk's screens: list, one registration with its history and steps, export."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from cms.history import MoveNotAllowedError, StateChangedError
from cms.text import fold
from plans.typesetting import spreadsheets

from . import codes, confirmation, exports
from .admin_forms import MoveForm, NoteForm, RegistrationFilterSet
from .models import ExportLog, Registration
from .registration import NoSeatLeftError
from .seats import seats_left

MAY_LOOK = ["view", "change"]
FORMATS = {"xlsx", "csv", "csv-semicolon"}


def _detail_url(registration) -> str:
    return reverse("registration:inspect", args=[registration.pk])


def _received(registration) -> str:
    return timezone.localtime(registration.received_at).strftime("%H:%M %d/%m/%Y")


def _who(registration) -> str:
    return " – ".join(part for part in (registration.full_name, registration.organisation_name) if part)


def _short_conference(registration) -> str:
    return Truncator(registration.conference.title).chars(50)


def _flags(registration) -> str:
    flags = []
    if registration.is_suspected_spam:
        flags.append(_("Possible spam"))
    if registration.is_possible_duplicate:
        flags.append(_("Possible duplicate"))
    return ", ".join(flags)


class RegistrationIndexView(generic.IndexView):
    """All registrations, newest first."""

    any_permission_required = MAY_LOOK
    is_searchable = True
    default_ordering = "-received_at"
    columns = [
        TitleColumn("code", label=gettext_lazy("Code"), get_url=_detail_url, width="11rem"),
        Column("received_at", label=gettext_lazy("Received"), accessor=_received, sort_key="received_at"),
        Column("full_name", label=gettext_lazy("Full name"), accessor=_who, sort_key="full_name"),
        Column("group_size", label=gettext_lazy("People")),
        Column("conference", label=gettext_lazy("Conference"), accessor=_short_conference),
        StatusTagColumn("get_form_state_display", label=gettext_lazy("Form"), sort_key="form_state"),
        StatusTagColumn("get_seat_display", label=gettext_lazy("Seat"), sort_key="seat"),
        Column("flags", label=gettext_lazy("Look at"), accessor=_flags),
    ]

    def get_base_queryset(self):
        return Registration.objects.select_related("conference")

    def search_queryset(self, queryset):
        """Code in any spelling, or parts of name, organisation, phone and e-mail without accents."""
        if not self.is_searching:
            return queryset
        return matching(queryset, self.search_query)

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        if self.user_has_permission("export"):
            query = self.request.GET.copy()
            for name in ("p", "ordering", "_w_filter_fragment"):
                query.pop(name, None)
            context["exports"] = [
                {"label": label, "url": f"{reverse('registration:export', args=[kind])}?{query.urlencode()}"}
                for kind, label in (
                    ("xlsx", _("Download as XLSX")),
                    ("csv", _("Download as CSV")),
                    ("csv-semicolon", _("Download as CSV with semicolons")),
                )
            ]
        return context


def matching(queryset, query: str):
    """The registrations whose code is `query` or whose text holds every word of it; phone digits may be spaced."""
    code = codes.normalise(query)
    if code and queryset.filter(code=code).exists():
        return queryset.filter(code=code)
    folded = fold(query)
    digits = "".join(sign for sign in folded if sign.isdigit())
    if len(digits) >= 6 and not any(sign.isalpha() for sign in folded):
        return queryset.filter(folded__contains=digits)
    for word in folded.split():
        queryset = queryset.filter(folded__contains=word)
    return queryset


class RegistrationDetailView(generic.InspectView):
    """One registration: what was sent, what happened, and the next steps for those who may take them."""

    any_permission_required = MAY_LOOK
    page_title = gettext_lazy("Registration")
    template_name = "registrations/admin/detail.html"

    def get_context_data(self, **kwargs):
        registration = self.object
        context = super().get_context_data(**kwargs)
        context["registration"] = registration
        context["questions"] = registration.questions.select_related("subject_field")
        context["events"] = registration.events.all()
        context["letter"] = confirmation.letter_for(registration)
        context["phone"] = exports.readable_phone(registration.phone)
        needs = dict(exports.RegistrationForm.ACCESS_NEEDS)
        context["access_needs"] = [needs.get(need, need) for need in registration.access_needs]
        context["seats_left"] = seats_left(registration.conference)
        if self.user_has_permission("change"):
            context |= {name: kwargs.get(name) or make() for name, make in self._forms().items()}
        return context

    def _forms(self) -> dict:
        mine = self.object
        return {
            "form_step": partial(
                MoveForm, prefix="form", current=mine.form_state, steps=mine.next_form_states, label_suffix=""
            ),
            "seat_step": partial(MoveForm, prefix="seat", current=mine.seat, steps=mine.next_seats, label_suffix=""),
            "note_form": partial(NoteForm, label_suffix=""),
        }

    def post(self, request, *args, **kwargs):
        """Take one step or write a note; what cannot be done is shown beside its form, with what was typed."""
        if not self.user_has_permission("change"):
            raise PermissionDenied
        name = request.POST.get("step", "")
        makers = self._forms()
        if name not in makers:
            return redirect(request.path)
        form = makers[name](request.POST)
        try:
            if form.is_valid() and self._apply(name, form):
                messages.success(request, _("Saved."))
                return redirect(request.path)
        except StateChangedError as changed:
            form = self._form_from_now(name, request.POST.copy(), changed.current)
        return self.render_to_response(self.get_context_data(**{name: form}), status=422)

    def _form_from_now(self, name: str, typed, current: str):
        """The same form for the state somebody else has set meanwhile, with the reason as typed."""
        form = self._forms()[name](typed)
        form.data[form.add_prefix("expected")] = current
        form.add_error(None, _("Somebody else has changed this meanwhile. Look at the history and decide again."))
        return form

    def _apply(self, name: str, form) -> bool:
        now, actor, values = timezone.now(), self.request.user, form.cleaned_data
        if name == "note_form":
            self.object.add_note(values["note"], actor=actor, now=now)
            return True
        move = self.object.move_form if name == "form_step" else self.object.move_seat
        try:
            move(values["to"], expected=values["expected"], actor=actor, reason=values["reason"], now=now)
        except NoSeatLeftError as full:
            form.add_error(
                "to",
                _("Only %(left)d seats are free, this form needs %(needed)d.")
                % {"left": full.left, "needed": self.object.group_size},
            )
        except MoveNotAllowedError:
            form.add_error("to", _("This step is not possible from the present state."))
        else:
            return True
        return False


class RegistrationViewSet(ModelViewSet):
    """Registrations in the admin, for those whose group may see them."""

    model = Registration
    name = "registration"
    url_prefix = "registrations"
    icon = "form"
    menu_label = gettext_lazy("Registrations")
    menu_order = 20
    menu_hook = "register_dialogue_menu_item"
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = RegistrationIndexView
    index_template_name = "registrations/admin/index.html"
    index_results_template_name = "registrations/admin/index_results.html"
    inspect_view_class = RegistrationDetailView
    inspect_template_name = "registrations/admin/detail.html"
    filterset_class = RegistrationFilterSet
    list_per_page = 50
    form_fields = ["form_state"]

    def get_common_view_kwargs(self, **kwargs):
        nowhere = dict.fromkeys(["add_url_name", "edit_url_name", "delete_url_name", "usage_url_name"])
        return super().get_common_view_kwargs(**{**nowhere, "history_url_name": None, **kwargs})

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("export/<str:file_format>/", export, name="export"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
        ]


def export(request, file_format: str):
    """The filtered list as a file. Who took it, when and how much of it is written down first."""
    if not request.user.has_perm("registrations.export_registration") or file_format not in FORMATS:
        raise PermissionDenied
    filters = RegistrationFilterSet(data=request.GET, queryset=Registration.objects.all(), request=request)
    chosen = filters.qs if filters.is_valid() else Registration.objects.none()
    if query := request.GET.get("q", "").strip():
        chosen = matching(chosen, query)
    now = timezone.now()
    ExportLog.objects.create(
        at=now,
        actor=request.user,
        file_format=file_format,
        filters=request.GET.urlencode()[:500],
        row_count=chosen.count(),
    )
    header, rows = exports.header(), exports.rows(chosen)
    stem = f"dang-ky-{timezone.localtime(now):%Y%m%d-%H%M}"
    if file_format == "xlsx":
        file = spreadsheets.write_xlsx(header, rows, _("Registrations"))
        return FileResponse(file, as_attachment=True, filename=f"{stem}.xlsx")
    lines = spreadsheets.csv_lines(header, rows, ";" if file_format == "csv-semicolon" else ",")
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{stem}.csv"'},
    )


registration_viewset = RegistrationViewSet()
