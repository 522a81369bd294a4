"""Questions that ask the same within one conference are answered once; each asker keeps the own code."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms.history import MoveNotAllowedError

from .states import QuestionState
from .telling import tell_asker

_ANSWERED = (QuestionState.ANSWERED_AT_CONFERENCE, QuestionState.SENT_IN_WRITING)
_NO_LEAD = (
    QuestionState.MERGED,
    QuestionState.WITHDRAWN,
    QuestionState.EXCLUDED,
    QuestionState.EXCLUSION_PROPOSED,
    QuestionState.OTHER_OFFICE,
)


class Merging:
    """Verbs of a question: merge it into a lead, take it out again."""

    def merge_into(self, lead, *, reason: str, expected: str, actor, now: datetime):
        """From now on the answer to `lead` is the answer to this one too.

        Raises MoveNotAllowedError with a sentence for a lead that cannot be one.
        """
        both = [self.pk, lead.pk]
        with transaction.atomic():
            # Both rows in one order: two clerks merging A into B and B into A must not make a circle.
            list(type(self).objects.select_for_update().filter(pk__in=both).order_by("pk").values_list("pk"))
            self.refresh_from_db()
            lead.refresh_from_db()
            self._refuse_as_lead(lead)
            event = self.move(
                QuestionState.MERGED, expected=expected, actor=actor, reason=reason, now=now, lead=lead, due_on=None
            )
            if lead.state in _ANSWERED:
                tell_asker(self, now)
            return event

    def unmerge(self, *, actor, now: datetime, reason: str = ""):
        """Answer it for itself again."""
        return self.move(
            QuestionState.RECEIVED,
            expected=QuestionState.MERGED,
            actor=actor,
            reason=reason,
            now=now,
            lead=None,
            due_on=self.day_for_classifying(now),
        )

    def take_apart(self, *, actor, now: datetime) -> None:
        """Let go of everything merged into this one, because it is no longer answered."""
        for question in self.merged_questions.filter(state=QuestionState.MERGED).order_by("pk"):
            question.unmerge(actor=actor, now=now, reason=_("The other question is no longer answered."))

    def _refuse_as_lead(self, lead) -> None:
        if lead.pk == self.pk:
            raise MoveNotAllowedError(_("A question cannot be merged into itself."))
        if lead.conference_id != self.conference_id:
            raise MoveNotAllowedError(_("Only questions of the same conference can be merged."))
        if lead.state in _NO_LEAD or lead.is_restricted:
            raise MoveNotAllowedError(_("The other question is not being answered itself; choose another."))
        if self.merged_questions.filter(state=QuestionState.MERGED).exists():
            raise MoveNotAllowedError(_("Other questions are merged into this one; take them out first."))
