"""Several workers on one queue of files, and one that is killed."""

import os
import signal
import time

import pytest
from django.utils import timezone
from wagtail.models import Page

from plans.typesetting import typeset_file
from plans.typesetting.models import TypesetFile
from tests.factories.plans import make_plan, make_register
from tests.processes import run_in_parallel, start_process

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]
State = TypesetFile.State


def claim_and_keep(rounds: int) -> list[int]:
    """Be a worker: what it has made."""
    made = []
    for _round in range(rounds):
        one = TypesetFile.objects.claim(timezone.now())
        if one is not None:
            assert TypesetFile.objects.filter(state=State.MAKING).count() == 1
            assert one.keep(b"file", "0" * 64, timezone.now())
            made.append(one.pk)
        else:
            time.sleep(0.005)
    return made


def claim_and_hang() -> None:
    TypesetFile.objects.claim(timezone.now())
    typeset_file.private_storage().save(f"{typeset_file.FOLDER}/half.pdf", typeset_file.ContentFile(b"half"))
    time.sleep(60)


def order_plans(home, count: int) -> list[Page]:
    register = make_register(home)
    plans = [make_plan(register, slug=f"ke-hoach-{number}") for number in range(count)]
    for plan in plans:
        TypesetFile.objects.order(plan, timezone.now())
    return plans


def test_workers_share_the_queue_make_one_file_at_a_time_and_none_twice(home):
    order_plans(home, 4)

    made = [pk for done in run_in_parallel(claim_and_keep, [(60,)] * 3) for pk in done]

    assert len(made) == len(set(made))
    assert TypesetFile.objects.filter(state=State.READY).count() == len(made) == 8


def test_a_killed_worker_leaves_no_file_for_readers_and_another_goes_on(home):
    [plan] = order_plans(home, 1)
    process = start_process(claim_and_hang)
    deadline = time.monotonic() + 20
    while not TypesetFile.objects.filter(state=State.MAKING).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.join(10)

    assert not TypesetFile.objects.for_readers().exists()
    assert TypesetFile.objects.claim(timezone.now()) is None
    again = TypesetFile.objects.claim(timezone.now() + typeset_file.LEASE)
    assert (again.page_id, again.kind, again.attempts) == (plan.pk, "docx", 2)
