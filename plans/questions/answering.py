"""How an answer is prepared and approved: drafts by the unit, one yes of the leader."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms.history import MoveNotAllowedError, StateChangedError, compare_and_set
from cms.text import clean

from .answers import AnswerConflictError, AnswerVersion
from .states import QuestionState

# Where a draft can be written. Owed letters and replies from above are prepared without leaving their state.
_STEPWISE = (QuestionState.ASSIGNED, QuestionState.DRAFTED)
_KEPT_STATE = (QuestionState.OWED, QuestionState.SUPERIOR_REPLIED)
DRAFTING = (*_STEPWISE, *_KEPT_STATE)


class Answering:
    """Verbs of a question: write a draft, submit it, approve it, send it back."""

    @property
    def latest_answer(self) -> AnswerVersion | None:
        """The newest draft."""
        return self.answer_versions.select_related("actor").first()

    def write_answer(self, text: str, *, based_on: int, actor, now: datetime) -> AnswerVersion:
        """Save a draft that follows version `based_on` (0: the first).

        Raises AnswerConflictError when a colleague saved one meanwhile, MoveNotAllowedError where no draft is
        written: before a unit has the question, while the leader reads the answer, after it was approved or sent.
        """
        if not clean(text):
            raise MoveNotAllowedError(_("Write the answer."))
        with transaction.atomic():
            version = self.answer_versions.model.objects.write(self, text, based_on=based_on, actor=actor, now=now)
            self.refuse_if_changed_since(None)
            if self.submitted_version:
                raise MoveNotAllowedError(_("The answer is waiting for approval; change it when it is sent back."))
            if self.state not in DRAFTING:
                raise MoveNotAllowedError(_("No answer is being prepared now; assign the question to a unit first."))
            if self.state == QuestionState.ASSIGNED:
                self.move(QuestionState.DRAFTED, expected=self.state, actor=actor, reason="", now=now)
        return version

    def submit_answer(self, version: int, *, actor, now: datetime):
        """Ask the leader to approve draft `version`, which must be the latest."""
        with transaction.atomic():
            self.refuse_if_changed_since(None)
            self._refuse_unless_latest(version)
            note = _("Version %(number)d") % {"number": version}
            if self.state in _KEPT_STATE:
                compare_and_set(self, "submitted_version", expected=None, to=version)
                return self.add_step(self.state, actor=actor, now=now, reason=note + ": " + _("waiting for approval"))
            return self.move(
                QuestionState.SUBMITTED,
                expected=QuestionState.DRAFTED,
                actor=actor,
                reason=note,
                now=now,
                submitted_version=version,
            )

    def approve_answer(self, version: int, *, actor, now: datetime):
        """The leader's yes to exactly the draft `version` that was read."""
        with transaction.atomic():
            self.refuse_if_changed_since(None)
            if self.submitted_version != version:
                raise StateChangedError(self.state)
            text = self.answer_versions.get(version=version).text
            note = _("Version %(number)d") % {"number": version}
            if self.state in _KEPT_STATE:
                compare_and_set(self, "submitted_version", expected=version, to=None, answer=text)
                return self.add_step(self.state, actor=actor, now=now, reason=note + ": " + _("approved"))
            return self.move(
                QuestionState.APPROVED,
                expected=QuestionState.SUBMITTED,
                actor=actor,
                reason=note,
                now=now,
                answer=text,
            )

    def send_back(self, *, reason: str, actor, now: datetime):
        """The leader wants it otherwise, and says what; an approval is taken back by it too."""
        if not clean(reason):
            raise MoveNotAllowedError(_("Say what is to be changed."))
        with transaction.atomic():
            self.refuse_if_changed_since(None)
            if self.state in _KEPT_STATE and (self.submitted_version or self.answer):
                type(self).objects.filter(pk=self.pk).update(submitted_version=None, answer="", published_at=None)
                self.refresh_from_db()
                return self.add_step(self.state, actor=actor, now=now, reason=_("Sent back") + ": " + clean(reason))
            if self.state not in (QuestionState.SUBMITTED, QuestionState.APPROVED):
                raise StateChangedError(self.state)
            return self.move(
                QuestionState.DRAFTED, expected=self.state, actor=actor, reason=reason, now=now, answer=""
            )

    def _refuse_unless_latest(self, version: int) -> None:
        latest = self.latest_answer
        if latest is None:
            raise MoveNotAllowedError(_("Write the answer."))
        if latest.version != version:
            raise AnswerConflictError(latest)
