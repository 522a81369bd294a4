"""The public form: shown, sent, sent again.

The form is exempt from the CSRF cookie check by design; `cms.intake` says why and what stands in its place.
"""

from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.intake.arrival import TRAP_FIELD, receive
from cms.intake.limits import is_readable
from cms.intake.protection import protect
from cms.intake.token import FIELD, another, issue
from plans.conferences.models import ConferencePage

from .consent import ConsentText
from .form import RegistrationForm
from .models import Registration
from .querysets import DifferentAnswersError, NotOpenError
from .screens import page_context, public_conference


def _form_name(conference: ConferencePage) -> str:
    return f"registration:{conference.pk}"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request, pk: int) -> HttpResponse:
    """Show the form, or take it in and send the visitor on to the receipt."""
    now = timezone.now()
    conference = public_conference(pk)
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
        return render(request, "registrations/closed.html", page_context(conference, now))
    empty = RegistrationForm(conference=conference, consent_text=ConsentText.objects.current(get_language()))
    return _show(request, conference, now, empty, issue(_form_name(conference), now))


def _take_in(request, conference: ConferencePage, now) -> HttpResponse:
    if not is_readable(request):
        return render(request, "registrations/too_large.html", page_context(conference, now), status=413)
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


def _show(request, conference, now, registration_form, token, *, problem="", status=200) -> HttpResponse:
    context = page_context(conference, now) | {
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
    context = page_context(conference, now) | {
        "received_at": existing.received_at,
        "existing": existing if is_same_person else None,
        "kept": kept,
        "protection": protect(another(token, now)),
    }
    return render(request, "registrations/conflict.html", context, status=409)
