"""What else a clerk does with a document on its way in: facts, the draft, conversion, forgetting it, its pictures."""

from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from wagtail.admin import messages

from .check_views import CheckView, OwnIntakeMixin, conflict, may_attach, version_in
from .drafts import make_draft
from .facts import facts_of
from .forms import FactsForm, shown_texts
from .intake import VersionConflictError
from .intake_reading import convert
from .models import Intake
from .reading import UnreadableError


class FactsView(OwnIntakeMixin, View):
    """The fields on top of the check screen."""

    http_method_names = ["post"]

    def post(self, request, pk):
        """Keep them; what is wrong is said beside the field, and what was typed stays."""
        if self.intake.state != Intake.State.READY:
            return self.over()
        facts = facts_of(self.intake.tree, self.intake.typed, self.today())
        form = FactsForm(request.POST, facts=facts, typed=self.intake.typed)
        is_valid = form.is_valid()
        try:
            self.keep(form)
            return self.done(form) if is_valid else self.refuse(form, "")
        except VersionConflictError:
            return self.refuse(form, conflict(), 409)
        except UnreadableError as error:
            return self.refuse(form, str(error))

    def keep(self, form: FactsForm) -> None:
        """Keep what is valid of the form."""
        seen = version_in(self.request)
        if seen != self.intake.version:
            raise VersionConflictError
        typed = form.typed()
        if typed != self.intake.typed:
            self.intake.change_facts(typed, seen=seen, now=timezone.now())

    def done(self, form: FactsForm):
        """What follows when everything is kept."""
        if self.is_scripted:
            return self.answer(form, 200)
        messages.success(self.request, _("The details are kept."))
        return redirect(self.address())

    def refuse(self, form: FactsForm, problem: str, status: int = 422):
        """The screen again, with what was typed."""
        if self.is_scripted:
            return self.answer(form, status, problem)
        fields = form.data.copy()
        self.__dict__.pop("intake", None)
        fields["version"] = str(self.intake.version)
        form.data = fields
        view = CheckView(problem=problem or _("Not everything could be kept. Look at the marked details."))
        view.facts_form = form
        view.setup(self.request, **self.kwargs)
        return view.get(self.request)

    def answer(self, form: FactsForm, status: int, problem: str = "") -> JsonResponse:
        """For the script."""
        errors = {name: [str(error) for error in found] for name, found in form.errors.items()}
        facts = facts_of(self.intake.tree, self.intake.typed, self.today())
        said = {"version": self.intake.version, "errors": errors, "problem": problem, "facts": shown_texts(facts)}
        return JsonResponse(said, status=status)

    def over(self):
        """The draft is made already, in this window or another one."""
        return redirect(self.intake)


class DraftView(FactsView):
    """Make the draft, once, with the facts as they stand in the form."""

    def done(self, form: FactsForm):
        intake, now = self.intake, timezone.now()
        doubts = intake.doubts
        is_attached = form.cleaned_data["is_attached"] and may_attach(intake)
        page, earlier = make_draft(intake, seen=intake.version, now=now, is_attached=is_attached)
        if earlier and earlier.permissions_for_user(self.request.user).can_edit():
            messages.warning(
                self.request,
                format_html(
                    _("The same text was imported before: <a href='{}'>{}</a>. This is a second draft."),
                    reverse("wagtailadmin_pages:edit", args=[earlier.pk]),
                    earlier.title,
                ),
            )
        said = _("Draft “%(title)s” was made.") % {"title": page.title}
        if doubts:
            said += " " + ngettext(
                "%(count)s part was not looked at; a comment beside the text marks it.",
                "%(count)s parts were not looked at; comments beside the text mark them.",
                doubts,
            ) % {"count": doubts}
        messages.success(self.request, said)
        return redirect("wagtailadmin_pages:edit", page.pk)


class ConvertView(OwnIntakeMixin, View):
    """Take a text in an old encoding as converted."""

    http_method_names = ["post"]

    def post(self, request, pk):
        """Read it once more."""
        convert(self.intake, timezone.now())
        return redirect(self.intake)


class ForgetView(OwnIntakeMixin, View):
    """Delete a document on its way in, with its file."""

    http_method_names = ["post"]

    def post(self, request, pk):
        """Gone at once."""
        name = self.intake.shown_name
        Intake.objects.filter(pk=self.intake.pk).exclude(state=Intake.State.MADE).forget()
        messages.success(request, _("“%(name)s” and its file were deleted.") % {"name": name})
        return redirect("drafting:import")


class PictureView(OwnIntakeMixin, View):
    """A picture of the document."""

    def get(self, request, pk, index):
        """The picture itself, for its clerk only."""
        picture = self.intake.pictures.filter(index=index).first()
        if picture is None:
            raise Http404
        try:
            file = picture.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        response = FileResponse(file, content_type=f"image/{picture.kind}")
        response["Cache-Control"] = "private, max-age=3600"
        response["X-Content-Type-Options"] = "nosniff"
        return response
