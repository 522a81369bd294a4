"""The public screens of registration: form, live status, receipt.

The form is exempt from the CSRF cookie check by design; `cms.intake` says why and what stands in its place.
"""

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from cms.blocks.readable import readable_page
from cms.intake.arrival import TRAP_FIELD, receive
from cms.intake.limits import is_readable
from cms.intake.protection import protect
from cms.intake.token import FIELD, another, issue
from plans.conferences.models import ConferencePage

from . import codes
from .consent import ConsentText
from .form import RegistrationForm
from .models import Registration
from .qr import qr_data_uri
from .querysets import DifferentAnswersError, NotOpenError
from .seats import rounded, seats_left


def _public_conference(pk: int) -> ConferencePage:
    """The canonical conference behind a published page in any language; 404 for all others alike."""
    published = ConferencePage.objects.published()
    canonical = get_object_or_404(published, pk=pk).canonical
    return canonical if canonical.pk == pk else get_object_or_404(published, pk=canonical.pk)


def _form_name(conference: ConferencePage) -> str:
    return f"registration:{conference.pk}"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request, pk: int) -> HttpResponse:
    """Show the form, or take it in and send the visitor on to the receipt."""
    now = timezone.now()
    conference = _public_conference(pk)
    if request.method == "POST":
        response = _take_in(request, conference, now)
        add_never_cache_headers(response)
        return response
    response = _show_empty(request, conference, now)
    # Not "no-store": the browser's Back button must bring the very form back, with its submission key,
    # so that sending it once more is the same submission. The empty form holds nothing personal.
    response["Cache-Control"] = "private, no-cache"
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def send(request, pk: int) -> HttpResponse:
    """Where the form is sent; whoever asks for this address gets the form.

    An address of its own, because browsers forget the page they keep under an address once something was
    sent there, and the Back button needs that page.
    """
    return form(request, pk) if request.method == "POST" else redirect("registrations:form", pk)


def _show_empty(request, conference: ConferencePage, now) -> HttpResponse:
    if not conference.window(now).takes_forms:
        return render(request, "registrations/closed.html", _page(conference, now))
    empty = RegistrationForm(conference=conference, consent_text=ConsentText.objects.current(get_language()))
    return _show(request, conference, now, empty, issue(_form_name(conference), now))


def _take_in(request, conference: ConferencePage, now) -> HttpResponse:
    if not is_readable(request):
        return render(request, "registrations/too_large.html", _page(conference, now), status=413)
    arrival = receive(request, _form_name(conference), now)
    language = get_language()
    sent = RegistrationForm(request.POST, conference=conference, consent_text=ConsentText.objects.current(language))
    if not arrival.is_accepted:
        return _show(request, conference, now, sent, arrival.token, problem="token", status=403)
    if not sent.is_valid():
        return _show(request, conference, now, sent, arrival.token, status=422)
    try:
        registration = Registration.objects.submit(
            conference,
            sent.answers(),
            arrival.token.key,
            now,
            signs=[*arrival.signs, *sent.signs],
            language=language,
        )
    except NotOpenError:
        return _show(request, conference, now, sent, arrival.token, problem="not_open", status=403)
    except DifferentAnswersError as conflict:
        return _ask_which(request, conference, now, sent, arrival.token, conflict.existing)
    except OperationalError:
        # The database did not let us in for a long time: nothing is stored, the text stays in the page.
        return _show(request, conference, now, sent, arrival.token, problem="busy", status=503)
    return HttpResponse(status=303, headers={"Location": registration.receipt_path()})


def _in_readers_language(conference: ConferencePage) -> ConferencePage:
    """The conference as readers of this language see it; as it stands where its translation is closed to them."""
    page = readable_page(conference)
    return page.specific if page else conference


def _page(conference: ConferencePage, now) -> dict:
    return {
        "conference": _in_readers_language(conference),
        "canonical": conference,
        "window": conference.window(now).value,
    }


def _show(request, conference, now, registration_form, token, *, problem="", status=200) -> HttpResponse:
    context = _page(conference, now) | {
        "form": registration_form,
        "protection": protect(token),
        "problem": problem,
    }
    return render(request, "registrations/form.html", context, status=status)


def _ask_which(request, conference, now, sent: RegistrationForm, token, existing: Registration) -> HttpResponse:
    """Keep what was received, or send this as a form of its own.

    The receipt is offered only to those whose new answers name the same phone or e-mail as the first.
    """
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        if name in sent.fields and name not in {FIELD, TRAP_FIELD}
        for value in values
    ]
    answers = sent.answers()
    is_same_person = bool(answers["phone"] and answers["phone"] == existing.phone) or bool(
        answers["email"] and answers["email"] == existing.email
    )
    context = _page(conference, now) | {
        "received_at": existing.received_at,
        "existing": existing if is_same_person else None,
        "kept": kept,
        "protection": protect(another(token, now)),
    }
    return render(request, "registrations/conflict.html", context, status=409)


@never_cache
@require_GET
def status(request, pk: int) -> HttpResponse:
    """Whether registration is open at this moment and how many seats are left, as a fragment for the page."""
    now = timezone.now()
    conference = _public_conference(pk)
    left = seats_left(conference)
    context = _page(conference, now)
    if left is not None:
        context["seats"], context["seats_are_exact"] = rounded(left)
    response = render(request, "registrations/status.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def receipt(request, code: str, secret: str) -> HttpResponse:
    """The receipt, for whoever has its whole address; code and secret are judged together."""
    registration = Registration.objects.filter(code=codes.normalise(code)).select_related("conference").first()
    expected = registration.secret if registration else codes.new_secret()
    if not constant_time_compare(secret, expected):
        raise Http404
    context = {
        "registration": registration,
        "questions": registration.questions.select_related("subject_field"),
        "conference": _in_readers_language(registration.conference),
        "qr": qr_data_uri(request.build_absolute_uri(registration.receipt_path())),
    }
    response = render(request, "registrations/receipt.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
