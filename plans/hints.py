"""What an editor should look at again: no errors, the document is saved all the same."""

from datetime import date

from django.utils.translation import gettext as _

from plans.dating import is_unusual
from plans.period_reading import read_period


def hints_for(plan, today: date) -> list[str]:
    """Sentences about `plan`, a PlanPage as just saved; empty when nothing stands out."""
    hints = []
    if plan.issued_on and is_unusual(plan.issued_on, today):
        hints.append(
            _("The day of issue %(day)s is more than two years ago or still to come. Check it against the document.")
            % {"day": f"{plan.issued_on:%d/%m}/{plan.issued_on.year}"}
        )
    hints += _about_period(plan)
    twin = plan.same_numbered()
    if twin is not None:
        hints.append(
            _("Another published document has the same number %(number)s: “%(title)s”. Check the number.")
            % {"number": plan.number, "title": twin.title}
        )
    return hints


def _about_period(plan) -> list[str]:
    """What the words of the period say when the days are missing or say something else."""
    said = read_period(plan.period_text)
    if said is None or (plan.period_start, plan.period_end) == (said.start, said.end):
        return []
    days = {"words": plan.period_text, "days": _days(said.start, said.end)}
    if plan.period_start is None and plan.period_end is None:
        return [
            _("“%(words)s” means %(days)s. Tick “Fill in the days from these words” to have the days filled in.")
            % days
        ]
    days["typed"] = _days(plan.period_start, plan.period_end)
    return [_("“%(words)s” means %(days)s, but the days of the period are %(typed)s. Check both.") % days]


def _days(start: date | None, end: date | None) -> str:
    return " – ".join(f"{day:%d/%m}/{day.year}" if day else "…" for day in (start, end))
