"""One registration before the clerk: what was sent, what happened, and the next steps."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.viewsets import viewsets

from cms.history import MoveNotAllowedError, StateChangedError

from . import exports, notices
from .admin_forms import MergeForm, MoveForm, NoteForm, PartForm
from .desk_list import MAY_LOOK
from .enclosure_screen import may_open_enclosures
from .moves import NoSeatLeftError
from .seats import seats_left
from .states import FormState


def questions_for(registration, user) -> tuple[list, int]:
    """The questions of the form that `user` may read, and how many more there are.

    Each has `desk_url`, its place at the question desk, "" where there is none.
    """
    has_desk = any(viewset.name == "question" for viewset in viewsets.viewsets)
    questions = list(
        registration.questions.readable_by(user).select_related("subject_field", "unit").order_by("number")
    )
    for question in questions:
        question.desk_url = reverse("question:inspect", args=[question.pk]) if has_desk else ""
    return questions, registration.questions.count() - len(questions)


class RegistrationDetailView(generic.InspectView):
    """One registration: what was sent, what happened, and the next steps for those who may take them."""

    any_permission_required = MAY_LOOK
    page_title = gettext_lazy("Registration")
    template_name = "registrations/admin/detail.html"

    def get_context_data(self, **kwargs):
        registration = self.object
        context = super().get_context_data(**kwargs)
        context["registration"] = registration
        context["questions"], context["hidden_questions"] = questions_for(registration, self.request.user)
        may_open = may_open_enclosures(registration, self.request.user)
        context["enclosures"] = registration.enclosures.all() if may_open else ()
        context["merged_forms"] = registration.merged_forms.all()
        context["own_answers"] = exports.own_answers(registration)
        context["address"] = exports.full_address(registration)
        context["events"] = registration.events.all()
        context["letter"] = notices.letter_for(registration)
        context["phone"] = exports.readable_phone(registration.phone)
        context["access_needs"] = exports.access_needs(registration)
        context["seats_left"] = seats_left(registration.conference)
        if self.user_has_permission("change"):
            context |= {name: kwargs.get(name) or make() for name, make in self._forms().items()}
        return context

    def _forms(self) -> dict:
        mine = self.object
        move = partial(MoveForm, label_suffix="")
        forms = {
            "form_step": partial(move, prefix="form", current=mine.form_state, steps=mine.next_form_states),
            "seat_step": partial(move, prefix="seat", current=mine.seat, steps=mine.next_seats),
            "note_form": partial(NoteForm, label_suffix=""),
        }
        if mine.form_state == FormState.MERGED:
            forms["part_form"] = partial(PartForm, label_suffix="")
        elif not mine.has_ended:
            forms["merge_form"] = partial(MergeForm, prefix="merge", mine=mine, label_suffix="")
        return forms

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
            self.object.refresh_from_db()
            form = self._form_from_now(name, request.POST.copy(), changed.current)
        return self.render_to_response(self.get_context_data(**{name: form}), status=422)

    def _form_from_now(self, name: str, typed, current: str):
        """The same form for the state somebody else has set meanwhile, with the reason as typed."""
        form = self._forms()[name](typed)
        form.data[form.add_prefix("expected")] = current
        form.add_error(None, _("Somebody else has changed this meanwhile. Look at the history and decide again."))
        return form

    def _apply(self, name: str, form) -> bool:
        mine, values = self.object, form.cleaned_data
        step = {"actor": self.request.user, "now": timezone.now()}
        try:
            if name == "note_form":
                mine.add_note(values["note"], **step)
            elif name == "merge_form":
                mine.merge_into(values["survivor"], reason=values["reason"], **step)
            elif name == "part_form":
                mine.part_again(reason=values["reason"], **step)
            else:
                self._move(name, values, step)
        except NoSeatLeftError as full:
            form.add_error(
                "to",
                _("Only %(left)d seats are free, this form needs %(needed)d.")
                % {"left": full.left, "needed": mine.group_size},
            )
        except MoveNotAllowedError as refused:
            form.add_error("to" if "to" in form.fields else None, refused.sentences)
            mine.refresh_from_db()
        else:
            return True
        return False

    def _move(self, name: str, values: dict, step: dict) -> None:
        step |= {name: values[name] for name in ("expected", "reason", "public_note")}
        if name == "form_step":
            self.object.move_form(values["to"], keeps_questions=values.get("keeps_questions", False), **step)
        else:
            self.object.move_seat(values["to"], **step)
