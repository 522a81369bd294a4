"""Bringing a document in: choose a file or paste a text; and where its source is found afterwards."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .forms import ImportForm
from .intake_reading import begin
from .models import ImportedText, Intake
from .reading import UnreadableError
from .registers import registers_for


class ImportView(WagtailAdminTemplateMixin, FormView):
    """The form, and below it what the clerk has begun and not finished."""

    form_class = ImportForm
    template_name = "drafting/import.html"
    page_title = gettext_lazy("Import a document")
    header_icon = "doc-full"

    def dispatch(self, request, *args, **kwargs):
        """Only for those who may add a plan somewhere."""
        if not registers_for(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self):
        wanted = self.request.GET.get("register", "")
        known = registers_for(self.request.user).filter(pk=wanted) if wanted.isdecimal() and len(wanted) < 10 else None
        return {"register": known.first()} if known else {}

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        begun = Intake.objects.of(self.request.user).open().select_related("register")
        light = begun.defer("text", "tree", "layout", "converted", "typed")
        return super().get_context_data(begun=list(light[:20]), **kwargs)

    def form_valid(self, form):
        """Read what was handed over, or keep it for the worker; what cannot be read is said beside its field."""
        data = form.cleaned_data
        try:
            intake = begin(data["arrival"], data["register"], self.request.user, timezone.now())
        except UnreadableError as error:
            form.add_error("file" if data.get("file") else "text", str(error))
            return self.form_invalid(form)
        return redirect(intake)


class SourceView(View):
    """What a plan was imported from, for those who may edit the plan: its text, or its file."""

    wants_file = False

    def get(self, request, page_id: int):
        """A download."""
        imported = get_object_or_404(ImportedText.objects.select_related("page"), page_id=page_id)
        if not imported.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        if self.wants_file:
            response = self._file(imported)
        else:
            response = HttpResponse(imported.text, content_type="text/plain; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{imported.page.slug}.txt"'
        response["Cache-Control"] = "no-store"
        return response

    def _file(self, imported: ImportedText):
        if not imported.file:
            raise Http404
        try:
            file = imported.file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        name = imported.name or f"{imported.page.slug}.txt"
        return FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
