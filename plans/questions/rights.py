"""What one person of the office may do with questions; views and templates ask here."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from .officers import UnitOfficer


@dataclass
class Rights:
    """The rights of `user`. What may be read at all is `Question.objects.readable_by(user)`."""

    user: object

    @cached_property
    def units(self) -> frozenset[int]:
        """The units the person works for."""
        return frozenset(UnitOfficer.objects.filter(user=self.user).values_list("unit", flat=True))

    @property
    def sees_desk(self) -> bool:
        """Whether there is anything for this person at all."""
        names = ("view_question", "change_question", "prepare_answer", "approve_answer")
        return self.user.is_active and any(self.user.has_perm(f"questions.{name}") for name in names)

    @property
    def routes(self) -> bool:
        """The reception office: classify, assign, merge, pass on, enter letters and reports."""
        return self.user.is_active and self.user.has_perm("questions.change_question")

    @property
    def reads_papers(self) -> bool:
        """Letters and reports upward: whoever may read every question."""
        return self.user.is_active and (self.user.has_perm("questions.view_question") or self.routes)

    @property
    def approves(self) -> bool:
        """The leader."""
        return self.user.is_active and self.user.has_perm("questions.approve_answer")

    @property
    def handles_complaints(self) -> bool:
        """May read and decide about complaints and denunciations."""
        return self.user.is_active and self.user.has_perm("questions.handle_complaint")

    @property
    def sees_askers(self) -> bool:
        """May know who asked."""
        return self.user.is_active and self.user.has_perm("registrations.view_registration")

    def prepares(self, question) -> bool:
        """Whether the person writes drafts for `question`."""
        is_own = question.unit_id in self.units and self.user.has_perm("questions.prepare_answer")
        return self.user.is_active and (self.routes or is_own)
