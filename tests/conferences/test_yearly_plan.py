"""The yearly plan: its slots, what fills them, and who is told that one is still empty."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.models import PlannedSlot, YearlyPlan
from plans.conferences.reminders import reminders
from plans.workdays.models import CalendarYear
from tests.factories.conferences import make_conference, make_conference_index, moment
from tests.factories.dossiers import bring, make_announced_conference
from tests.registrations.clerks import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    for year in (2025, 2026, 2027):
        CalendarYear.objects.create(year=year)
    return make_conference_index(home)


@pytest.fixture
def plan(index):
    plan = YearlyPlan.objects.create(year=2026)
    plan.add_missing_slots()
    return plan


def announce(index, day: date, **fields):
    start = moment(day.year, day.month, day.day, 8)
    conference = make_conference(
        index,
        live=False,
        sessions=[(start, start + timedelta(hours=3), "Xã")],
        opens_at=None,
        closes_at=None,
        **fields,
    )
    conference.save_revision().publish()
    return conference


def texts(now) -> list[str]:
    with translation.override("en"):
        return [one.text for one in reminders(now) if "/2026" in one.text and "Dialogue" in one.text]


@pytest.mark.parametrize(
    ("rhythm", "last_days"),
    [
        (1, ["2026-12-31"]),
        (2, ["2026-06-30", "2026-12-31"]),
        (4, ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
    ],
)
def test_a_plan_has_the_slots_of_its_rhythm(rhythm, last_days):
    plan = YearlyPlan.objects.create(year=2026, rhythm=rhythm)
    plan.add_missing_slots()
    plan.add_missing_slots()

    assert [slot.ends_on.isoformat() for slot in plan.slots.all()] == last_days


def test_months_have_their_own_last_days():
    plan = YearlyPlan.objects.create(year=2028, rhythm=12)
    plan.add_missing_slots()

    assert plan.slots.get(number=2).ends_on == date(2028, 2, 29)


def test_announcing_a_periodic_conference_takes_the_slot_of_its_time(index, plan):
    conference = announce(index, date(2026, 8, 20))

    first, second = plan.slots.all()
    assert first.conference is None
    assert second.conference == conference
    assert YearlyPlan.objects.with_counts().get().announced_count == 1


def test_an_ad_hoc_conference_takes_no_slot(index, plan):
    announce(index, date(2026, 8, 20), kind="ad_hoc")

    assert not PlannedSlot.objects.exclude(conference=None).exists()


def test_a_plan_written_later_finds_what_is_announced_already(index):
    conference = announce(index, date(2026, 3, 20))
    plan = YearlyPlan.objects.create(year=2026)
    plan.add_missing_slots()

    assert [slot.conference for slot in plan.slots.all()] == [conference, None]


def test_a_cancelled_conference_leaves_its_slot_to_the_next_one(index, plan):
    first = announce(index, date(2026, 8, 20))
    bring(first, DossierState.CANCELLED, moment(2026, 8, 1))

    second = announce(index, date(2026, 9, 20))

    assert plan.slots.get(number=2).conference == second


def test_a_second_conference_of_the_half_year_does_not_push_the_first_out(index, plan):
    first = announce(index, date(2026, 8, 20))
    announce(index, date(2026, 9, 20))

    assert plan.slots.get(number=2).conference == first


def test_the_office_is_told_a_month_before_the_last_day_to_announce_and_not_earlier(index, plan):
    # The second slot ends on 31/12, the last day to announce is 24/12.
    plan.slots.filter(number=1).delete()

    assert texts(moment(2026, 11, 23, 23)) == []
    (told,) = texts(moment(2026, 11, 24, 0))
    assert "2/2026" in told
    assert "24/12/2026" in told
    assert not [one for one in reminders(moment(2026, 12, 24, 23)) if one.is_urgent]
    assert [one for one in reminders(moment(2026, 12, 25, 0)) if one.is_urgent]


def test_nobody_is_told_of_a_slot_whose_conference_is_announced_but_of_one_that_is_cancelled(index, plan):
    plan.slots.filter(number=1).delete()
    conference = announce(index, date(2026, 12, 20))
    assert texts(moment(2026, 12, 1)) == []

    bring(conference, DossierState.CANCELLED, moment(2026, 12, 1))
    assert len(texts(moment(2026, 12, 2))) == 1


def test_results_are_asked_for_before_they_are_due_and_overdue_after(index):
    conference = make_announced_conference(index, moment(2026, 6, 1))
    dossier = bring(conference, DossierState.HELD, moment(2026, 6, 20, 8))
    Dossier.objects.filter(pk=dossier.pk).update(ended_at=moment(2026, 6, 20, 11))

    assert not reminders(moment(2026, 6, 25))
    (soon,) = reminders(moment(2026, 6, 30, 23, 59))
    (late,) = reminders(moment(2026, 7, 1, 0, 0))
    assert "30/06/2026" in soon.text
    assert (soon.is_urgent, late.is_urgent) == (False, True)


def test_a_meeting_nobody_has_closed_is_named(index):
    conference = make_announced_conference(index, moment(2026, 6, 1), late_notice_reason="Nhập lại hồ sơ cũ")

    assert not reminders(conference.ends_at - timedelta(seconds=1))
    (told,) = reminders(conference.ends_at)
    assert conference.title in told.text


def test_a_notice_approved_late_without_a_reason_is_named_until_somebody_writes_it(index):
    start = timezone.now() + timedelta(days=2)
    conference = make_announced_conference(index, start - timedelta(days=10))
    (told,) = reminders(timezone.now())
    assert conference.title in told.text

    conference.late_notice_reason = "Cấp trên yêu cầu"
    conference.save_revision().publish()

    assert not reminders(timezone.now())


def test_a_year_without_days_off_is_missed_this_year_and_two_months_ahead(index):
    CalendarYear.objects.all().delete()

    assert [one.is_urgent for one in reminders(moment(2026, 6, 1))] == [True]
    assert [one.is_urgent for one in reminders(moment(2026, 12, 1))] == [True, False]


def test_reminders_stand_on_the_first_page_for_those_who_work_with_files_only(client, index):
    year = timezone.localdate().year
    plan = YearlyPlan.objects.create(year=year - 1)
    PlannedSlot.objects.create(
        yearly_plan=plan, number=9, starts_on=date(year - 1, 1, 1), ends_on=date(year - 1, 12, 31)
    )
    client.force_login(make_user("van-thu", "change_dossier"))
    assert f"9/{year - 1}" in client.get("/admin/").content.decode()
    assert f"9/{year - 1}" in client.get("/admin/conference-files/").content.decode()

    client.force_login(make_user("bien-tap"))
    assert f"9/{year - 1}" not in client.get("/admin/").content.decode()


def test_a_plan_is_written_on_its_screen_and_refuses_a_slot_that_ends_before_it_begins(client, index):
    client.force_login(make_user("van-thu", "add_yearlyplan", "change_yearlyplan", "view_yearlyplan"))

    def data(*slots, **initial):
        return nested_form_data(
            {"year": "2026", "rhythm": "2", "plan": "", "remark": "", "slots": inline_formset(slots, **initial)}
        )

    response = client.post("/admin/yearly-dialogue-plans/new/", data())
    assert response.status_code == 302
    plan = YearlyPlan.objects.get()
    assert plan.slots.count() == 2
    first, second = plan.slots.all()
    rows = [
        {"id": slot.pk, "number": slot.number, "starts_on": starts_on, "ends_on": "2026-06-30", "conference": ""}
        for slot, starts_on in ((first, "2026-01-01"), (second, "2026-07-01"))
    ]

    refused = client.post(f"/admin/yearly-dialogue-plans/edit/{plan.pk}/", data(*rows, initial=2))

    assert refused.status_code == 200
    assert plan.slots.get(number=2).ends_on == date(2026, 12, 31)
    assert client.get("/admin/yearly-dialogue-plans/").status_code == 200
