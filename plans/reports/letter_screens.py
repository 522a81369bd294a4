"""The dispatch register (sổ công văn đi): who waits for a letter, the letters, and the day they left."""

import hashlib

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.history import MoveNotAllowedError, StateChangedError
from plans.conferences.paging import ShortPaginator
from plans.questions.models import Letter
from plans.questions.rights import Rights
from plans.registrations.models import ExportLog
from plans.typesetting.pdf import PangoMissingError

from . import letters
from .admin_forms import LetterTextForm, RegisterFilterForm, SendForm
from .files import FORMATS, PDF, document_response, many_response, stored_response
from .rights import require

PER_PAGE = 50
# Letters in one file to print; more make the browser wait too long.
MOST_AT_ONCE = 200


class RegisterScreen(WagtailAdminTemplateMixin, TemplateView):
    """Any screen here: whoever may read every question looks, the reception office prepares and sends.

    Names are for those who may know the askers.
    """

    header_icon = "mail"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.rights = Rights(request.user)

    def dispatch(self, request, *args, **kwargs):
        require(self.rights.reads_papers if request.method in ("GET", "HEAD") else self.rights.routes)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"rights": self.rights}

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class LetterList(RegisterScreen):
    """The register, and above it those who wait."""

    template_name = "reports/admin/letters.html"
    page_title = gettext_lazy("Dispatch register")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = RegisterFilterForm(self.request.GET, user=self.request.user, label_suffix="")
        found = form.letters().select_related("registration", "conference")
        found = found.prefetch_related("questions").order_by("-created_at", "-pk")
        context |= {
            "form": form,
            "page": ShortPaginator(found, PER_PAGE).get_page(self.request.GET.get("p")),
            "waiting": letters.waiting_for_letters(self.request.user) if self.rights.routes else [],
            "unsent": Letter.objects.readable_by(self.request.user).unsent().count(),
            "most_at_once": MOST_AT_ONCE,
            "today": timezone.localdate(),
        }
        return context

    def post(self, request, *args, **kwargs):
        """Prepare a letter for everybody chosen."""
        wanted = set(request.POST.getlist("who"))
        chosen = [one for one in letters.waiting_for_letters(request.user) if one.key in wanted and one.is_ready]
        if not chosen:
            messages.error(request, _("Choose at least one person whose answers are all approved."))
            return redirect("reports_admin:letters")
        try:
            made = letters.prepare_letters(chosen, actor=request.user, now=timezone.now())
        except MoveNotAllowedError as refusal:
            messages.error(request, " ".join(refusal.sentences))
            return redirect("reports_admin:letters")
        except StateChangedError:
            messages.error(request, _("Somebody else has prepared some of these letters meanwhile. Choose again."))
            return redirect("reports_admin:letters")
        said = ngettext("%(number)d letter is prepared.", "%(number)d letters are prepared.", len(made))
        messages.success(request, said % {"number": len(made)})
        if len(made) == 1:
            return redirect("reports_admin:letter", made[0].pk)
        return redirect(reverse("reports_admin:letters") + "?state=unsent")


class AboutLetter:
    """A screen about the letter in its address, for those who may read its questions."""

    @cached_property
    def letter(self) -> Letter:
        """404 for letters that are not this person's to read."""
        found = Letter.objects.readable_by(self.request.user).select_related("registration", "conference")
        return get_object_or_404(found, pk=self.kwargs["pk"])


class LetterScreen(AboutLetter, RegisterScreen):
    """One letter: its words, its files, and the line of the register."""

    template_name = "reports/admin/letter.html"
    page_title = gettext_lazy("Letter")

    def get_page_subtitle(self):
        return _("Letter %(number)s") % {"number": self.letter}

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reports_admin:letters"), "label": _("Dispatch register")},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        letter = self.letter
        context |= {
            "letter": letter,
            "addressee": letters.addressee_of(letter),
            "questions": letter.questions.readable_by(self.request.user)
            .select_related("registration")
            .order_by("number", "pk"),
            "words": letters.words_of(letter),
        }
        if self.rights.routes and letter.sent_at is None:
            texts = {"seen": _seen(letter), "text": context["words"], "answers": letter.digest_of_answers()}
            context["text_form"] = kwargs.get("text_form") or LetterTextForm(initial=texts, label_suffix="")
            context["send_form"] = kwargs.get("send_form") or SendForm(initial=self._proposed(), label_suffix="")
        return context

    def _proposed(self) -> dict:
        letter = self.letter
        return {"way": letter.way, "sent_to": letter.sent_to, "issued_on": timezone.localdate()}

    def post(self, request, *args, **kwargs):
        """Save the words, enter that it left, or discard it."""
        steps = {"text": self._save_text, "renew": self._renew, "send": self._send, "discard": self._discard}
        step = steps.get(request.POST.get("step", ""))
        return step() if step else redirect("reports_admin:letter", self.letter.pk)

    def _save_text(self):
        form = LetterTextForm(self.request.POST, label_suffix="")
        if form.is_valid():
            letter, values = self.letter, form.cleaned_data
            if values["seen"] == _seen(letter) and letter.write(
                values["text"], answers=values["answers"], instead_of=letter.text
            ):
                messages.success(self.request, _("The text is saved."))
                return redirect("reports_admin:letter", self.letter.pk)
            form.add_error(
                None, _("Somebody else has changed or sent this letter meanwhile. Your text is kept below.")
            )
            form.data = {**self.request.POST.dict(), "seen": _seen(self.letter)}
        return self._show(text_form=form)

    def _renew(self):
        if letters.renew_words(self.letter):
            messages.success(self.request, _("The text is made anew from the approved answers. Print it again."))
        else:
            messages.error(self.request, _("Somebody else has changed or sent this letter meanwhile."))
        return redirect("reports_admin:letter", self.letter.pk)

    def _send(self):
        form = SendForm(self.request.POST, self.request.FILES, label_suffix="")
        if form.is_valid():
            try:
                letters.send_letter(self.letter, **form.cleaned_data, actor=self.request.user, now=timezone.now())
            except StateChangedError:
                form.add_error(None, _("Somebody else has entered this letter already."))
            except MoveNotAllowedError as refusal:
                form.add_error(None, refusal.sentences)
            else:
                messages.success(self.request, _("The letter is entered into the register as sent."))
                return redirect("reports_admin:letter", self.letter.pk)
        return self._show(send_form=form)

    def _discard(self):
        try:
            self.letter.discard(actor=self.request.user, now=timezone.now())
        except StateChangedError:
            messages.error(self.request, _("The letter has been sent and cannot be discarded."))
            return redirect("reports_admin:letter", self.letter.pk)
        messages.success(self.request, _("The letter is discarded; its questions wait for another one."))
        return redirect("reports_admin:letters")

    def _show(self, **context):
        response = self.render_to_response(self.get_context_data(**context))
        response.status_code = 422
        return response


class LetterFile(AboutLetter, View):
    """One letter as DOCX or PDF, or the signed one as it was kept."""

    def get(self, request, pk: int, file_format: str):
        """ "docx", "pdf" or "signed"."""
        stem, rights = f"cong-van-{self.letter.pk}", Rights(request.user)
        if file_format == "signed" and self.letter.document:
            require(rights.sees_askers or rights.routes)
            return stored_response(self.letter.document, PDF, f"{stem}.pdf")
        require(rights.sees_askers)
        if file_format not in FORMATS:
            raise Http404
        _note(request.user, f"letter {file_format}", f"letter={pk}", 1)
        try:
            return document_response(letters.document_of(self.letter), file_format, stem)
        except PangoMissingError as missing:
            messages.error(request, str(missing))
            return redirect("reports_admin:letter", pk)


class UnsentLetters(View):
    """All letters that are prepared and not sent, in one file."""

    def get(self, request, kind: str):
        """ "zip" with one DOCX each, or one "pdf" to print."""
        rights = Rights(request.user)
        require(rights.reads_papers and rights.sees_askers)
        if kind not in ("zip", "pdf"):
            raise Http404
        unsent = Letter.objects.readable_by(request.user).unsent().select_related("registration", "conference")
        chosen = list(unsent.order_by("pk")[:MOST_AT_ONCE])
        if not chosen:
            messages.error(request, _("No letter is prepared."))
            return redirect("reports_admin:letters")
        _note(request.user, f"letters {kind}", "unsent", len(chosen))
        in_order = enumerate(letters.by_name(chosen), 1)
        documents = [(_name(place, letter), letters.document_of(letter)) for place, letter in in_order]
        try:
            return many_response(documents, kind, "cong-van-chua-gui")
        except PangoMissingError as missing:
            messages.error(request, str(missing))
            return redirect("reports_admin:letters")


def _note(user, file_format: str, which: str, rows: int) -> None:
    """Write down who takes letters with names and addresses away, before they leave."""
    ExportLog.objects.create(at=timezone.now(), actor=user, file_format=file_format, filters=which, row_count=rows)


def _name(place: int, letter: Letter) -> str:
    code = letter.registration.code if letter.registration else "hoi-truong"
    return f"{place:03d}-cong-van-{letter.pk}-{code}"


def _seen(letter: Letter) -> str:
    return hashlib.sha256(letter.text.encode()).hexdigest()
