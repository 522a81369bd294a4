"""Where a question goes inside and outside the office."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms.history import MoveNotAllowedError, StateChangedError
from cms.text import clean

from .states import ESCALATED, TERMINAL, QuestionState

_KEPT_STATE = (QuestionState.OWED, QuestionState.SUPERIOR_REPLIED)


class Routing:
    """Verbs of a question: classify, assign to a unit, pass to another office, declare beyond authority."""

    def classify(
        self,
        *,
        subject_field,
        topic_kind: str,
        urgency: int,
        expected: str,
        actor,
        now: datetime,
        seen: int | None = None,
    ):
        """Say what it is about and how pressing it is; the state stays where it already is further on."""
        facts = {"subject_field": subject_field, "topic_kind": topic_kind, "urgency": urgency}
        with transaction.atomic():
            self.refuse_if_changed_since(seen)
            if expected in (QuestionState.RECEIVED, QuestionState.REOPENED, QuestionState.CLASSIFIED):
                return self.move(QuestionState.CLASSIFIED, expected=expected, actor=actor, reason="", now=now, **facts)
            self._refuse_unless(expected)
            if expected in TERMINAL or expected == QuestionState.MERGED:
                raise MoveNotAllowedError(_("This step is not possible from the present state."))
            type(self).objects.filter(pk=self.pk).update(**facts)
            self.refresh_from_db()
            return self.add_step(self.state, actor=actor, now=now, reason=_("Classified anew."))

    def assign(
        self, unit, due_on: date, *, expected: str, actor, now: datetime, reason: str = "", seen: int | None = None
    ):
        """Give it to `unit`, which prepares the answer until `due_on`.

        While a letter is owed or a superior's reply is to be passed on, the state stays and so does its day, if that
        is earlier. Raises StateChangedError when somebody took a step after `seen`.
        """
        note = clean(f"{unit}. {reason}")
        with transaction.atomic():
            self.refuse_if_changed_since(seen)
            if expected not in _KEPT_STATE:
                return self.move(
                    QuestionState.ASSIGNED,
                    expected=expected,
                    actor=actor,
                    reason=note,
                    now=now,
                    unit=unit,
                    due_on=due_on,
                )
            self._refuse_unless(expected)
            day = min(due_on, self.due_on) if self.due_on else due_on
            type(self).objects.filter(pk=self.pk).update(
                unit=unit, due_on=day, reminded_stage=0, submitted_version=None
            )
            self.refresh_from_db()
            return self.add_step(self.state, actor=actor, now=now, reason=note)

    def pass_to_other_office(
        self, *, office: str, address: str, phone: str, reason: str, expected: str, actor, now: datetime
    ):
        """It belongs to another office; the citizen reads which one and how to reach it."""
        if not clean(office) or not (clean(address) or clean(phone)):
            raise MoveNotAllowedError(
                _("Name the office and its address or phone, so that the citizen can turn to it.")
            )
        lines = [office, address, phone and _("Phone: %(phone)s") % {"phone": phone}]
        guidance = "\n".join(line for line in map(clean, lines) if line)
        return self.move(
            QuestionState.OTHER_OFFICE,
            expected=expected,
            actor=actor,
            reason=reason,
            now=now,
            public_note=guidance[:1000],
            guidance=guidance,
            due_on=None,
        )

    def declare_beyond_authority(self, *, reason: str, expected: str, actor, now: datetime):
        """This office may not decide it; it waits for the next report to the superior authority."""
        return self.move(
            QuestionState.BEYOND_AUTHORITY,
            expected=expected,
            actor=actor,
            reason=reason,
            now=now,
            due_on=None,
            # A question that comes back after an earlier report waits for one of its own.
            escalation=None,
        )

    def take_back_from_escalation(self, *, reason: str, actor, now: datetime):
        """It is within authority after all, before anything was reported: a written answer is owed."""
        due = self.day_for_answer(now)
        return self.move(
            QuestionState.OWED,
            expected=QuestionState.BEYOND_AUTHORITY,
            actor=actor,
            reason=reason,
            now=now,
            due_on=due,
            escalation=None,
        )

    @property
    def is_escalated(self) -> bool:
        """Whether a superior authority decides."""
        return self.state in ESCALATED

    def _refuse_unless(self, expected: str) -> None:
        if self.state != expected:
            raise StateChangedError(self.state)
