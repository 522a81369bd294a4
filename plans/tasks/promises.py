"""What was promised for a time that has passed, and is not held yet; other apps of the house add theirs.

@hooks.register("register_promises")
def promised_conferences(today):
    return [Promise(title, period, address), …]
"""

from dataclasses import dataclass
from datetime import date

from wagtail import hooks

from plans.periods import Period

HOOK = "register_promises"
MOST = 50


@dataclass(frozen=True)
class Promise:
    """Something to be held within `period`; `address` leads to the document that promises it, if it is public."""

    title: str
    period: Period
    address: str = ""


def promises(today: date) -> list[Promise]:
    """Those of other apps whose time has passed, the latest first."""
    found = [promise for offered in hooks.get_hooks(HOOK) for promise in offered(today)]
    late = [promise for promise in found if promise.period.is_over(today)]
    return sorted(late, key=lambda promise: promise.period.end, reverse=True)[:MOST]
