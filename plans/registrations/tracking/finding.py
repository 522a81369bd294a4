"""The way to one's own page: by code and a detail of the form, or by having the code sent again."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.intake.arrival import receive
from cms.intake.limits import is_readable
from cms.intake.protection import protect
from cms.intake.token import issue

from .. import codes
from ..models import CodeRequest, LookupAttempt, Registration
from .access import personal, registration_by_proof
from .attempts import SPAN
from .forms import AgainForm, FindForm

_FIND = "tracking:find"
_AGAIN = "tracking:again"


@csrf_exempt
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def find(request) -> HttpResponse:
    """Code alone: whether the form was received. With a detail of the form: on to the whole page.

    An unknown code and a wrong detail get the same answer; too many attempts have to wait.
    """
    now = timezone.now()
    if request.method != "POST":
        empty = FindForm(initial={"code": codes.normalise(request.GET.get("ma", "")[:60])}, label_suffix="")
        return _show_find(request, empty, issue(_FIND, now))
    if not is_readable(request):
        return _show_find(request, FindForm(label_suffix=""), issue(_FIND, now), status=413)
    arrival = receive(request, _FIND, now)
    form = FindForm(request.POST, label_suffix="")
    if not arrival.is_accepted:
        return _show_find(request, form, arrival.token, problem="token", status=403)
    if not form.is_valid():
        return _show_find(request, form, arrival.token, status=422)
    code, proof = form.cleaned_data["code"], form.cleaned_data["proof"]
    attempts = LookupAttempt.objects.begin(request, code if proof else "", now)
    if attempts.is_too_many:
        response = _show_find(request, form, arrival.token, problem="slow", status=429)
        response["Retry-After"] = str(int(SPAN.total_seconds()))
        return response
    if proof:
        registration = registration_by_proof(code, proof)
        if registration is None:
            return _show_find(request, form, arrival.token, problem="mismatch", status=422)
        attempts.forgive()
        return HttpResponse(status=303, headers={"Location": registration.receipt_path()})
    state = Registration.objects.public_state(code)
    if state:
        attempts.forgive()
    return _show_find(request, form, arrival.token, found=state, code=code)


@csrf_exempt
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def again(request) -> HttpResponse:
    """Take in an address; the answer says the same whether it is known or not."""
    now = timezone.now()
    if request.method != "POST":
        return _show_again(request, AgainForm(label_suffix=""), issue(_AGAIN, now))
    if not is_readable(request):
        return _show_again(request, AgainForm(label_suffix=""), issue(_AGAIN, now), status=413)
    arrival = receive(request, _AGAIN, now)
    form = AgainForm(request.POST, label_suffix="")
    if not arrival.is_accepted:
        return _show_again(request, form, arrival.token, problem="token", status=403)
    if not form.is_valid():
        return _show_again(request, form, arrival.token, status=422)
    if LookupAttempt.objects.begin(request, "", now).is_too_many:
        return _show_again(request, form, arrival.token, problem="slow", status=429)
    CodeRequest.objects.ask(form.cleaned_data["email"], now)
    return _show_again(request, None, arrival.token)


def _show_find(request, form, token, *, problem="", found=None, code="", status=200) -> HttpResponse:
    context = {"form": form, "protection": protect(token), "problem": problem, "found": found, "code": code}
    return render(request, "registrations/tracking/find.html", context, status=status)


def _show_again(request, form, token, *, problem="", status=200) -> HttpResponse:
    context = {"form": form, "protection": protect(token), "problem": problem}
    return render(request, "registrations/tracking/again.html", context, status=status)
