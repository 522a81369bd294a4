"""Writing an answer; two officers at one answer see each other's text, and nothing is overwritten."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views import generic

from cms.history import MoveNotAllowedError, StateChangedError
from cms.intake.fields import CleanTextField

from ..answers import AnswerConflictError
from ..rights import Rights
from .detail import CHANGED_MEANWHILE, readable_question


class AnswerForm(forms.Form):
    """The text, and the version it was written upon."""

    text = CleanTextField(
        label=gettext_lazy("Answer of the office"),
        max_length=20_000,
        help_text=gettext_lazy("Name the legal basis. The leader reads it before the citizen does."),
        widget=forms.Textarea(attrs={"rows": 16}),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100_000)


class AnswerView(generic.InspectView):
    """The editor of one answer with its versions."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Answer of the office")
    template_name = "questions/admin/answer.html"

    def get_object(self, queryset=None):
        question = readable_question(self.request, self.pk)
        if not Rights(self.request.user).prepares(question):
            raise PermissionDenied
        return question

    def get_context_data(self, **kwargs):
        latest = self.object.latest_answer
        first = {"text": latest.text, "based_on": latest.version} if latest else {"based_on": 0}
        return {
            **super().get_context_data(**kwargs),
            "question": self.object,
            "form": kwargs.get("form") or AnswerForm(initial=first, label_suffix=""),
            "theirs": kwargs.get("theirs"),
            "mine": kwargs.get("mine", ""),
            "versions": self.object.answer_versions.all(),
            "detail_url": self._detail_url(),
        }

    def post(self, request, *args, **kwargs):
        """Save a version, and submit it if asked to; a conflict shows both texts."""
        form = AnswerForm(request.POST, label_suffix="")
        if form.is_valid():
            try:
                return self._save(form.cleaned_data)
            except AnswerConflictError as conflict:
                return self._show_both(form.cleaned_data["text"], conflict.latest)
            except StateChangedError:
                form.add_error(None, CHANGED_MEANWHILE)
            except MoveNotAllowedError as refusal:
                form.add_error(None, refusal.sentences)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _save(self, values: dict):
        question, user, now = self.object, self.request.user, timezone.now()
        latest = question.latest_answer
        number = values["based_on"]
        if latest is None or latest.version != number or latest.text != values["text"]:
            number = question.write_answer(values["text"], based_on=number, actor=user, now=now).version
        if "submit_answer" in self.request.POST:
            question.submit_answer(number, actor=user, now=now)
            messages.success(self.request, _("Submitted for approval."))
            return redirect(self._detail_url())
        messages.success(self.request, _("Draft saved."))
        return redirect(self.request.path)

    def _show_both(self, mine: str, theirs):
        form = AnswerForm(initial={"text": mine, "based_on": theirs.version}, label_suffix="")
        context = self.get_context_data(form=form, theirs=theirs, mine=mine)
        return self.render_to_response(context, status=409)

    def _detail_url(self) -> str:
        return reverse("question:inspect", args=[self.object.pk])
