"""The office's screens of conference files: all of them with their states, and one with its steps."""

from django.core.exceptions import PermissionDenied
from django.forms import Media
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic

from cms.history import MoveNotAllowedError, StateChangedError
from cms.history.viewset import ReadOnlyViewSet
from cms.text import clean_line, fold

from .clocks import Clocks
from .dossier import BEFORE_ANNOUNCING, Dossier, DossierState
from .dossier_filters import DossierFilterSet
from .dossier_forms import CLERK, LEADER, Step, StepForm, steps_of
from .figures import counts_of, figures_for
from .reminders import lacks_reason_for_lateness, reminders
from .rescheduling import objections_to_rescheduling, reschedule
from .standing import standing_of

MAY_LOOK = ["view", "change", "approve"]


def _detail_url(dossier) -> str:
    return reverse("dossier:inspect", args=[dossier.pk])


def _title(dossier) -> str:
    return Truncator(dossier.conference.title).chars(90)


def _starts(dossier) -> str:
    moment = dossier.conference.starts_at
    return timezone.localtime(moment).strftime("%H:%M %d/%m/%Y") if moment else _("Date to be announced")


def _window(dossier) -> str:
    conference = dossier.conference
    if conference.closes_at is None:
        return "–"
    return timezone.localtime(conference.closes_at).strftime("%H:%M %d/%m/%Y")


def _figures(dossier) -> str:
    return " · ".join(f"{one.label}: {one.number}" for one in dossier.counts)


class DossierIndexView(generic.IndexView):
    """All files, those of the next conferences on top."""

    any_permission_required = MAY_LOOK
    is_searchable = True
    default_ordering = "-conference__starts_at"
    page_title = gettext_lazy("Files of conferences")

    fixed_columns = [
        TitleColumn("conference", label=gettext_lazy("Conference"), accessor=_title, get_url=_detail_url),
        StatusTagColumn("get_state_display", label=gettext_lazy("State"), sort_key="state", primary=True),
        Column("starts", label=gettext_lazy("Takes place"), accessor=_starts, sort_key="conference__starts_at"),
        Column("closes", label=gettext_lazy("Registration until"), accessor=_window),
    ]
    figures_column = Column("figures", label=gettext_lazy("Numbers"), accessor=_figures)

    def get_base_queryset(self):
        return Dossier.objects.select_related("conference")

    def search_queryset(self, queryset):
        """Files whose conference's title holds the words, with or without accents; there are a few dozen of them."""
        words = fold(clean_line(self.search_query)).split() if self.is_searching else []
        if not words:
            return queryset
        titles = queryset.values_list("pk", "conference__title")
        return queryset.filter(pk__in=[pk for pk, title in titles if all(word in fold(title) for word in words)])

    def get_table(self, object_list):
        """The rows with their numbers, counted for all of them at once."""
        files = list(object_list)
        counts = counts_of([one.conference_id for one in files], self.request.user)
        for one in files:
            one.counts = counts[one.conference_id]
        return super().get_table(files)

    @cached_property
    def columns(self):
        """The numbers have a column once a part of the dialogue offers some."""
        return [*self.fixed_columns, *([self.figures_column] if figures_for(self.request.user) else [])]

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["reminders"] = reminders(timezone.now())
        return context


class DossierDetailView(generic.InspectView):
    """One file: facts, what happened, and the next steps for those who may take them."""

    any_permission_required = MAY_LOOK
    page_title = gettext_lazy("File of a conference")
    template_name = "conferences/admin/detail.html"

    def get_object(self, queryset=None):
        """The file with its page."""
        return super().get_object(Dossier.objects.select_related("conference"))

    def get_page_subtitle(self):
        return self.object.conference.title

    def get_context_data(self, **kwargs):
        dossier = self.object
        conference = dossier.conference
        user = self.request.user
        context = super().get_context_data(**kwargs)
        context |= {
            "dossier": dossier,
            "conference": conference,
            "sessions": conference.sessions_in_order,
            "clocks": Clocks.of(dossier),
            "standing": standing_of(conference),
            "events": list(dossier.events.all()),
            "counts": counts_of([conference.pk], user)[conference.pk],
            "slots": list(conference.slots.select_related("yearly_plan")),
            "lacks_reason": lacks_reason_for_lateness(dossier),
            "is_before_announcing": dossier.state in BEFORE_ANNOUNCING,
            "may_edit_page": conference.permissions_for_user(user).can_edit(),
            "steps": [(step, self._form(step, kwargs), self._blocks(step)) for step in steps_of(dossier, user)],
            "failed": kwargs.get("failed", ""),
        }
        context["form_media"] = sum((form.media for _step, form, _blocks in context["steps"]), Media())
        return context

    def _form(self, step: Step, kwargs: dict) -> StepForm:
        if kwargs.get("failed") == step.name:
            return kwargs["form"]
        return step.form_class(dossier=self.object, prefix=step.name)

    def _blocks(self, step: Step) -> list[str]:
        return objections_to_rescheduling(self.object.conference) if step.name == "reschedule" else []

    def post(self, request, *args, **kwargs):
        """Take one step; what speaks against it stands beside its form, with what was typed."""
        steps = {step.name: step for step in steps_of(self.object, request.user)}
        step = steps.get(request.POST.get("step", ""))
        if step is None:
            return self._refuse_unknown(request)
        form = step.form_class(request.POST, dossier=self.object, prefix=step.name)
        if form.is_valid():
            try:
                self._take(step, form)
            except StateChangedError:
                messages.error(request, self._changed_meanwhile())
                return redirect(request.path)
            except MoveNotAllowedError as refusal:
                form.add_error(None, refusal.sentences)
            else:
                messages.success(request, _("Done: %(step)s.") % {"step": step.label})
                return redirect(request.path)
        return self.render_to_response(self.get_context_data(form=form, failed=step.name), status=422)

    def _refuse_unknown(self, request):
        """A step that is there, but not now or not for this person: somebody was faster, or it is not allowed."""
        if not (request.user.has_perm(CLERK) or request.user.has_perm(LEADER)):
            raise PermissionDenied
        messages.error(request, self._changed_meanwhile())
        return redirect(request.path)

    def _changed_meanwhile(self) -> str:
        return _(
            "Nothing was changed: this file now says “%(state)s”. Somebody else was faster, or this step is not yours "
            "to take. Look at the history and decide again."
        ) % {"state": DossierState(self.object.state).label}

    def _take(self, step: Step, form: StepForm) -> None:
        now, values = timezone.now(), form.cleaned_data
        common = {"actor": self.request.user, "now": now, "seen": values["seen"]}
        if step.name == "reschedule":
            sessions = [one.cleaned_data for one in form.sessions]
            reschedule(self.object, sessions, closes_at=values["closes_at"], **form.texts, **common)
            return
        facts = form.facts() | ({step.moment: now} if step.moment else {})
        self.object.move(step.to, expected=values["expected"], **form.texts, **common, **facts)


class DossierViewSet(ReadOnlyViewSet):
    """Files of conferences in the admin; they are opened by their pages and never deleted here."""

    model = Dossier
    name = "dossier"
    url_prefix = "conference-files"
    icon = "folder-open-inverse"
    menu_label = gettext_lazy("Conferences")
    menu_order = 10
    menu_hook = "register_dialogue_menu_item"
    index_view_class = DossierIndexView
    index_template_name = "conferences/admin/index.html"
    index_results_template_name = "conferences/admin/index_results.html"
    inspect_view_class = DossierDetailView
    inspect_template_name = "conferences/admin/detail.html"
    filterset_class = DossierFilterSet


dossier_viewset = DossierViewSet()
