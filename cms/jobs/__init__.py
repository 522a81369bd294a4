"""Work that comes back by the clock, filled by plug-ins: a `jobs.py` in any installed app.

    @periodic(seconds=60)
    def purge_old_things(now): ...

The background worker (cms.delivery) calls each job with the current time. A job must be safe to
run twice at once and to be killed halfway: it is at-least-once. No models here.
"""

from .registry import Job, discover_jobs, periodic

__all__ = ["Job", "discover_jobs", "periodic"]
