"""What happened to a question."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.history import Event

from .states import QuestionState


class QuestionEvent(Event):
    """One step or remark."""

    question = models.ForeignKey("questions.Question", on_delete=models.CASCADE, related_name="events")

    class Meta(Event.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self):
        return f"{self.from_label} → {self.to_label}"

    @property
    def from_label(self):
        """The state before, in words; "" at the beginning."""
        return QuestionState(self.from_state).label if self.from_state else ""

    @property
    def to_label(self):
        """The state after, in words; "" for a remark."""
        return QuestionState(self.to_state).label if self.to_state else ""
