"""The part of the citizen's own page about personal data: see it, take it along, withdraw a consent, ask for more."""

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.intake.arrival import receive
from cms.intake.fields import CleanTextField
from cms.intake.form import PublicForm
from cms.intake.limits import is_readable
from cms.intake.protection import protect
from cms.intake.token import issue
from plans.registrations.screens import in_readers_language
from plans.registrations.tracking.access import personal, registration_by_secret

from .data_request import LONGEST_WORDS
from .models import DataRequest, RequestKind
from .own_data import file_of
from .withdrawing import withdraw_reminders

COPY, REMINDERS, REQUEST = "ban-sao", "thoi-nhac", "yeu-cau"
# Access is the button beside it; consent to reminders has a button of its own too.
_ASKED_HERE = [kind for kind in RequestKind if kind != RequestKind.ACCESS]


class RequestForm(PublicForm):
    """What somebody asks the office to do with the own data."""

    kind = forms.ChoiceField(
        label=_("What should the office do?"),
        choices=[(kind.value, kind.label) for kind in _ASKED_HERE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the office should do.")},
    )
    words = CleanTextField(
        label=_("What exactly, and why"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For a correction: what is wrong and how it should read."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == RequestKind.CORRECTION and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write what is wrong and how it should read."))
        return cleaned


@csrf_exempt
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def own_data(request, code: str, secret: str) -> HttpResponse:
    """Show what can be done, or do one of it. Looking changes nothing."""
    registration, now = registration_by_secret(code, secret), timezone.now()
    if registration.erased_at:
        return render(request, "registrations/tracking/erased.html", {"registration": registration})
    name = f"own-data:{registration.pk}"
    empty = RequestForm(label_suffix="")
    if request.method != "POST":
        return _show(request, registration, empty, issue(name, now), done=request.GET.get("da", ""))
    if not is_readable(request):
        return _show(request, registration, empty, issue(name, now), problem="size", status=413)
    arrival, action = receive(request, name, now), request.POST.get("action", "")
    form = RequestForm(request.POST, label_suffix="") if action == REQUEST else empty
    if not arrival.is_accepted:
        return _show(request, registration, form, arrival.token, problem="token", status=403)
    if action == COPY:
        return copy_of(registration, now)
    if action == REMINDERS:
        withdraw_reminders(registration, now)
    elif action == REQUEST:
        if not form.is_valid():
            return _show(request, registration, form, arrival.token, status=422)
        values = form.cleaned_data
        DataRequest.objects.receive(
            values["kind"], received_at=now, now=now, registration=registration, words=values["words"]
        )
    return HttpResponse(status=303, headers={"Location": f"{request.path}?da={action[:20]}"})


def copy_of(registration, now) -> FileResponse:
    """Everything about one person, to be saved."""
    response = FileResponse(
        file_of(registration, now),
        as_attachment=True,
        filename=f"du-lieu-{registration.code}.zip",
        content_type="application/zip",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _show(request, registration, form, token, *, done="", problem="", status=200) -> HttpResponse:
    context = {
        "registration": registration,
        "conference": in_readers_language(registration.conference),
        "form": form,
        "protection": protect(token),
        "requests": DataRequest.objects.filter(registration=registration),
        "done": done if done in (REMINDERS, REQUEST) else "",
        "problem": problem,
    }
    return render(request, "privacy/own_data.html", context, status=status)
