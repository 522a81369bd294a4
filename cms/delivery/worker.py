"""The background worker: calls every periodic job when its time has come, and survives what they do."""

import logging
import threading
import time
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

from django.db import close_old_connections, connection
from django.utils import timezone

from cms.jobs import Job

from .models import JobRun

logger = logging.getLogger(__name__)

# Jobs at least this far apart share their last run through the database: a restart does not repeat them,
# and of several workers one does them. Shorter ones are cheap enough for everybody to run.
REMEMBERED_FROM = 60


class Worker:
    """Runs jobs in a few threads, so that a slow mail server holds up nothing else. A job never overlaps itself."""

    def __init__(self, jobs: Iterable[Job], threads: int = 4):
        self.jobs = list(jobs)
        self._threads = threads
        self._stop = threading.Event()
        self._next_run: dict[str, float] = {job.name: 0.0 for job in self.jobs}
        self._running: dict[str, Future] = {}

    def stop(self) -> None:
        """Ask the worker to end: no new job is started, running ones are waited for. Safe in a signal handler."""
        self._stop.set()

    def run(self) -> None:
        """Work until `stop`."""
        with ThreadPoolExecutor(self._threads, thread_name_prefix="job") as pool:
            while not self._stop.is_set():
                for job in self._due(time.monotonic()):
                    self._running[job.name] = pool.submit(self._run, job)
                self._stop.wait(self._pause(time.monotonic()))

    def run_once(self) -> int:
        """Every job once, one after the other, whether due or not; returns how many failed."""
        return sum(not attempt(job) for job in self.jobs)

    def _due(self, moment: float) -> list[Job]:
        due = []
        for job in self.jobs:
            running = self._running.get(job.name)
            if self._next_run[job.name] <= moment and (running is None or running.done()):
                # Jobs remembered in the database are asked about often: another worker may have died.
                self._next_run[job.name] = moment + min(job.seconds, REMEMBERED_FROM)
                due.append(job)
        return due

    def _pause(self, moment: float) -> float:
        soonest = min(self._next_run.values(), default=moment + 1)
        return min(max(soonest - moment, 0.05), 1.0)

    def _run(self, job: Job) -> None:
        try:
            if job.seconds < REMEMBERED_FROM or self._is_ours(job):
                attempt(job)
        finally:
            close_old_connections()

    def _is_ours(self, job: Job) -> bool:
        try:
            return JobRun.objects.claim(job.name, timezone.now(), timedelta(seconds=job.seconds))
        except Exception:
            logger.exception("The database did not answer; job %s waits", job.name)
            connection.close()
            return False


def attempt(job: Job) -> bool:
    """Run one job; what it raises is logged and noted, and goes no further."""
    started = time.monotonic()
    error = ""
    try:
        job.run(timezone.now())
    except Exception as problem:
        error = type(problem).__name__
        logger.exception("Job %s failed", job.name)
        connection.close()  # whatever state it is in, the next job gets a fresh one
    if job.seconds >= REMEMBERED_FROM:
        _note_end(job, error)
    if time.monotonic() - started > job.seconds > 1:
        logger.warning("Job %s took longer (%.0f s) than its period", job.name, time.monotonic() - started)
    return not error


def _note_end(job: Job, error: str) -> None:
    try:
        JobRun.objects.filter(name=job.name).update(finished_at=timezone.now(), error=error)
    except Exception:
        logger.exception("The end of job %s could not be written down", job.name)
        connection.close()
