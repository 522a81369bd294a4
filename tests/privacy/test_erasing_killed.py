"""The eraser killed at any moment: begun again, it ends with nothing left."""

import os
import random
import time
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from plans.conferences.dossier import Dossier, DossierState
from plans.privacy.conference_eraser import work_on
from plans.privacy.models import Erasure
from plans.registrations.models import Registration
from tests.factories.privacy import (
    TRACES,
    confirm_erasing,
    leave_traces,
    make_conference_to_erase,
    make_issued_minutes,
    make_known_person,
)
from tests.processes import start_process

from .searching import files_holding, tables_holding

PEOPLE = 8
KILLS = 12


def erase_all(erasure_pk: int) -> None:
    connections.close_all()
    erasure = Erasure.objects.get(pk=erasure_pk)
    while not work_on(erasure, timezone.now(), portion=1):
        time.sleep(0.001)
    connections.close_all()
    os._exit(0)


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
def test_killed_again_and_again_it_ends_with_nothing_left(home):
    now = timezone.now()
    conference = make_conference_to_erase(home, now)
    for number in range(PEOPLE):
        person = make_known_person(conference, conference.closes_at - timedelta(days=1))
        leave_traces(person, now + timedelta(minutes=number))
    make_issued_minutes(conference, now)
    erasure = confirm_erasing(conference, now)
    dice = random.Random(122)

    killed = 0
    while killed < KILLS:
        process = start_process(erase_all, erasure.pk)
        process.join(dice.uniform(0.02, 0.25))
        if not process.is_alive():
            break
        process.kill()
        process.join(5)
        killed += 1
    assert killed >= 3, "the test killed nothing"
    last = start_process(erase_all, erasure.pk)
    last.join(60)
    assert last.exitcode == 0

    assert not Registration.objects.filter(erased_at=None).exists()
    assert Dossier.objects.of(conference).state == DossierState.ANONYMISED
    assert Dossier.objects.of(conference).events.filter(to_state=DossierState.ANONYMISED).count() == 1
    assert tables_holding(*TRACES) == []
    assert files_holding(*TRACES) == []


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
def test_two_erasers_at_once_do_it_once(home):
    now = timezone.now()
    conference = make_conference_to_erase(home, now)
    for number in range(4):
        leave_traces(
            make_known_person(conference, conference.closes_at - timedelta(days=1)), now + timedelta(minutes=number)
        )
    erasure = confirm_erasing(conference, now)

    both = [start_process(erase_all, erasure.pk) for _each in range(2)]
    for process in both:
        process.join(60)

    assert [process.exitcode for process in both] == [0, 0]
    assert Dossier.objects.of(conference).events.filter(to_state=DossierState.ANONYMISED).count() == 1
    assert tables_holding(*TRACES) == []
