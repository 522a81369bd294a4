"""One question before the officer: what was asked, what happened, and the next steps."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views import generic

from cms.history import MoveNotAllowedError, StateChangedError

from ..answering import DRAFTING
from ..answers import AnswerConflictError
from ..models import Question, QuestionState
from ..rights import Rights
from .steps import BY_NAME, Step, steps_for

CHANGED_MEANWHILE = gettext_lazy("Somebody else has changed this meanwhile. Look at the history and decide again.")


@dataclass(frozen=True)
class Offer:
    """One step with its form, as the template shows it."""

    step: Step
    form: object
    is_open: bool


def readable_question(request, pk: int) -> Question:
    """The question, if this person may read it; 404 otherwise, so that nobody learns that it exists."""
    readable = Question.objects.readable_by(request.user).select_related(
        "registration", "conference", "unit", "subject_field", "lead", "lead__registration", "letter", "escalation"
    )
    return get_object_or_404(readable, pk=pk)


class QuestionDetailView(generic.InspectView):
    """Text, draft or answer, history; forms for the steps this person may take."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Question")
    template_name = "questions/admin/detail.html"

    def get_object(self, queryset=None):
        return readable_question(self.request, self.pk)

    def get_context_data(self, **kwargs):
        question, user = self.object, self.request.user
        rights = Rights(user)
        context = super().get_context_data(**kwargs)
        is_drafting = question.state in DRAFTING and not question.submitted_version
        context |= {
            "question": question,
            "rights": rights,
            "asker": question.registration if rights.sees_askers else None,
            "asker_url": self._asker_url(question, rights),
            "draft": question.latest_answer if question.state != QuestionState.MERGED else None,
            "events": question.events.all(),
            "merged_questions": question.merged_questions.readable_by(user)
            .filter(state=QuestionState.MERGED)
            .select_related("registration"),
            "may_write": is_drafting and rights.prepares(question),
            "may_publish": rights.approves and question.can_be_published,
            "may_see_papers": rights.reads_papers,
            "is_overdue": question.is_overdue(timezone.localdate()),
            "offers": self._offers(rights, kwargs.get("failed")),
        }
        context["form_media"] = sum((offer.form.media for offer in context["offers"]), Media())
        return context

    def post(self, request, *args, **kwargs):
        """Take one step; what cannot be done is shown in its form, with what was typed."""
        question, rights = self.object, Rights(request.user)
        step = BY_NAME.get(request.POST.get("step", ""))
        if step is None:
            return redirect(request.path)
        form = step.form(request.POST, prefix=step.name, question=question, user=request.user)
        if not step.is_offered(question, rights):
            return self._refuse_late_step(step, form)
        if form.is_valid():
            try:
                with transaction.atomic():
                    step.take(question, form.cleaned_data, request.user, timezone.now())
            except (StateChangedError, AnswerConflictError):
                form.add_error(None, CHANGED_MEANWHILE)
            except MoveNotAllowedError as refusal:
                form.add_error(None, refusal.sentences)
            else:
                messages.success(request, _("Saved."))
                return redirect(self._next_url(step))
        return self._show_again(step, form)

    def _refuse_late_step(self, step: Step, form):
        """The step was on the screen but is none any more; who never could take it learns nothing."""
        is_late = "expected" in form.fields and form.is_valid() and form.cleaned_data["expected"] != self.object.state
        if not is_late:
            raise PermissionDenied
        form.add_error(None, CHANGED_MEANWHILE)
        return self._show_again(step, form)

    def _show_again(self, step: Step, form):
        try:
            self.object = readable_question(self.request, self.object.pk)
        except Http404:
            messages.warning(self.request, _("Few may read this question now."))
            return redirect("question:index")
        if form.non_field_errors() and "expected" in form.fields:
            form.data = form.data.copy()
            form.data[form.add_prefix("expected")] = self.object.state
            form.data[form.add_prefix("seen")] = self.object.last_step
        context = self.get_context_data(failed=(step, form))
        return self.render_to_response(context, status=422)

    def _offers(self, rights: Rights, failed) -> list[Offer]:
        failed_step, failed_form = failed or (None, None)
        offers = [Offer(failed_step, failed_form, True)] if failed_step else []
        for step in steps_for(self.object, rights):
            if step is not failed_step:
                form = step.form(prefix=step.name, question=self.object, user=rights.user)
                offers.append(Offer(step, form, step.is_next(self.object, rights)))
        return offers

    def _next_url(self, step: Step) -> str:
        """Back to the question; to the list where this person may read it no longer."""
        if not Question.objects.readable_by(self.request.user).filter(pk=self.object.pk).exists():
            return reverse("question:index")
        if step.name == "letter":
            self.object.refresh_from_db()
            return reverse("reports_admin:letter", args=[self.object.letter_id])
        return self.request.path

    def _asker_url(self, question: Question, rights: Rights) -> str:
        if not (rights.sees_askers and question.registration_id):
            return ""
        return reverse("registration:inspect", args=[question.registration_id])
