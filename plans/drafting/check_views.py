"""The check screen: what was read beside what was recognised, and the steps that set it right.

Every step is a plain form; asked by a script, the same address answers with the lines that changed, as JSON.
"""

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from plans.models import Issuer

from .editing import EditForm, typed_after
from .facts import facts_of
from .findings import findings_of
from .forms import FactsForm, shown_texts
from .intake import VersionConflictError
from .models import ImportedText, Intake
from .screen import general_remarks, panel_of, rows_of
from .source_view import passages_of
from .splice import Splice
from .tree_edits import EditRefusedError
from .tree_sheet import splice_of

# A tree of more parts is checked for its format after the page is shown, or at a press of the button.
MOST_CHECKED_AT_ONCE = 400


class OwnIntakeMixin:
    """Views of one document on its way in: nobody else's has an address."""

    @cached_property
    def intake(self) -> Intake:
        """The document, if it is the clerk's own."""
        found = Intake.objects.of(self.request.user).select_related("register", "page").filter(pk=self.kwargs["pk"])
        intake = found.first()
        if intake is None:
            raise Http404
        return intake

    @property
    def is_scripted(self) -> bool:
        """Whether a script asks, which puts the answer into the page itself."""
        return self.request.headers.get("X-Requested-With") == "XMLHttpRequest"

    def address(self, node: str = "") -> str:
        """The check screen with that part chosen."""
        query = f"?{urlencode({'node': node})}#{node}" if node else ""
        return self.intake.get_absolute_url() + query

    def today(self):
        """The day on which dates are judged."""
        return timezone.localdate(timezone.now())


class CheckView(OwnIntakeMixin, WagtailAdminTemplateMixin, TemplateView):
    """How far reading is, why it failed, or the check screen."""

    header_icon = "doc-full"
    problem = ""
    facts_form = None
    typed_panel: dict[str, str] | None = None
    chosen = ""

    def get(self, request, *args, **kwargs):
        """The screen of the state the document is in."""
        intake = self.intake
        if intake.state == Intake.State.MADE:
            if intake.page is None:
                raise Http404
            return redirect("wagtailadmin_pages:edit", intake.page_id)
        response = self.render_to_response(self.get_context_data())
        if intake.is_being_read:
            response["Refresh"] = "3"
        response["Cache-Control"] = "no-store"
        return response

    def get_template_names(self):
        if self.intake.is_being_read:
            return ["drafting/waiting.html"]
        return ["drafting/failed.html" if self.intake.state == Intake.State.FAILED else "drafting/check.html"]

    def get_page_title(self):
        return _("Check the document") if self.intake.state == Intake.State.READY else _("Import a document")

    def get_page_subtitle(self):
        return self.intake.shown_name

    def get_breadcrumbs_items(self):
        first = {"url": reverse("drafting:import"), "label": _("Import a document")}
        return [*self.breadcrumbs_items, first, {"url": "", "label": self.intake.shown_name}]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(intake=self.intake, problem=self.problem, **kwargs)
        context["is_late"] = self.intake.is_late(timezone.now())
        if self.intake.state == Intake.State.READY:
            context |= self.check_context()
        return context

    def check_context(self) -> dict:
        """Everything on the check screen."""
        intake, tree = self.intake, self.intake.tree
        chosen = self.chosen or self.request.GET.get("node", "")[:12]
        facts = facts_of(tree, intake.typed, self.today())
        form = self.facts_form or FactsForm(
            initial={**shown_texts(facts), "issued_on": facts.issued_on, "issuer": facts.issuer},
            facts=facts,
            typed=intake.typed,
        )
        is_checked = len(tree) <= MOST_CHECKED_AT_ONCE or "soat" in self.request.GET
        findings = findings_of(intake, self.today()) if is_checked else []
        panel = panel_of(tree, chosen, self.typed_panel)
        return {
            "chosen": panel.row.id if panel else "-",
            "rows": rows_of(tree, findings),
            "general": general_remarks(findings),
            "finding_count": len(findings),
            "is_checked": is_checked,
            "panel": panel,
            "passages": passages_of(intake.text, intake.layout, tree),
            "facts": facts,
            "facts_form": form,
            "media": form.media,
            "can_undo": intake.steps.exists(),
            "earlier": self.earlier(),
            "may_attach": may_attach(intake),
            "issuer_address": issuer_address(self.request.user),
        }

    def earlier(self) -> ImportedText | None:
        """A plan the clerk may edit that was made of the same text or file before."""
        same = ImportedText.objects.same_as(self.intake.text, self.intake.sha256)
        pages = same.select_related("page").defer("text")
        return next((one for one in pages if one.page.permissions_for_user(self.request.user).can_edit()), None)


class StepView(OwnIntakeMixin, View):
    """A change of the tree; subclasses say which."""

    http_method_names = ["post"]

    def post(self, request, pk):
        """Make the change and show the screen again, or say why it cannot be made and keep what was typed."""
        try:
            splice = self.change()
        except EditRefusedError as problem:
            return self.refuse(str(problem), 422)
        except VersionConflictError:
            return self.refuse(conflict(), 409)
        if not self.is_scripted:
            return redirect(self.address(splice.chosen))
        intake = self.intake
        facts = facts_of(intake.tree, intake.typed, self.today())
        return JsonResponse(
            {
                "version": intake.version,
                "at": splice.at,
                "removed": len(splice.before),
                "rows": render_to_string("drafting/rows.html", {"rows": rows_of(splice.after), "intake": intake}),
                "chosen": splice.chosen,
                "doubts": intake.doubts,
                "can_undo": intake.steps.exists(),
                "facts": shown_texts(facts),
            }
        )

    def change(self) -> Splice:
        """What was changed; EditRefusedError, VersionConflictError."""
        raise NotImplementedError

    def refuse(self, problem: str, status: int):
        """Why nothing was changed."""
        if self.is_scripted:
            return JsonResponse({"problem": problem, "version": self.intake.version}, status=status)
        view = CheckView(problem=problem, chosen=self.request.POST.get("node", "")[:12])
        view.typed_panel = {
            name: self.request.POST[name] for name in ("label", "heading", "text") if name in self.request.POST
        }
        self.__dict__.pop("intake", None)
        view.setup(self.request, **self.kwargs)
        return view.get(self.request)


class EditView(StepView):
    """Move, re-level, join, part, rename, leave out."""

    def change(self) -> Splice:
        form = EditForm(self.request.POST)
        if not form.is_valid():
            raise EditRefusedError(_("This step was not understood. Choose the part and try again."))
        intake, now = self.intake, timezone.now()
        if form.cleaned_data["version"] != intake.version:
            raise VersionConflictError
        splice = form.splice(intake.tree)
        if splice.before != splice.after:
            typed = typed_after(intake.typed, splice)
            intake.change_tree(splice, seen=form.cleaned_data["version"], now=now, typed=typed)
        return splice


class UndoView(StepView):
    """The last change of the tree back."""

    def change(self) -> Splice:
        splice = self.intake.undo(seen=version_in(self.request), now=timezone.now())
        if splice is None:
            raise EditRefusedError(_("There is nothing to undo."))
        return splice


class MendView(StepView):
    """What the format checker offers to mend at one click."""

    def change(self) -> Splice:
        seen, key = version_in(self.request), self.request.POST.get("key", "")
        intake = self.intake
        if seen != intake.version:
            raise VersionConflictError
        found = next((each for each in findings_of(intake, self.today()) if each.key == key), None)
        if found is None:
            raise EditRefusedError(_("This is mended already."))
        splice = splice_of(intake.tree, found)
        intake.change_tree(splice, seen=seen, now=timezone.now())
        return splice


class PanelView(OwnIntakeMixin, View):
    """The form of one part, for the script."""

    def get(self, request, pk, node):
        """A piece of HTML."""
        panel = panel_of(self.intake.tree, node)
        if panel is None:
            raise Http404
        context = {"panel": panel, "intake": self.intake}
        return HttpResponse(render_to_string("drafting/panel.html", context, request=request))


class FindingsView(OwnIntakeMixin, View):
    """What the format checker says now, for the script: HTML for the summary, and for each part."""

    def get(self, request, pk):
        """As JSON."""
        intake = self.intake
        findings = findings_of(intake, self.today())
        rows = [row for row in rows_of(intake.tree, findings) if row.remarks]
        context = {"intake": intake, "general": general_remarks(findings), "finding_count": len(findings)}
        parts = {
            row.id: render_to_string("drafting/remarks.html", {"remarks": row.remarks, "intake": intake})
            for row in rows
        }
        summary = render_to_string("drafting/findings.html", {**context, "is_checked": True})
        return JsonResponse({"version": intake.version, "summary": summary, "parts": parts})


def version_in(request) -> int:
    """The version a form was made from; -1 for nonsense."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


def may_attach(intake: Intake) -> bool:
    """Whether the file is of a kind that readers may be given."""
    return intake.name.rpartition(".")[2].lower() in settings.WAGTAILDOCS_EXTENSIONS


def issuer_address(user) -> str:
    """Where a new office is added; "" for who may not."""
    return reverse(Issuer.snippet_viewset.get_url_name("add")) if user.has_perm("plans.add_issuer") else ""


def conflict() -> str:
    """What is said when another window was quicker."""
    return _(
        "The document was changed in another window meanwhile, so nothing was overwritten. "
        "This is how it stands now; do your last step again."
    )
