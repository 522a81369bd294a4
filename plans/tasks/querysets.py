"""Reading tasks."""

from datetime import date

from django.db import models
from django.db.models import Count, F, Q

from plans.models import PlanPage

from .standing import OPEN, SOON, Standing, TaskState


class TaskQuerySet(models.QuerySet):
    """Tasks by plan, unit and how they stand on a day."""

    def of_plan(self, plan):
        """Those of a plan, whatever translation of it they were written down at; in the order of the plan."""
        return self.filter(plan__translation_key=plan.translation_key).order_by("pk")

    def of_units(self, units):
        """Those that one of the units carries out or reports on."""
        return self.filter(Q(unit__in=units) | Q(reporting_unit__in=units))

    def for_readers(self):
        """Those of plans anybody may read."""
        return self.filter(plan__in=PlanPage.objects.published().order_by().values("pk"))

    def standing(self, standing: str, today: date):
        """Those that stand so on that day."""
        soon = Q(state__in=OPEN, deadline_end__gte=today, deadline_end__lte=today + SOON)
        late = Q(state__in=OPEN, deadline_end__lt=today)
        conditions = {
            Standing.PROMISED: late & Q(kind="event"),
            Standing.OVERDUE: late & ~Q(kind="event"),
            Standing.SOON: soon,
            Standing.RUNNING: Q(state=TaskState.RUNNING) & ~late & ~soon,
            Standing.ASSIGNED: Q(state=TaskState.ASSIGNED) & ~late & ~soon,
            Standing.DONE: Q(state=TaskState.DONE),
            Standing.DROPPED: Q(state=TaskState.DROPPED),
        }
        return self.filter(conditions[Standing(standing)])

    def pressing(self, today: date):
        """Tasks that are late and whatever is due soon, the latest first; broken promises have a list of their own."""
        due = self.filter(state__in=OPEN, deadline_end__lte=today + SOON)
        return due.exclude(kind="event", deadline_end__lt=today).order_by("deadline_end", "pk")

    def by_deadline(self):
        """The earliest deadline first; those without one last."""
        return self.order_by(F("deadline_end").asc(nulls_last=True), "pk")

    def counts(self, today: date) -> dict[Standing, int]:
        """How many stand how, in one query; every standing is there."""
        groups = self.order_by().values_list("state", "kind", _stage(today)).annotate(Count("pk"))
        counts = dict.fromkeys(Standing, 0)
        for state, kind, stage, number in groups:
            counts[_standing(state, kind, stage)] += number
        return counts


def _stage(today: date):
    """1 for a deadline that has passed, 2 for one that comes soon, 0 for others."""
    return models.Case(
        models.When(deadline_end__lt=today, then=1),
        models.When(deadline_end__lte=today + SOON, then=2),
        default=0,
        output_field=models.IntegerField(),
    )


def _standing(state: str, kind: str, stage: int) -> Standing:
    if state in OPEN and stage:
        late = Standing.PROMISED if kind == "event" else Standing.OVERDUE
        return late if stage == 1 else Standing.SOON
    return Standing(state)
