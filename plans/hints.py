"""What an editor should look at again: no errors, the document is saved all the same."""

from datetime import date

from django.utils.translation import gettext as _

from plans.dating import is_unusual


def hints_for(plan, today: date) -> list[str]:
    """Sentences about `plan`, a PlanPage as just saved; empty when nothing stands out."""
    hints = []
    if plan.issued_on and is_unusual(plan.issued_on, today):
        hints.append(
            _("The day of issue %(day)s is more than two years ago or still to come. Check it against the document.")
            % {"day": f"{plan.issued_on:%d/%m}/{plan.issued_on.year}"}
        )
    twin = plan.same_numbered()
    if twin is not None:
        hints.append(
            _("Another published document has the same number %(number)s: “%(title)s”. Check the number.")
            % {"number": plan.number, "title": twin.title}
        )
    return hints
