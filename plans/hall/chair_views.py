"""The chair's screen and the projector."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cms.history import MoveNotAllowedError, StateChangedError
from plans.questions.models import Question

from .chair import chair_view
from .floor import Floor
from .forms import HallQuestionForm
from .halls import hall_view
from .projected import projected
from .reading import line_in
from .ruling import Ruling, Verdict, raise_in_hall

CHAIR = "hall.chair"


@hall_view(CHAIR)
def chair(request, conference):
    """All questions of the hall; every button is a form field, so that it works without JavaScript too."""
    form = HallQuestionForm(conference=conference, label_suffix="")
    if request.method == "POST":
        if "raise" in request.POST:
            form = HallQuestionForm(request.POST, conference=conference, label_suffix="")
            if form.is_valid() and _raise(request, conference, form):
                return _back(request, conference)
        else:
            _act(request, conference)
            return _fragment(request, conference) if "live" in request.GET else _back(request, conference)
    context = _context(request, conference) | {"form": form}
    return render(request, "hall/chair.html", context, status=422 if form.errors else 200)


@require_GET
@hall_view(CHAIR)
def questions(request, conference):
    """The list alone, for the screen that asks every few seconds."""
    return _fragment(request, conference)


@require_GET
@hall_view(CHAIR)
def projector(request, conference):
    """One screen for the whole hall."""
    return render(request, "hall/projector.html", {"conference": conference, "shown": projected(conference)})


@require_GET
@hall_view(CHAIR)
def projection(request, conference):
    """What is on it, alone."""
    return render(request, "hall/projection.html", {"shown": projected(conference)})


def _act(request, conference) -> None:
    """Do what the pressed button says; the outcome is a message."""
    data, now = request.POST, timezone.now()
    try:
        if "rule" in data:
            _rule(request, conference, data["rule"], now)
        elif "undo" in data:
            ruling = Ruling.objects.filter(question__conference=conference, pk=_number(data["undo"])).first()
            if ruling is not None:
                ruling.take_back(actor=request.user, now=now)
                messages.success(request, _("Taken back."))
        elif "show" in data:
            _show(request, conference, data["show"], now)
        elif "agenda" in data:
            Floor.objects.of(conference).show_agenda_item(line_in(data["agenda"], 600), now=now)
    except StateChangedError:
        messages.warning(request, _("Somebody else has decided meanwhile. Look at the list again."))
    except MoveNotAllowedError as refusal:
        said = " ".join(map(str, refusal.args))
        messages.warning(request, said or _("This step is not possible any more. Look at the list again."))


def _rule(request, conference, pressed: str, now) -> None:
    """`pressed` is "question:state the chair saw:decision"."""
    parts = pressed.split(":")
    question = Question.objects.filter(conference=conference, pk=_number(parts[0])).first()
    if question is None or len(parts) != 3 or parts[2] not in Verdict.values:
        raise MoveNotAllowedError
    note = line_in(request.POST.get(f"note-{question.pk}"), 500)
    Ruling.objects.rule(question, parts[2], expected=parts[1], note=note, actor=request.user, now=now)
    messages.success(
        request,
        _("%(reference)s: %(decision)s") % {"reference": question.reference, "decision": Verdict(parts[2]).label},
    )


def _show(request, conference, value: str, now) -> None:
    question = Question.objects.filter(conference=conference, pk=_number(value)).first() if value else None
    if value and question is None:
        raise MoveNotAllowedError
    if not Floor.objects.of(conference).show_question(question, now=now):
        raise MoveNotAllowedError


def _raise(request, conference, form: HallQuestionForm) -> bool:
    """Whether the question was taken in; why not stands in the form."""
    values = form.cleaned_data
    try:
        question = raise_in_hall(
            conference,
            values["text"],
            registration=form.registration,
            subject_field=values["subject_field"],
            now=timezone.now(),
        )
    except MoveNotAllowedError as refusal:
        form.add_error(None, " ".join(map(str, refusal.args)))
        return False
    messages.success(request, _("Question %(reference)s is in the list.") % {"reference": question.reference})
    return True


def _context(request, conference) -> dict:
    return {
        "conference": conference,
        "view": chair_view(conference),
        "shows_names": "names" in request.GET,
        "verdicts": Verdict.choices,
    }


def _fragment(request, conference) -> HttpResponse:
    return render(request, "hall/questions.html", _context(request, conference))


def _back(request, conference) -> HttpResponse:
    response = redirect("hall:chair", conference.pk)
    if "names" in request.GET:
        response["Location"] += "?names=1"
    return response


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 18 else 0
