"""The importer in the admin: read a text, look at what was recognised, make a draft of it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .content import content_of
from .drafts import import_document
from .forms import ImportForm, registers_for
from .models import ImportedText
from .reading import UnreadableError
from .recognising import recognise
from .summary import summarise


class ImportView(WagtailAdminTemplateMixin, FormView):
    """First the form, then the same form with the recognised structure, then the draft's edit page."""

    form_class = ImportForm
    template_name = "drafting/import.html"
    page_title = gettext_lazy("Import a plan from text")
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

    def form_valid(self, form):
        """Show what was recognised; on the second button make the draft."""
        try:
            return self._answer(form)
        except UnreadableError as error:
            form.add_error("file" if form.cleaned_data.get("file") else "text", str(error))
            return self.form_invalid(form)

    def _answer(self, form):
        document = recognise(form.cleaned_data["text"])
        now = timezone.now()
        if self.request.POST.get("action") != "draft":
            summary = summarise(document, content_of(document, timezone.localdate(now)))
            earlier = ImportedText.objects.same_as(document.source).select_related("page").first()
            return self.render_to_response(
                self.get_context_data(form=self._with_text(form, document), summary=summary, earlier=earlier)
            )
        page, earlier = import_document(
            document,
            form.cleaned_data["register"],
            now=now,
            name=form.cleaned_data["name"],
            user=self.request.user,
        )
        self._tell(page, earlier, len(document.concerns()))
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _with_text(self, form, document):
        """The form again, with the text of an uploaded file in the text field: browsers forget chosen files."""
        return ImportForm(
            initial={
                "register": form.cleaned_data["register"],
                "text": document.source,
                "name": form.cleaned_data["name"],
            },
            user=self.request.user,
        )

    def _tell(self, page, earlier, doubts: int):
        if earlier:
            messages.warning(
                self.request,
                format_html(
                    _("The same text was imported before: <a href='{}'>{}</a>. This is a second draft."),
                    reverse("wagtailadmin_pages:edit", args=[earlier.pk]),
                    earlier.title,
                ),
            )
        text = _("Draft “%(title)s” was made.") % {"title": page.title}
        if doubts:
            text += " " + _("Comments beside the text mark what wants a second look.")
        messages.success(self.request, text)


class SourceView(View):
    """The text a plan was imported from, for those who may edit the plan."""

    def get(self, request, page_id: int):
        """The text as a download."""
        imported = get_object_or_404(ImportedText.objects.select_related("page"), page_id=page_id)
        if not imported.page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        response = HttpResponse(imported.text, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{imported.page.slug}.txt"'
        response["Cache-Control"] = "no-store"
        return response
