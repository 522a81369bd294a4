"""Where editors put the office's letters into their own words."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .kinds import WRITTEN_LANGUAGES, Notice
from .models import NoticeWording
from .placeholders import placeholders_of, required_of, to_written
from .preview import example_letter
from .wording_forms import WordingForm

PERMISSION = "correspondence.change_noticewording"
HISTORY_LENGTH = 30


def may_change(user) -> bool:
    """Whether the wording is this person's to change."""
    return user.has_perm(PERMISSION)


class WordingScreen(WagtailAdminTemplateMixin, TemplateView):
    """What all these screens share: who may see them."""

    page_title = gettext_lazy("Wording of letters")
    header_icon = "mail"

    def dispatch(self, request, *args, **kwargs):
        if not may_change(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class WordingList(WordingScreen):
    """Every occasion in every language, and whose words are in force."""

    template_name = "correspondence/admin/wordings.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        newest = NoticeWording.objects.newest_of_all()
        rows = [
            {
                "kind": kind,
                "languages": [
                    {
                        "name": name,
                        "url": reverse("notice_wording:edit", args=[kind.value, code]),
                        "own": own if own and own.is_own else None,
                    }
                    for code, name in WRITTEN_LANGUAGES
                    for own in [newest.get((kind.value, code))]
                ],
            }
            for kind in Notice
        ]
        return super().get_context_data(rows=rows, languages=WRITTEN_LANGUAGES, **kwargs)


class WordingEdit(WordingScreen):
    """One occasion in one language: the text, what may stand in it, how it will look, and what it said before."""

    template_name = "correspondence/admin/wording.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.kind, self.language = _kind_and_language(kwargs["kind"], kwargs["language"])
        self.newest = NoticeWording.objects.newest(self.kind, self.language)
        self.form = None

    def get_page_subtitle(self):
        return f"{self.kind.label} ({dict(WRITTEN_LANGUAGES)[self.language]})"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("notice_wording:list"), "label": self.page_title},
            {"url": "", "label": self.get_page_subtitle()},
        ]

    def post(self, request, *args, **kwargs):
        if request.POST.get("action") == "default":
            return self._back_to_default(request)
        self.form = WordingForm(request.POST, kind=self.kind)
        if request.POST.get("action") == "preview" or not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        data = self.form.cleaned_data
        written = NoticeWording.objects.write(
            self.kind,
            self.language,
            data["subject"],
            data["text"],
            based_on=data["based_on"],
            actor=request.user,
            now=timezone.now(),
        )
        if written is None:
            self._say_conflict(request)
            return self.get(request, *args, **kwargs)
        messages.success(request, _("Saved. Letters of this kind use this wording from now on."))
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        shown = NoticeWording.objects.in_force(self.kind, self.language)
        form = self.form or WordingForm(
            kind=self.kind,
            initial={
                "subject": shown.subject,
                "text": shown.text,
                "based_on": self.newest.number if self.newest else 0,
            },
        )
        subject, text = form["subject"].value() or "", form["text"].value() or ""
        required = required_of(self.kind)
        return super().get_context_data(
            form=form,
            is_own=bool(self.newest and self.newest.is_own),
            newest_number=self.newest.number if self.newest else 0,
            placeholders=[(one, one in required) for one in placeholders_of(self.kind)],
            preview=example_letter(self.kind, self.language, subject, text),
            preview_url=reverse("notice_wording:preview", args=[self.kind.value, self.language]),
            history=self._history(),
            **kwargs,
        )

    def _history(self) -> list[dict]:
        versions = NoticeWording.objects.filter(kind=self.kind, language=self.language)[:HISTORY_LENGTH]
        return [
            {
                "version": version,
                "subject": to_written(self.kind, version.subject),
                "text": to_written(self.kind, version.text),
            }
            for version in versions
        ]

    def _back_to_default(self, request):
        based_on = request.POST.get("based_on", "")
        written = NoticeWording.objects.write(
            self.kind,
            self.language,
            "",
            "",
            based_on=int(based_on) if based_on.isascii() and based_on.isdecimal() else -1,
            actor=request.user,
            now=timezone.now(),
        )
        if written is None:
            self._say_conflict(request)
        else:
            messages.success(request, _("Letters of this kind use the portal's wording again."))
        return redirect(request.path)

    def _say_conflict(self, request) -> None:
        messages.error(
            request,
            _("Somebody else has changed this wording meanwhile; see the versions below. Nothing was overwritten."),
        )


@require_POST
def preview(request, kind: str, language: str):
    """JSON: subject and text as they would be sent, with made-up data. Stores nothing."""
    if not may_change(request.user):
        raise PermissionDenied
    kind, language = _kind_and_language(kind, language)
    letter = example_letter(
        kind, language, request.POST.get("subject", "")[:1000], request.POST.get("text", "")[:10000]
    )
    return JsonResponse({"subject": letter.subject, "text": letter.text})


def _kind_and_language(kind: str, language: str) -> tuple[Notice, str]:
    if kind not in Notice.values or language not in dict(WRITTEN_LANGUAGES):
        raise Http404
    return Notice(kind), language
