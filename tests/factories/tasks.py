"""Valid tasks of plans for tests."""

from plans.models import Unit
from plans.questions.models import UnitOfficer
from plans.tasks.models import PlanTask


def make_unit(name: str = "Văn phòng Sở") -> Unit:
    """A unit of no office in particular."""
    return Unit.objects.create(name=name)


def make_task(plan, **fields) -> PlanTask:
    """A task of `plan`, due by 14 June 2026 unless said otherwise."""
    return PlanTask.objects.create(
        **{"plan": plan, "text": "Tổng hợp báo cáo", "deadline_text": "trước ngày 15/6/2026", **fields}
    )


def employ(user, unit) -> None:
    """Let `user` work for `unit`."""
    UnitOfficer.objects.create(user=user, unit=unit)
