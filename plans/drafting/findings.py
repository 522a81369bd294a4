"""What the format checker says about the document on the check screen."""

from datetime import date

from django.core.cache import cache
from django.utils.translation import get_language

from plans.checking.check import check
from plans.checking.finding import Finding

from .intake import Intake
from .tree_sheet import sheet_of_tree

_KEPT_SECONDS = 600


def findings_of(intake: Intake, today: date) -> list[Finding]:
    """The findings for the tree as it stands; the same version is checked once."""
    key = f"drafting-findings:{intake.pk}:{intake.version}:{today.isoformat()}:{get_language()}"
    found = cache.get(key)
    if found is None:
        found = check(sheet_of_tree(intake.tree, intake.typed, today), today)
        cache.set(key, found, _KEPT_SECONDS)
    return found
