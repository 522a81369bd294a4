"""Several people press a button on the same file in the same second."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.history import StateChangedError
from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.models import ConferencePage
from plans.conferences.rescheduling import reschedule
from tests.factories.conferences import make_conference_index
from tests.factories.dossiers import make_announced_conference
from tests.processes import run_in_parallel

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]


def cancel(pk: int) -> bool:
    try:
        Dossier.objects.get(pk=pk).move(
            DossierState.CANCELLED,
            expected=DossierState.ANNOUNCED,
            actor=None,
            reason="Bão",
            public_note="Bão",
            now=timezone.now(),
        )
    except StateChangedError:
        return False
    return True


def move_by(pk: int, days: int) -> int:
    dossier = Dossier.objects.get(pk=pk)
    start = ConferencePage.objects.get(pk=dossier.conference_id).starts_at + timedelta(days=days)
    session = {
        "starts_at": start,
        "ends_at": start + timedelta(hours=3),
        "venue": f"Hội trường {days}",
        "online_link": "",
    }
    try:
        reschedule(
            dossier, [session], seen=0, actor=None, reason="Sửa chữa", public_note="Đổi lịch", now=timezone.now()
        )
    except StateChangedError:
        return 0
    return days


def test_of_eight_who_cancel_one_does_and_one_step_is_written(home):
    conference = make_announced_conference(make_conference_index(home), timezone.now())
    dossier = Dossier.objects.of(conference)

    done = run_in_parallel(cancel, [(dossier.pk,)] * 8)

    assert done.count(True) == 1
    assert dossier.events.filter(to_state=DossierState.CANCELLED).count() == 1


def test_of_six_who_change_the_time_one_does_and_page_and_file_say_the_same(home):
    conference = make_announced_conference(make_conference_index(home), timezone.now())
    dossier = Dossier.objects.of(conference)

    done = [days for days in run_in_parallel(move_by, [(dossier.pk, days) for days in range(1, 7)]) if days]

    assert len(done) == 1
    dossier.refresh_from_db()
    assert dossier.sequence == 1
    page = ConferencePage.objects.get(pk=conference.pk)
    assert page.sessions.get().venue == f"Hội trường {done[0]}"
    assert dossier.events.last().sessions[0]["venue"] == f"Hội trường {done[0]}"
