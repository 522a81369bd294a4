"""What the worker does for the counter."""

from datetime import datetime, timedelta

from cms.jobs import periodic

from .definition import day_of
from .models import CountingProcess
from .salt import destroy_before


@periodic(seconds=900)
def destroy_old_salts(now: datetime) -> int:
    """Destroy the salts of past days with all visitor keys; the number of salts destroyed.

    Waits ten minutes after midnight: a view of the last second may still be on its way to the database.
    """
    CountingProcess.objects.filter(written_at__lt=now - timedelta(days=2)).delete()
    return destroy_before(day_of(now - timedelta(minutes=10)))
