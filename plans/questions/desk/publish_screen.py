"""Question and answer as everybody will read them, with a look for personal data before."""

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

from ..publishing import PersonalDataFoundError
from ..rights import Rights
from .detail import CHANGED_MEANWHILE, readable_question


class PublishForm(forms.Form):
    """Both texts; once something personal was found, a box for each finding."""

    public_text = CleanTextField(
        label=gettext_lazy("Question as everybody reads it"),
        max_length=3000,
        help_text=gettext_lazy("What looked personal is already replaced by […]; mend it where it reads badly."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    public_answer = CleanTextField(
        label=gettext_lazy("Answer as everybody reads it"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class PublishView(generic.InspectView):
    """For the leader."""

    any_permission_required = ["view"]
    page_title = gettext_lazy("Publish")
    template_name = "questions/admin/publish.html"

    def get_object(self, queryset=None):
        question = readable_question(self.request, self.pk)
        if not Rights(self.request.user).approves:
            raise PermissionDenied
        return question

    def get_context_data(self, **kwargs):
        question = self.object
        first = dict(zip(("public_text", "public_answer"), question.proposal_for_public(), strict=True))
        return {
            **super().get_context_data(**kwargs),
            "question": question,
            "form": kwargs.get("form") or PublishForm(initial={**first, "seen": question.last_step}, label_suffix=""),
            "concerns": kwargs.get("concerns", ()),
            "confirmed": kwargs.get("confirmed", ()),
            "detail_url": reverse("question:inspect", args=[question.pk]),
        }

    def post(self, request, *args, **kwargs):
        """Publish, or list what looks personal and ask about each."""
        form = PublishForm(request.POST, label_suffix="")
        confirmed = frozenset(request.POST.getlist("confirmed"))
        concerns: list = []
        if form.is_valid():
            try:
                self.object.publish(**form.cleaned_data, confirmed=confirmed, actor=request.user, now=timezone.now())
            except PersonalDataFoundError as found:
                concerns = found.concerns
            except StateChangedError:
                form.add_error(None, CHANGED_MEANWHILE)
            except MoveNotAllowedError as refusal:
                form.add_error(None, refusal.sentences)
            else:
                messages.success(request, _("Published."))
                return redirect("question:inspect", self.object.pk)
        context = self.get_context_data(form=form, concerns=concerns, confirmed=sorted(confirmed))
        return self.render_to_response(context, status=422)
