"""How late a notice may be, and what happens when it is later."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Site, Workflow, WorkflowPage, WorkflowTask

from cms.pages.models import SubjectField
from plans.conferences.clocks import erasing_day, is_late_notice, latest_announcement, results_due
from plans.conferences.dossier import Dossier
from plans.conferences.models import ConferencePage, DialogueRules
from plans.conferences.reminders import lacks_reason_for_lateness
from tests.factories.conferences import make_conference_index, make_open_conference, moment
from tests.factories.dossiers import make_announced_conference

from .test_pages import form_data

pytestmark = pytest.mark.django_db
START = moment(2026, 6, 20, 8)
WHY_LATE = "Lãnh đạo cấp trên yêu cầu họp sớm"


@pytest.fixture
def index(home):
    return make_conference_index(home)


def test_seven_days_before_the_twentieth_is_the_thirteenth_to_its_last_minute():
    rules = DialogueRules()

    assert latest_announcement(date(2026, 6, 20), rules) == date(2026, 6, 13)
    assert not is_late_notice(START, rules, moment(2026, 6, 13, 23, 59, 59))
    assert is_late_notice(START, rules, moment(2026, 6, 14, 0, 0))


def test_the_day_is_counted_in_viet_nam_not_in_greenwich():
    early_session = moment(2026, 6, 20, 6)

    assert not is_late_notice(early_session, DialogueRules(), moment(2026, 6, 13, 23))


def test_results_are_due_ten_days_after_not_counting_the_day_itself():
    assert results_due(moment(2026, 6, 20, 17), DialogueRules()) == date(2026, 6, 30)
    # The tenth day is a Saturday: until Monday.
    assert results_due(moment(2026, 6, 17, 17), DialogueRules()) == date(2026, 6, 29)


@pytest.mark.parametrize(
    ("is_commune", "notice", "results", "owed"),
    [(True, 3, 30, (7, 10)), (True, 15, 5, (15, 5)), (False, 3, 30, (3, 30))],
)
def test_a_commune_may_be_stricter_than_the_law_but_not_laxer(is_commune, notice, results, owed):
    rules = DialogueRules(is_commune=is_commune, notice_days=notice, results_days=results)

    assert (rules.notice_owed, rules.results_owed) == owed


def test_months_of_keeping_end_on_the_last_day_of_a_shorter_month():
    assert erasing_day(moment(2024, 8, 31, 11), DialogueRules(retention_months=18)) == date(2026, 2, 28)


def data_for(days_ahead: int, **fields) -> dict:
    start = timezone.localtime(timezone.now() + timedelta(days=days_ahead)).replace(hour=8, minute=0)
    session = {"starts_at": f"{start:%Y-%m-%d %H:%M}", "ends_at": f"{start:%Y-%m-%d} 11:00"}
    return form_data(
        session=session,
        opens_at=f"{start - timedelta(days=40):%Y-%m-%d} 08:00",
        closes_at=f"{start - timedelta(days=1):%Y-%m-%d} 17:00",
        **fields,
    )


def send(client, index, data, action="action-publish"):
    data = dict(data)
    data.pop("action-publish")
    return client.post(
        f"/admin/pages/add/conferences/conferencepage/{index.pk}/", data | ({action: "1"} if action else {})
    )


def test_a_notice_in_time_needs_no_reason(admin_client, index):
    assert send(admin_client, index, data_for(7, late_notice_reason="")).status_code == 302
    assert ConferencePage.objects.get().live


def make_workflow(index) -> Workflow:
    """Whatever is below `index` waits for one approval."""
    workflow = Workflow.objects.create(name="Duyệt")
    task = GroupApprovalTask.objects.create(name="Duyệt")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.update_or_create(page=index, defaults={"workflow": workflow})
    return workflow


@pytest.mark.parametrize("comment", [WHY_LATE, ""])
def test_approved_from_a_list_the_comment_of_the_approval_is_the_reason(admin_user, index, comment):
    start = timezone.now() + timedelta(days=2)
    conference = make_open_conference(index, start - timedelta(days=10), live=False)
    conference.save_revision()

    make_workflow(index).start(conference, admin_user)
    conference.current_workflow_task_state.approve(user=admin_user, comment=comment)

    assert conference.__class__.objects.get(pk=conference.pk).live
    announced = Dossier.objects.get().events.get(to_state="announced")
    assert announced.reason == comment
    assert lacks_reason_for_lateness(Dossier.objects.get()) is not bool(comment)


@pytest.mark.parametrize("action", ["action-publish", "action-submit"])
def test_a_late_notice_is_neither_published_nor_submitted_without_a_reason(admin_client, index, action):
    make_workflow(index)
    last = timezone.localdate() + timedelta(days=6 - 7)

    refused = send(admin_client, index, data_for(6, late_notice_reason=" \u200b "), action)

    assert refused.status_code == 200
    assert not ConferencePage.objects.exists()
    assert f"{last:%d/%m/%Y}" in str(refused.context["form"].errors["late_notice_reason"])
    assert send(admin_client, index, data_for(6, late_notice_reason=WHY_LATE), action).status_code == 302
    assert ConferencePage.objects.get().latest_revision.as_object().late_notice_reason == WHY_LATE


def test_a_draft_may_be_saved_however_late_it_is(admin_client, index):
    assert send(admin_client, index, data_for(2, late_notice_reason=""), "").status_code == 302
    assert not ConferencePage.objects.get().live


def test_the_reason_goes_into_the_file_and_not_onto_the_page(client, index):
    start = timezone.now() + timedelta(days=2)
    conference = make_open_conference(index, start - timedelta(days=10), live=False, late_notice_reason=WHY_LATE)
    conference.save_revision().publish()

    assert Dossier.objects.get().events.get().reason == WHY_LATE
    assert WHY_LATE not in client.get(conference.url).content.decode()


def test_a_shorter_notice_of_the_office_is_enough_where_the_law_sets_none(admin_client, index):
    DialogueRules.objects.create(site=Site.objects.get(), notice_days=3)

    assert send(admin_client, index, data_for(3, late_notice_reason="")).status_code == 302


def test_an_announced_page_is_published_again_without_asking_for_a_reason(admin_client, index):
    conference = make_announced_conference(index, timezone.now() - timedelta(days=8))
    row = conference.sessions.get()
    data = data_for(2, late_notice_reason="", slug=conference.slug)
    data |= {"sessions-INITIAL_FORMS": "1", "sessions-0-id": str(row.pk)}

    response = admin_client.post(f"/admin/pages/{conference.pk}/edit/", data)

    assert response.status_code == 302


@pytest.mark.parametrize(("count", "is_refused"), [(0, True), (1, False), (2, True)])
def test_an_ad_hoc_conference_deals_with_exactly_one_field(admin_client, index, count, is_refused):
    fields = [SubjectField.objects.create(name=f"Lĩnh vực {number}").pk for number in range(count)]

    response = send(admin_client, index, data_for(30, kind="ad_hoc") | {"subject_fields": fields})

    assert (response.status_code == 200) is is_refused, response.context["form"].errors
    if is_refused:
        assert "subject_fields" in response.context["form"].errors
