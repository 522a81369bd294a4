"""What one person may do with tasks."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from .membership import units_of
from .models import PlanTask


@dataclass
class Rights:
    """The rights of `user`."""

    user: object

    @cached_property
    def units(self) -> frozenset[int]:
        """The units the person works for."""
        return units_of(self.user)

    @property
    def manages(self) -> bool:
        """Writes tasks down and may report on every one."""
        return self.user.is_active and self.user.has_perm("tasks.change_plantask")

    @property
    def reports_for_unit(self) -> bool:
        """Reports on the tasks of the own unit."""
        return self.user.is_active and self.user.has_perm("tasks.report_plantask")

    def readable(self):
        """The tasks the person sees in the admin."""
        if self.manages or (self.user.is_active and self.user.has_perm("tasks.view_plantask")):
            return PlanTask.objects.all()
        return PlanTask.objects.of_units(self.units) if self.reports_for_unit else PlanTask.objects.none()

    def reports(self, task: PlanTask) -> bool:
        """Whether the person may report on `task`."""
        is_own = bool(self.units & {task.unit_id, task.reporting_unit_id})
        return self.manages or (self.reports_for_unit and is_own)
