"""What the worker does for questions."""

from datetime import datetime

from cms.jobs import periodic

from .reminding import remind


@periodic(seconds=900)
def remind_units(now: datetime) -> None:
    """Tell officers which answers are due."""
    remind(now)
