"""Several real processes counting at once, and processes that are killed."""

import multiprocessing
import os
import random
import signal
import time

import pytest
from django.db import connections
from django.test import RequestFactory, override_settings

from cms.visits import counting
from cms.visits.ledger import write
from cms.visits.models import PageDay, PageTotal, SiteDay, SiteTotal, Visitor
from tests.factories.visits import BROWSER, make_batch, make_view, moment

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]
NOW = moment("2026-11-22 10:00:00")
PROCESSES = 4
fork = multiprocessing.get_context("fork")


def run(function, *argument_lists):
    """Run `function` in one process per argument list, all at once; every one must end well."""
    connections.close_all()
    processes = [fork.Process(target=function, args=arguments) for arguments in argument_lists]
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0] * len(processes)


def take(number: int, page: int = 7, address: str = "203.0.113.1") -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=address, **BROWSER)
    for _ in range(number):
        assert counting.take_in(request, 1, page, NOW)


def take_and_flush(worker: int, number: int, every: int) -> None:
    for start in range(0, number, every):
        take(every, page=7 + (start // every) % 3, address=f"203.0.113.{worker}")
        counting.flush()


def test_a_thousand_views_in_parallel_processes_are_exactly_a_thousand():
    run(take_and_flush, *((worker, 250, 5) for worker in range(PROCESSES)))
    assert SiteTotal.objects.values_list("visits", "views").get() == (PROCESSES, 1000)
    assert SiteDay.objects.get().views == 1000
    assert sum(PageTotal.objects.values_list("views", flat=True)) == 1000
    assert sum(PageDay.objects.values_list("views", flat=True)) == 1000


def test_one_browser_served_by_several_processes_at_once_is_one_visit():
    run(take_and_flush, *((1, 50, 1) for _ in range(PROCESSES)))
    assert SiteTotal.objects.values_list("visits", "views").get() == (1, 50 * PROCESSES)
    assert sum(PageTotal.objects.values_list("visits", flat=True)) == 3, "one visit of each of three pages"
    assert Visitor.objects.count() == 1


def write_the_same_batch(process_key) -> None:
    write(make_batch(make_view(), make_view(page=8), process=process_key), NOW)


def test_a_batch_written_by_several_at_once_is_counted_once():
    batch = make_batch(make_view())
    run(write_the_same_batch, *((batch.process_key,) for _ in range(PROCESSES)))
    assert SiteTotal.objects.get().views == 2


def take_across_sites(worker: int) -> None:
    sites = [1, 2, 3, 4] if worker % 2 else [4, 3, 2, 1]
    for number in range(20):
        views = [make_view(site=site, page=site * 10, visitor=f"{worker}") for site in sites]
        write(make_batch(*views, number=number), NOW)


def test_batches_over_several_sites_in_any_order_do_not_lock_each_other_out():
    run(take_across_sites, *((worker,) for worker in range(PROCESSES)))
    assert set(SiteTotal.objects.values_list("views", flat=True)) == {20 * PROCESSES}


def count_until_killed(taken, written) -> None:
    while True:
        take(5)
        taken.value += 5
        counting.flush()
        written.value = taken.value


def test_a_killed_process_loses_what_waits_and_counts_nothing_twice():
    expected_least = expected_most = 0
    for _ in range(6):
        connections.close_all()
        taken, written = fork.Value("i", 0), fork.Value("i", 0)
        process = fork.Process(target=count_until_killed, args=(taken, written))
        process.start()
        deadline = time.monotonic() + 30
        while written.value == 0 and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(random.uniform(0.02, 0.2))
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        expected_least += written.value
        expected_most += written.value + 5
    total = SiteTotal.objects.get().views
    assert 0 < expected_least <= total <= expected_most
    assert SiteDay.objects.get().views == PageTotal.objects.get().views == PageDay.objects.get().views == total


def take_and_wait_for_the_thread() -> None:
    with override_settings(CONG_VISIT_FLUSH_SECONDS=0.1):
        take(10)
        deadline = time.monotonic() + 10
        while len(counting._waiting) and time.monotonic() < deadline:
            time.sleep(0.05)
        os._exit(0)


def test_the_thread_writes_without_being_asked():
    run(take_and_wait_for_the_thread, ())
    assert SiteTotal.objects.get().views == 10


def take_and_end() -> None:
    with override_settings(CONG_VISIT_FLUSH_SECONDS=3600):
        take(10)


def test_a_process_that_ends_in_order_writes_what_waits():
    run(take_and_end, ())
    assert SiteTotal.objects.get().views == 10


def fork_after_taking() -> None:
    take(10)
    child = fork.Process(target=counting.flush)
    child.start()
    child.join()
    counting.flush()


def test_a_forked_process_does_not_write_its_parents_views_again():
    run(fork_after_taking, ())
    assert SiteTotal.objects.get().views == 10
