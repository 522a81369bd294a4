"""Complaints and denunciations are not for the dialogue: two people decide that, never the machine."""

from datetime import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.history import MoveNotAllowedError
from cms.text import clean
from plans.conferences.rules import DialogueRules

from .states import QuestionState


class ExclusionGround(models.TextChoices):
    """Why a question is no matter for a dialogue."""

    COMPLAINT = "complaint", gettext_lazy("Complaint about a decision or act")
    DENUNCIATION = "denunciation", gettext_lazy("Denunciation of a breach of law")
    BEING_HANDLED = "being_handled", gettext_lazy("Part of a complaint or denunciation already being handled")
    COURT = "court", gettext_lazy("Before a court or an investigating body")


class Excluding:
    """Verbs of a question: propose, confirm or refuse that it is excluded.

    From the proposal on few may read it, so that who denounces is protected while the second person decides.
    """

    def propose_exclusion(self, ground: str, *, reason: str, expected: str, actor, now: datetime):
        """One person thinks it is a complaint or denunciation."""
        if ground not in ExclusionGround.values:
            raise MoveNotAllowedError(_("Choose the reason from the list."))
        return self.move(
            QuestionState.EXCLUSION_PROPOSED,
            expected=expected,
            actor=actor,
            reason=clean(f"{ExclusionGround(ground).label}. {reason}"),
            now=now,
            exclusion_ground=ground,
            is_restricted=True,
            published_at=None,
            due_on=timezone.localdate(now),
        )

    def may_decide_exclusion(self, user) -> bool:
        """Whether `user` may be the second person: allowed to handle complaints and not the one who proposed."""
        return user.has_perm("questions.handle_complaint") and self._proposer_id() != user.pk

    def confirm_exclusion(self, *, actor, now: datetime, guidance: str = ""):
        """The second person agrees; the citizen reads where to go and that no complaint was opened by the form."""
        words = clean(guidance) or DialogueRules.of(self.conference).reception_guidance
        if not words:
            raise MoveNotAllowedError(_("Say where the citizen can turn to: office, address, hours, phone."))
        with transaction.atomic():
            self._refuse_first_person(actor)
            return self.move(
                QuestionState.EXCLUDED,
                expected=QuestionState.EXCLUSION_PROPOSED,
                actor=actor,
                reason="",
                public_note=_("No complaint or denunciation has been opened by this form."),
                now=now,
                guidance=words,
                due_on=None,
            )

    def refuse_exclusion(self, *, reason: str, actor, now: datetime):
        """The second person disagrees: it is a question like any other again."""
        if not clean(reason):
            raise MoveNotAllowedError(_("Give the reason for this step."))
        with transaction.atomic():
            self._refuse_first_person(actor)
            return self.move(
                QuestionState.RECEIVED,
                expected=QuestionState.EXCLUSION_PROPOSED,
                actor=actor,
                reason=reason,
                now=now,
                is_restricted=False,
                exclusion_ground="",
                due_on=self.day_for_classifying(now),
            )

    def _proposer_id(self):
        proposals = self.events.filter(to_state=QuestionState.EXCLUSION_PROPOSED).order_by("-pk")
        return proposals.values_list("actor_id", flat=True).first()

    def _refuse_first_person(self, actor) -> None:
        if not self.may_decide_exclusion(actor):
            raise MoveNotAllowedError(_("Another person than the one who proposed it must decide."))
