"""What the worker does for tasks."""

from datetime import datetime

from cms.jobs import periodic

from .reminding import remind


@periodic(seconds=1800)
def remind_units_of_tasks(now: datetime) -> None:
    """Tell units which of their tasks are due."""
    remind(now)
