"""What the chair decides about a question in the hall, one tap each, and taking the tap back."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cms.history import MoveNotAllowedError, StateChangedError, compare_and_set
from cms.text import clean, clean_line
from plans.conferences.dossier import Dossier, DossierState
from plans.questions.models import Question, QuestionState, Source
from plans.questions.states import STAYS_PUBLIC
from plans.questions.telling import stop_telling

from .floor import Floor, questions_in_hall

# The same words in the same hall within this time are the same button pressed twice.
SAME_WORDS_WITHIN = timedelta(seconds=120)

# What a step changes besides the state, to be put back when the tap is taken back.
_KEPT = ("due_on", "answer_due_on", "answered_at", "submitted_version", "confirmed_at")


class Verdict(models.TextChoices):
    """The three buttons."""

    ANSWERED = "answered", _("Answered on the spot")
    OWED = "owed", _("Written answer owed")
    BEYOND_AUTHORITY = "beyond", _("Beyond authority")


VERDICT_STATES = {
    Verdict.ANSWERED: QuestionState.ANSWERED_AT_CONFERENCE,
    Verdict.OWED: QuestionState.OWED,
    Verdict.BEYOND_AUTHORITY: QuestionState.BEYOND_AUTHORITY,
}


class RulingQuerySet(models.QuerySet):
    """Rulings, the latest first."""

    def standing(self):
        """Not taken back."""
        return self.filter(undone_at__isnull=True)

    def rule(self, question: Question, verdict: str, *, expected: str, note: str, actor, now: datetime) -> "Ruling":
        """Decide about `question`, which the chair saw in the state `expected`.

        Raises StateChangedError when somebody else was faster, MoveNotAllowedError where no such step leads on or the
        question may not be spoken of in the hall.
        """
        words = clean_line(note)[:500]
        with transaction.atomic():
            question = (
                questions_in_hall(question.conference_id)
                .select_for_update(of=("self",))
                .filter(pk=question.pk)
                .first()
            )
            if question is None:
                raise MoveNotAllowedError
            if question.state != expected:
                raise StateChangedError(question.state)
            before = {name: getattr(question, name) for name in _KEPT} | {"has_answer": bool(question.answer)}
            _take_the_step(question, verdict, words, actor, now)
            return self.create(
                question=question,
                verdict=verdict,
                note=words,
                state_before=expected,
                columns_before=before,
                at=now,
                actor=actor,
            )


class Ruling(models.Model):
    """One tap of the chair's, with what is needed to take it back."""

    question = models.ForeignKey("questions.Question", on_delete=models.CASCADE, related_name="rulings")
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict)
    note = models.CharField(_("note"), max_length=500, blank=True)
    state_before = models.CharField(max_length=24, editable=False)
    columns_before = models.JSONField(default=dict, editable=False, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(_("moment"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("done by")
    )
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = RulingQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision of the chair")
        verbose_name_plural = _("decisions of the chair")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=models.Q(verdict__in=Verdict.values), name="ruling_known_verdict")
        ]

    def __str__(self):
        return f"{self.question_id}: {self.get_verdict_display()}"

    def has_led_to(self, state: str) -> bool:
        """Whether `state` is the one this tap brings."""
        return VERDICT_STATES[Verdict(self.verdict)] == state

    def take_back(self, *, actor, now: datetime) -> None:
        """The question stands again where it stood, with an event that says so.

        Raises StateChangedError when the question has moved on, or the tap was taken back already, and
        MoveNotAllowedError once the file of the conference is closed.
        """
        with transaction.atomic():
            _refuse_in_closed_file(self.question.conference)
            if not Ruling.objects.standing().filter(pk=self.pk).update(undone_at=now):
                raise StateChangedError(self.question.state)
            question, left = self.question, VERDICT_STATES[Verdict(self.verdict)]
            stop_telling(question)
            compare_and_set(question, "state", expected=left, to=self.state_before, **self._facts_before())
            question.add_step(
                self.state_before, actor=actor, now=now, before=left, reason=_now("Taken back in the hall")
            )

    def _facts_before(self) -> dict:
        kept = {name: self.columns_before.get(name) for name in _KEPT}
        facts = {name: Question._meta.get_field(name).to_python(value) for name, value in kept.items()}
        if self.verdict == Verdict.BEYOND_AUTHORITY:
            facts["escalation"] = None
        if not self.columns_before.get("has_answer"):
            return {**facts, "answer": "", "published_at": None}
        return facts if self.state_before in STAYS_PUBLIC else {**facts, "published_at": None}


def raise_in_hall(conference, text: str, *, registration=None, subject_field=None, now: datetime) -> Question:
    """Take in a question put in the hall; the same words within two minutes give the same question back.

    Raises MoveNotAllowedError once the file of the conference is closed: nobody would answer it there any more.
    """
    text = clean(text)
    with transaction.atomic():
        Floor.objects.locked(conference)
        _refuse_in_closed_file(conference)
        recent = Question.objects.filter(conference=conference, source=Source.HALL, text=text)
        same = recent.filter(received_at__gte=now - SAME_WORDS_WITHIN).first()
        if same is not None:
            return same
        fields = {"text": text, "subject_field": subject_field}
        may_publish = registration.may_publish if registration else False
        return Question.objects.receive(
            conference, [fields], now, registration=registration, source=Source.HALL, may_publish=may_publish
        )[0]


def _refuse_in_closed_file(conference) -> None:
    if Dossier.objects.state_of(conference) in (DossierState.CLOSED, DossierState.ANONYMISED):
        raise MoveNotAllowedError(_("The file of this conference is closed; nothing is put into it any more."))


def _take_the_step(question: Question, verdict: str, words: str, actor, now: datetime) -> None:
    step = {"expected": question.state, "actor": actor, "now": now}
    reason = words or _now("Decided in the hall: %(decision)s") % {"decision": Verdict(verdict).label}
    if verdict == Verdict.ANSWERED:
        # The note is what was said, unless the approved answer was read out.
        question.answer_in_hall("" if question.answer else words, **step)
    elif verdict == Verdict.OWED:
        question.move(QuestionState.OWED, reason=reason, due_on=question.day_for_answer(now), **step)
    else:
        question.declare_beyond_authority(reason=reason, **step)
