"""The file of a conference goes where its page goes."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.models import ConferencePage, DialogueRules
from tests.factories.conferences import make_conference, make_conference_index, make_open_conference, moment
from tests.factories.dossiers import bring, make_announced_conference
from tests.factories.site import make_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return make_conference_index(home)


@pytest.fixture
def workflow(index):
    workflow = Workflow.objects.create(name="Lãnh đạo duyệt hội nghị")
    task = GroupApprovalTask.objects.create(name="Lãnh đạo duyệt hội nghị")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=index, defaults={"workflow": workflow})
    return workflow


def state_of(conference) -> str:
    return Dossier.objects.get(conference=conference).state


def test_a_new_conference_has_a_file_that_is_a_draft(index):
    conference = make_open_conference(index, timezone.now(), live=False)

    assert state_of(conference) == DossierState.DRAFT


def test_publishing_announces_with_moment_erasing_day_and_the_times_that_were_announced(index):
    now = timezone.now()
    conference = make_announced_conference(index, now)

    dossier = Dossier.objects.get()
    assert dossier.state == DossierState.ANNOUNCED
    assert abs(dossier.announced_at - now) < timedelta(minutes=5)
    held_on = timezone.localdate(conference.ends_at)
    assert dossier.erase_on.year == held_on.year + 2
    assert dossier.erase_on.month == held_on.month
    event = dossier.events.get()
    assert event.sessions[0]["venue"] == "Hội trường Sở"
    assert dossier.sequence == 0


def test_the_erasing_day_follows_the_offices_months(index):
    site = index.get_site()
    DialogueRules.objects.create(site=site, retention_months=7)
    conference = make_conference(
        index,
        live=False,
        sessions=[(moment(2026, 7, 31, 8), moment(2026, 7, 31, 11), "Xã")],
        opens_at=None,
        closes_at=None,
    )
    conference.save_revision().publish()

    assert Dossier.objects.get().erase_on.isoformat() == "2027-02-28"


def test_publishing_the_same_again_changes_nothing_and_new_times_count_up_for_calendars(index):
    conference = make_announced_conference(index, timezone.now())
    conference.summary = "Thêm một câu"
    conference.save_revision().publish()
    assert Dossier.objects.get().events.count() == 1

    row = conference.sessions.get()
    row.starts_at -= timedelta(hours=1)
    conference.sessions = [row]
    conference.save_revision().publish()

    dossier = Dossier.objects.get()
    assert dossier.events.count() == 2
    assert dossier.sequence == 1
    assert dossier.state == DossierState.ANNOUNCED


def test_publishing_the_page_of_a_cancelled_conference_does_not_announce_it_again(index):
    conference = make_announced_conference(index, timezone.now())
    bring(conference, DossierState.CANCELLED, timezone.now())

    conference.save_revision().publish()

    assert state_of(conference) == DossierState.CANCELLED


def test_translations_and_aliases_have_no_file_of_their_own_and_announce_nothing(index, english):
    conference = make_open_conference(index, timezone.now(), live=False)
    index.copy_for_translation(english, copy_parents=True)
    make_translation(conference, "A conference")
    conference.create_alias(update_slug="ban-sao")

    assert Dossier.objects.count() == 1
    assert state_of(conference) == DossierState.DRAFT


def test_submitting_and_sending_back_move_the_file_and_approval_announces_it(index, workflow, admin_user):
    conference = make_open_conference(index, timezone.now(), live=False)
    conference.save_revision()

    submitted = workflow.start(conference, admin_user)
    assert state_of(conference) == DossierState.SUBMITTED
    submitted.current_task_state.specific.reject(user=admin_user)
    assert state_of(conference) == DossierState.DRAFT
    submitted.refresh_from_db()
    submitted.resume(user=admin_user)
    assert state_of(conference) == DossierState.SUBMITTED
    submitted.cancel(user=admin_user)
    assert state_of(conference) == DossierState.DRAFT

    again = workflow.start(conference, admin_user)
    again.current_task_state.specific.approve(user=admin_user)

    assert state_of(conference) == DossierState.ANNOUNCED
    who = Dossier.objects.get().events.filter(to_state=DossierState.SUBMITTED).first()
    assert who.actor == admin_user


def test_a_change_of_an_announced_page_waiting_for_approval_leaves_its_file_alone(index, workflow, admin_user):
    conference = make_announced_conference(index, timezone.now())
    conference.summary = "Sửa câu chữ"
    conference.save_revision()

    workflow.start(conference, admin_user).cancel(user=admin_user)

    assert state_of(conference) == DossierState.ANNOUNCED


@pytest.mark.parametrize("state", [DossierState.CANCELLED, DossierState.NOT_HELD, DossierState.HELD])
def test_registration_is_refused_once_the_conference_is_called_off_or_over(client, index, state):
    now = timezone.now()
    conference = make_announced_conference(index, now)
    assert conference.window(now).takes_forms
    assert list(ConferencePage.objects.open_for_registration(now)) == [conference]

    bring(conference, state, now)

    assert not ConferencePage.objects.get().window(now).takes_forms
    assert not conference.window(now).takes_forms
    assert not ConferencePage.objects.open_for_registration(now).exists()
    closed = client.get(f"/dang-ky/{conference.pk}/")
    assert closed.status_code == 200
    assert "<form" not in closed.content.decode().split("<main")[1].split("</main")[0]


def test_a_conference_without_any_file_is_open_by_its_clock_alone(index):
    now = timezone.now()
    conference = make_open_conference(index, now)
    Dossier.objects.all().delete()

    assert conference.window(now).takes_forms
    assert list(ConferencePage.objects.open_for_registration(now)) == [conference]
