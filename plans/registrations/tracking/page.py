"""The citizen's own page, and what can be taken along from it."""

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from plans.questions.models import Letter

from ..qr import qr_data_uri
from ..screens import in_readers_language
from ..sent_text import sent_text, sha256_of
from .access import personal, registration_by_secret
from .story import story_of


@personal
@require_safe
def page(request, code: str, secret: str) -> HttpResponse:
    """Where the form stands, what happened, and the next steps; changes nothing."""
    registration = registration_by_secret(code, secret)
    if registration.erased_at:
        return render(request, "registrations/tracking/erased.html", {"registration": registration})
    return show_page(request, registration, timezone.now(), done=request.GET.get("da", ""))


def show_page(request, registration, now, *, done="", problem="", status=200) -> HttpResponse:
    """The page, after a step: `done` names it, or `problem` says why it was not taken."""
    context = {
        "registration": registration,
        "conference": in_readers_language(registration.conference),
        "canonical": registration.conference,
        "story": story_of(registration, now),
        "enclosures": registration.enclosures.all(),
        "qr": qr_data_uri(request.build_absolute_uri(registration.receipt_path())),
        "done": done,
        "problem": problem,
    }
    return render(request, "registrations/tracking/page.html", context, status=status)


@personal
@require_safe
def receipt(request, code: str, secret: str) -> HttpResponse:
    """The receipt to print: the text as it was sent, the server's time, and the hash of both."""
    registration = _readable(code, secret)
    text = sent_text(registration)
    context = {
        "registration": registration,
        "conference": in_readers_language(registration.conference),
        "text": text,
        "sha256": sha256_of(text),
        "file_name": _file_name(registration),
        "qr": qr_data_uri(request.build_absolute_uri(registration.receipt_path())),
    }
    return render(request, "registrations/tracking/receipt.html", context)


@personal
@require_safe
def text_file(request, code: str, secret: str) -> HttpResponse:
    """The very bytes whose hash stands on the receipt."""
    registration = _readable(code, secret)
    response = HttpResponse(sent_text(registration).encode(), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_file_name(registration)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@personal
@require_safe
def letter(request, code: str, secret: str, pk: int) -> HttpResponse:
    """The signed letter that answers a question of this form."""
    registration = _readable(code, secret)
    sent = get_object_or_404(Letter, pk=pk, registration=registration, sent_at__isnull=False)
    if not sent.document:
        raise Http404
    extension = sent.document.name.rpartition(".")[2].lower()
    response = FileResponse(
        sent.document.open("rb"),
        as_attachment=True,
        filename=f"cong-van-{sent.pk}.{extension}" if extension.isalnum() else f"cong-van-{sent.pk}",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _readable(code: str, secret: str):
    registration = registration_by_secret(code, secret)
    if registration.erased_at:
        raise Http404
    return registration


def _file_name(registration) -> str:
    return f"phieu-{registration.code}.txt"
