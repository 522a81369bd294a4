"""How a question ends, and how it comes back: answered in the hall, owed, withdrawn, reopened."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.history import MoveNotAllowedError, compare_and_set
from cms.text import clean
from plans.conferences.clocks import answer_due
from plans.conferences.dossier import MET, Dossier
from plans.conferences.rules import DialogueRules
from plans.workdays.counting import working_day_after

from .states import BEING_PREPARED, LETTER_STATES, QuestionState

_ENDED = (QuestionState.ANSWERED_AT_CONFERENCE, QuestionState.SENT_IN_WRITING, QuestionState.OTHER_OFFICE)


class Settling:
    """Verbs of a question: answer in the hall, owe a letter, withdraw, reopen."""

    def answer_in_hall(self, text: str, *, expected: str, actor, now: datetime):
        """It was answered at the conference; `text` is what was said, empty if the approved answer was read out.

        The chair confirms later with `confirm_hall_answer`. Raises MoveNotAllowedError while nobody has opened the
        meeting, and where it did not come about.
        """
        if not self.has_met:
            raise MoveNotAllowedError(_("The meeting has not begun: first press “Open the conference” in its file."))
        answer = clean(text) or self.answer
        return self.move(
            QuestionState.ANSWERED_AT_CONFERENCE,
            expected=expected,
            actor=actor,
            reason="",
            now=now,
            answer=answer,
            confirmed_at=None,
        )

    @property
    def has_met(self) -> bool:
        """Whether its conference takes place or took place."""
        return Dossier.objects.state_of(self.conference) in MET

    def confirm_hall_answer(self, *, actor, now: datetime):
        """The chair stands by what was noted down as said in the hall."""
        if self.state != QuestionState.ANSWERED_AT_CONFERENCE:
            raise MoveNotAllowedError(_("This step is not possible from the present state."))
        if not self.answer:
            raise MoveNotAllowedError(_("Note down first what was answered."))
        with transaction.atomic():
            compare_and_set(self, "confirmed_at", expected=None, to=now)
            return self.add_step(self.state, actor=actor, now=now, reason=_("Confirmed by the chair."))

    def mend_hall_answer(self, text: str, *, actor, now: datetime):
        """Write down better what was said in the hall, until the chair has confirmed it."""
        if not clean(text):
            raise MoveNotAllowedError(_("Write the answer."))
        if self.state != QuestionState.ANSWERED_AT_CONFERENCE:
            raise MoveNotAllowedError(_("This step is not possible from the present state."))
        with transaction.atomic():
            compare_and_set(self, "confirmed_at", expected=None, to=None, answer=clean(text))
            return self.add_step(self.state, actor=actor, now=now, reason=_("Wording of the answer changed."))

    def owe(self, *, actor, reason: str, now: datetime) -> bool:
        """A written answer is owed from now on, with the day it must leave; False where it is past that."""
        if self.state not in BEING_PREPARED:
            return False
        due = self.day_for_answer(now)
        self.move(QuestionState.OWED, expected=self.state, actor=actor, reason=reason, now=now, due_on=due)
        return True

    def withdraw(self, *, actor, reason: str, now: datetime) -> bool:
        """The asker no longer wants an answer; False where one was given or nothing can be withdrawn any more."""
        if QuestionState.WITHDRAWN not in self.next_states:
            return False
        self.move(QuestionState.WITHDRAWN, expected=self.state, actor=actor, reason=reason, now=now, due_on=None)
        return True

    def can_be_reopened_by_asker(self, now: datetime) -> bool:
        """Whether the asker may still say that the answer missed the question: once, within the office's days."""
        answered = self.effective
        if self.reopened_count or answered.state not in _ENDED[:2] or answered.answered_at is None:
            return False
        days = DialogueRules.of(self.conference).reopening_days
        return timezone.localdate(now) <= timezone.localdate(answered.answered_at) + timedelta(days=days)

    def reopen(self, *, reason: str, now: datetime, actor=None):
        """Take it up again: the asker (actor None) once within the days, the office whenever it has to.

        A merged question leaves its lead by it. Raises MoveNotAllowedError past that.
        """
        if actor is None and not self.can_be_reopened_by_asker(now):
            raise MoveNotAllowedError(_("The question cannot be reopened any more."))
        is_merged = self.state == QuestionState.MERGED
        if not is_merged and self.state not in _ENDED:
            raise MoveNotAllowedError(_("This step is not possible from the present state."))
        facts = {"lead": None} if is_merged else {"answer": "", "published_at": None, "answered_at": None}
        return self.move(
            QuestionState.RECEIVED if is_merged else QuestionState.REOPENED,
            expected=self.state,
            actor=actor,
            reason=reason,
            now=now,
            reopened_count=self.reopened_count + 1,
            confirmed_at=None,
            due_on=self.day_for_classifying(now),
            answer_due_on=None,
            **facts,
        )

    @property
    def has_unsent_letter(self) -> bool:
        """Whether a letter is being prepared."""
        return self.letter is not None and self.letter.sent_at is None

    @property
    def is_ready_for_letter(self) -> bool:
        """Whether an approved answer waits for its letter."""
        return self.state in LETTER_STATES and bool(self.answer) and not self.has_unsent_letter

    def ready_for_the_same_letter(self, user):
        """Other questions of the same form that `user` may read and that can go into one letter with this one."""
        if self.registration is None:
            return None
        mine = self.registration.questions.readable_by(user).filter(state__in=LETTER_STATES).exclude(answer="")
        unsent = mine.model.letter.field.related_model.objects.unsent()
        return mine.exclude(pk=self.pk).exclude(letter__in=unsent.values("pk")).select_related("registration")

    def day_of_the_letter(self, to: str, expected: str, facts: dict) -> dict[str, date]:
        """What a step to `to` brings for `answer_due_on`: the day set when the letter became owed stays for good.

        Of a letter that leaves without having been owed the days count from the end of the conference.
        """
        if to == QuestionState.OWED and facts.get("due_on"):
            return {"answer_due_on": facts["due_on"]}
        if to != QuestionState.SENT_IN_WRITING or self.answer_due_on:
            return {}
        if expected == QuestionState.SUPERIOR_REPLIED and self.due_on:
            return {"answer_due_on": self.due_on}
        since = self.conference.ends_at or self.received_at
        return {"answer_due_on": answer_due(timezone.localdate(since), DialogueRules.of(self.conference)).day}

    def day_for_answer(self, now: datetime) -> date:
        """When a letter owed from `now` on must have left."""
        return answer_due(timezone.localdate(now), DialogueRules.of(self.conference)).day

    def day_for_classifying(self, now: datetime) -> date:
        """When a question that came in at `now` must have been classified."""
        days = DialogueRules.of(self.conference).classify_days
        return working_day_after(timezone.localdate(now), days).day
