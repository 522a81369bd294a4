"""The public form: shown, filled in step by step, looked over, sent, sent again.

The form is exempt from the CSRF cookie check by design; `cms.intake` says why and what stands in its place.
Nothing a visitor types is stored before the form is sent: on the way it travels in the pages themselves. Only files
wait in private storage, for a day.
"""

from django.db import OperationalError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cms.intake.arrival import TRAP_FIELD, Arrival, receive
from cms.intake.files import ACCEPTED, LARGEST_FILE
from cms.intake.limits import LARGEST_BODY, is_readable
from cms.intake.protection import protect
from cms.intake.token import FIELD, another, issue
from plans.conferences.models import ConferencePage

from .consent import ConsentText
from .enclosure import MOST_FILES
from .enclosure_intake import KEPT_FIELD, Files, files_of
from .form import RegistrationForm
from .form_address import communes_of
from .form_notes import notes_on, old_encoding_notes, similar_questions
from .form_steps import LEADING_ON, step_of, take_step
from .form_summary import summary_of
from .models import Enclosure, Registration
from .querysets import DifferentAnswersError, NotOpenError
from .screens import page_context, public_conference

_LARGEST_BODY_WITH_FILES = LARGEST_BODY + MOST_FILES * LARGEST_FILE


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


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request, pk: int) -> HttpResponse:
    """Take one step before sending: look everything over, add a question or a file, go back to the form."""
    if request.method != "POST":
        return redirect("registrations:form", pk)
    response = _step(request, public_conference(pk), timezone.now())
    # Not "no-store" here either: Back from the receipt would end in the browser's own error page.
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def communes(request, province: str) -> JsonResponse:
    """The communes of a province, for the form's script: a list of code and name."""
    return JsonResponse({"communes": communes_of(province)})


def _show_empty(request, conference: ConferencePage, now) -> HttpResponse:
    if not conference.window(now).takes_forms:
        return render(request, "registrations/closed.html", page_context(conference, now))
    empty = _new_form(conference)
    return _show(request, conference, now, empty, issue(_form_name(conference), now), Files())


def _new_form(conference: ConferencePage, data=None, draft=None) -> RegistrationForm:
    language = get_language()
    texts = conference.kept(("consent", language), lambda: ConsentText.objects.current_texts(language))
    return RegistrationForm(data, conference=conference, consent_texts=texts, draft=draft)


def _step(request, conference: ConferencePage, now) -> HttpResponse:
    if not is_readable(request, _LARGEST_BODY_WITH_FILES):
        return render(request, "registrations/too_large.html", page_context(conference, now), status=413)
    arrival = receive(request, _form_name(conference), now)
    if arrival.is_foreign:
        return _show_refused(request, conference, now, arrival)
    data = request.POST.copy()
    step, about = step_of(data)
    files = files_of(request, arrival.token.key, now)
    take_step(step, about, data, files, conference)
    if step not in LEADING_ON:
        return _show(request, conference, now, _new_form(conference, draft=data), arrival.token, files)
    sent = _new_form(conference, data)
    if not sent.is_valid() or files.problems or files.lost:
        return _show(request, conference, now, sent, arrival.token, files, status=422)
    if not conference.window(now).takes_forms:
        return _show(request, conference, now, sent, arrival.token, files, problem="not_open", status=403)
    context = page_context(conference, now) | {
        "sections": summary_of(sent, files),
        "notes": notes_on(sent),
        "similar": similar_questions(sent),
        "kept": _kept(sent, files.secrets),
        "protection": protect(arrival.token),
    }
    return render(request, "registrations/check.html", context)


def _take_in(request, conference: ConferencePage, now) -> HttpResponse:
    if not is_readable(request, _LARGEST_BODY_WITH_FILES):
        return render(request, "registrations/too_large.html", page_context(conference, now), status=413)
    arrival = receive(request, _form_name(conference), now)
    if not arrival.is_accepted:
        return _show_refused(request, conference, now, arrival)
    files = files_of(request, arrival.token.key, now)
    sent = _new_form(conference, request.POST)
    if not sent.is_valid() or files.problems or files.lost:
        return _show(request, conference, now, sent, arrival.token, files, status=422)
    try:
        registration = Registration.objects.submit(
            conference,
            sent.answers() | {"enclosures": files.secrets},
            arrival.token.key,
            now,
            signs=[*arrival.signs, *sent.signs],
            language=get_language(),
        )
    except NotOpenError:
        return _show(request, conference, now, sent, arrival.token, files, problem="not_open", status=403)
    except DifferentAnswersError as conflict:
        return _ask_which(request, conference, now, sent, arrival.token, files, conflict.existing)
    except OperationalError:
        # The database did not let us in for a long time: nothing is stored, the text stays in the page.
        return _show(request, conference, now, sent, arrival.token, files, problem="busy", status=503)
    return HttpResponse(status=303, headers={"Location": registration.receipt_path()})


def _show_refused(request, conference: ConferencePage, now, arrival: Arrival) -> HttpResponse:
    """The form as it was typed, with a token that is good; new files are not taken from who knows where."""
    files = files_of(request, arrival.token.key, now, takes_uploads=False)
    files.lost = files.lost or bool(request.FILES)
    sent = _new_form(conference, request.POST)
    return _show(request, conference, now, sent, arrival.token, files, problem="token", status=403)


def _show(request, conference, now, registration_form, token, files: Files, *, problem="", status=200) -> HttpResponse:
    context = page_context(conference, now) | {
        "form": registration_form,
        "files": files,
        "accepted_files": ACCEPTED,
        "most_files": MOST_FILES,
        "notes": old_encoding_notes(registration_form),
        "protection": protect(token),
        "problem": problem,
    }
    return render(request, "registrations/form.html", context, status=status)


def _kept(sent: RegistrationForm, file_secrets: list[str]) -> list[tuple[str, str]]:
    """Every answer as it was sent, to travel on in hidden fields; with the files of the form."""
    answers = [
        (name, value.replace("\x00", ""))
        for name, values in sent.data.lists()
        if name in sent.fields and name not in {FIELD, TRAP_FIELD}
        for value in values
    ]
    return [*answers, *((KEPT_FIELD, secret) for secret in file_secrets)]


def _ask_which(request, conference, now, sent, token, files: Files, existing: Registration) -> HttpResponse:
    """Keep what was received, or send this as a form of its own.

    The receipt is offered only to those whose new answers name the same phone or e-mail as the first.
    """
    answers = sent.answers()
    is_same_person = bool(answers["phone"] and answers["phone"] == existing.phone) or bool(
        answers["email"] and answers["email"] == existing.email
    )
    new_token = another(token, now)
    copies = Enclosure.objects.copies_for(files.kept, new_token.key, now)
    context = page_context(conference, now) | {
        "received_at": existing.received_at,
        "existing": existing if is_same_person else None,
        "kept": _kept(sent, [enclosure.secret for enclosure in copies]),
        "protection": protect(new_token),
    }
    return render(request, "registrations/conflict.html", context, status=409)
