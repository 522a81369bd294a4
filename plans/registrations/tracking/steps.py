"""The steps people take on their own page. Asking for one shows a question; only the answer changes something."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.history import MoveNotAllowedError, StateChangedError
from cms.intake.arrival import receive
from cms.intake.limits import is_readable
from cms.intake.protection import protect
from cms.intake.token import issue
from plans.questions.models import Question, QuestionState

from ..models import FormState, Registration, Seat
from ..screens import in_readers_language
from .access import personal, registration_by_secret
from .forms import AnswerWayForm, ChangeForm, ConfirmForm, ReopenForm, WithdrawForm
from .page import show_page


@dataclass(frozen=True)
class Step:
    """`make_form(data, registration)`, `take(registration, form, now)`; `is_done` tells a second press."""

    title: str
    template: str
    make_form: Callable
    take: Callable
    may_be_taken: Callable
    is_done: Callable


def _plain(form_class) -> Callable:
    return lambda data, registration: form_class(data, label_suffix="")


def _withdraw(registration: Registration, form: WithdrawForm, now) -> None:
    registration.withdraw(now, keeps_questions=form.cleaned_data["questions"] == "keep")


STEPS = {
    "sua": Step(
        _("Correct the form"),
        "registrations/tracking/change.html",
        lambda data, registration: ChangeForm(data, registration=registration),
        lambda registration, form, now: registration.change(form.columns(), form.texts(), now),
        Registration.may_change,
        lambda registration: False,
    ),
    "xac-nhan": Step(
        _("I will come"),
        "registrations/tracking/confirm.html",
        _plain(ConfirmForm),
        lambda registration, form, now: registration.confirm(now),
        Registration.may_confirm,
        lambda registration: registration.has_confirmed,
    ),
    "bao-vang": Step(
        _("I cannot come"),
        "registrations/tracking/absence.html",
        lambda data, registration: AnswerWayForm(data, registration=registration),
        lambda registration, form, now: registration.report_absence(now, form.columns()),
        Registration.may_report_absence,
        lambda registration: registration.seat == Seat.ABSENT,
    ),
    "rut": Step(
        _("Withdraw the form"),
        "registrations/tracking/withdraw.html",
        _plain(WithdrawForm),
        _withdraw,
        Registration.may_withdraw,
        lambda registration: registration.form_state == FormState.WITHDRAWN,
    ),
}


@csrf_exempt
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def take_step(request, code: str, secret: str, step: str) -> HttpResponse:
    """Ask about one step, or take it and go back to the page."""
    if step not in STEPS:
        raise Http404
    return _ask_or_take(request, registration_by_secret(code, secret), STEPS[step], step, step)


@csrf_exempt
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request, code: str, secret: str, number: int) -> HttpResponse:
    """Say once that the answer missed the question with this number."""
    registration = registration_by_secret(code, secret)
    question = registration.questions.select_related("lead").filter(number=number).first()
    if question is None:
        raise Http404
    step = Step(
        _("The answer missed my question"),
        "registrations/tracking/reopen.html",
        _plain(ReopenForm),
        lambda _registration, form, now: _reopen(question, form.cleaned_data["reason"], now),
        lambda registration, now: not registration.has_ended and question.can_be_reopened_by_asker(now),
        lambda _registration: bool(question.reopened_count),
    )
    return _ask_or_take(request, registration, step, f"mo-lai:{number}", "mo-lai", question)


def _reopen(question: Question, reason: str, now) -> None:
    question.reopen(reason=reason, now=now)


def _ask_or_take(
    request, registration: Registration, step: Step, form_name: str, done: str, question=None
) -> HttpResponse:
    now = timezone.now()
    name = f"tracking:{registration.pk}:{form_name}"
    after = f"{registration.receipt_path()}?da={done}"
    if request.method == "POST" and step.is_done(registration):
        return _go(after)
    if registration.erased_at:
        raise Http404
    if not step.may_be_taken(registration, now):
        return show_page(request, registration, now, problem=_TOO_LATE, status=200 if _is_look(request) else 409)
    if _is_look(request):
        return _ask(request, registration, step, step.make_form(None, registration), issue(name, now), question)
    if not is_readable(request):
        form = step.make_form(None, registration)
        return _ask(request, registration, step, form, issue(name, now), question, problem="size", status=413)
    arrival = receive(request, name, now)
    form = step.make_form(request.POST, registration)
    if not arrival.is_accepted:
        return _ask(request, registration, step, form, arrival.token, question, problem="token", status=403)
    if not form.is_valid():
        return _ask(request, registration, step, form, arrival.token, question, status=422)
    try:
        step.take(registration, form, now)
    except MoveNotAllowedError as refusal:
        registration.refresh_from_db()
        return show_page(request, registration, now, problem=" ".join(map(str, refusal.args)) or _TOO_LATE, status=409)
    except StateChangedError:
        return _ask(request, registration, step, form, arrival.token, question, problem="taken_up", status=409)
    except OperationalError:
        return _ask(request, registration, step, form, arrival.token, question, problem="busy", status=503)
    return _go(after)


_TOO_LATE = _("This can no longer be done here. Please call the office.")


def _is_look(request) -> bool:
    return request.method != "POST"


def _go(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address})


def _ask(request, registration, step: Step, form, token, question=None, *, problem="", status=200) -> HttpResponse:
    open_questions = registration.questions.exclude(state=QuestionState.WITHDRAWN)
    context = {
        "registration": registration,
        "conference": in_readers_language(registration.conference),
        "canonical": registration.conference,
        "title": step.title,
        "form": form,
        "protection": protect(token),
        "problem": problem,
        "question": question,
        "has_questions": open_questions.exists(),
        "back": registration.receipt_path(),
    }
    return render(request, step.template, context, status=status)
