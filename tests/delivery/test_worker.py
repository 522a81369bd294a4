"""The background worker and its jobs."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from cms.delivery.models import JobRun
from cms.delivery.worker import Worker, attempt
from cms.jobs import Job, discover_jobs
from tests.processes import run_in_parallel


def run_for(worker: Worker, seconds: float) -> None:
    timer = threading.Timer(seconds, worker.stop)
    timer.start()
    worker.run()
    timer.join()


@pytest.mark.django_db(transaction=True)
def test_a_failing_job_is_noted_and_does_not_stop_the_others():
    done = []

    def fail(now):
        raise LookupError("secret of a citizen")

    worker = Worker([Job("failing", 3600, fail), Job("working", 1, done.append)])
    run_for(worker, 0.5)

    assert done
    assert JobRun.objects.get(name="failing").error == "LookupError"


@pytest.mark.django_db(transaction=True)
def test_a_slow_job_holds_up_nothing_and_never_overlaps_itself():
    running, most, quick = [], [], []

    def slow(now):
        running.append(1)
        most.append(len(running))
        time.sleep(1.6)
        running.pop()

    run_for(Worker([Job("slow", 1, slow), Job("quick", 1, quick.append)]), 2.5)

    assert len(quick) >= 2
    assert max(most) == 1


@pytest.mark.django_db(transaction=True)
def test_a_rare_job_is_not_repeated_by_a_restart():
    runs = []
    job = Job("rare", 3600, runs.append)

    run_for(Worker([job]), 0.3)
    run_for(Worker([job]), 0.3)

    assert len(runs) == 1
    assert JobRun.objects.get(name="rare").finished_at


@pytest.mark.django_db
def test_a_rare_job_runs_again_when_its_time_has_come():
    now = timezone.now()

    assert JobRun.objects.claim("rare", now, timedelta(hours=1))
    assert not JobRun.objects.claim("rare", now + timedelta(minutes=59), timedelta(hours=1))
    assert JobRun.objects.claim("rare", now + timedelta(hours=1), timedelta(hours=1))


@pytest.mark.django_db
def test_a_clock_that_was_wrong_does_not_stop_a_job_for_years():
    now = timezone.now()
    JobRun.objects.claim("rare", now + timedelta(days=3650), timedelta(hours=1))

    assert JobRun.objects.claim("rare", now, timedelta(hours=1))


@pytest.mark.django_db
def test_an_attempt_tells_whether_the_job_went_well():
    def fail(now):
        raise ValueError

    assert attempt(Job("good", 1, lambda now: None))
    assert not attempt(Job("bad", 1, fail))


def _claim(name):
    return JobRun.objects.claim(name, timezone.now(), timedelta(hours=1))


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_runs_a_rare_job():
    for name in ["first time", "second time"]:
        assert sum(run_in_parallel(_claim, [(name,)] * 4)) == 1


def test_the_jobs_of_all_apps_are_found():
    assert "cms.outbox.jobs.deliver_messages" in [job.name for job in discover_jobs()]


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_worker_ends_cleanly_when_asked(number):
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.testing"}
    worker = subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "run_worker"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=settings.BASE_DIR,
    )
    assert "jobs" in worker.stdout.readline()

    worker.send_signal(number)

    assert worker.wait(15) == 0
