"""The office's screens of conference files: who may take which step, and what a stale screen may not do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans.conferences.dossier import Dossier, DossierState, asking_to_close
from plans.conferences.models import ConferencePage
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.dossiers import bring, make_announced_conference
from tests.factories.site import make_translation
from tests.registrations.clerks import make_user

pytestmark = pytest.mark.django_db
S = DossierState


@pytest.fixture
def index(home):
    return make_conference_index(home)


@pytest.fixture
def clerk(client):
    client.force_login(make_user("van-thu", "view_dossier", "change_dossier"))
    return client


@pytest.fixture
def leader(client):
    client.force_login(make_user("lanh-dao", "view_dossier", "approve_dossier"))
    return client


def address(dossier) -> str:
    return f"/admin/conference-files/{dossier.pk}/"


def take(client, dossier, step: str, **fields):
    """Press the button of `step` on a screen that shows `dossier` as it is in memory."""
    values = {"expected": dossier.state, "seen": dossier.sequence, **fields}
    return client.post(address(dossier), {"step": step} | {f"{step}-{name}": value for name, value in values.items()})


def new_times(conference, start, **fields) -> dict:
    return {
        "closes_at": timezone.localtime(conference.closes_at).strftime("%Y-%m-%d %H:%M"),
        "reason": "Hội trường sửa chữa",
        "public_note": "Chuyển sang hội trường B",
        "sessions-TOTAL_FORMS": 1,
        "sessions-INITIAL_FORMS": 1,
        "sessions-0-starts_at": timezone.localtime(start).strftime("%Y-%m-%d %H:%M"),
        "sessions-0-ends_at": timezone.localtime(start + timedelta(hours=3)).strftime("%Y-%m-%d %H:%M"),
        "sessions-0-venue": "Hội trường B",
        "sessions-0-online_link": "",
        **fields,
    }


def held_today(index, state=S.ANNOUNCED) -> Dossier:
    """A conference whose day is today, its file in `state`."""
    conference = make_announced_conference(index, timezone.now() - timedelta(days=10))
    return bring(conference, state, timezone.now())


def test_the_list_shows_files_with_state_and_date_to_those_who_may_look(client, clerk, index):
    dossier = held_today(index, S.HELD)

    page = clerk.get("/admin/conference-files/").content.decode()

    assert dossier.conference.title in page
    assert str(dossier.get_state_display()) in page
    client.force_login(make_user("bien-tap"))
    assert client.get("/admin/conference-files/").status_code == 302
    assert client.get(address(dossier)).status_code == 302


def test_a_clerk_opens_and_closes_the_meeting_and_reports_while_the_leader_publishes(client, clerk, index):
    dossier = held_today(index)

    assert take(clerk, dossier, "open").status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == S.RUNNING
    assert dossier.started_at is not None
    take(clerk, dossier, "end")
    dossier.refresh_from_db()
    assert dossier.state == S.HELD
    assert dossier.ended_at is not None
    take(clerk, dossier, "publish_results")
    dossier.refresh_from_db()
    assert dossier.state == S.HELD, "the clerk published what a leader approves"

    client.force_login(make_user("lanh-dao", "approve_dossier"))
    take(client, dossier, "publish_results")
    dossier.refresh_from_db()
    assert dossier.state == S.RESULTS_PUBLISHED
    assert dossier.events.last().actor_name == "lanh-dao"


def test_who_may_only_look_is_offered_no_step_and_can_take_none(client, index):
    dossier = held_today(index)
    client.force_login(make_user("xem", "view_dossier"))

    page = client.get(address(dossier)).content.decode()

    assert 'name="step"' not in page
    take(client, dossier, "open")
    dossier.refresh_from_db()
    assert dossier.state == S.ANNOUNCED


def test_opening_days_before_is_taken_for_a_slip(clerk, index):
    dossier = Dossier.objects.of(make_announced_conference(index, timezone.now()))

    assert take(clerk, dossier, "open").status_code == 422
    dossier.refresh_from_db()
    assert dossier.state == S.ANNOUNCED


@pytest.mark.parametrize("missing", ["reason", "public_note"])
def test_calling_off_needs_a_reason_and_words_for_the_citizens_and_keeps_what_was_typed(leader, index, missing):
    dossier = Dossier.objects.of(make_announced_conference(index, timezone.now()))
    texts = {"reason": "Bão số 5", "public_note": "Hội nghị huỷ vì bão"}

    refused = take(leader, dossier, "cancel", **{**texts, missing: " "})

    assert refused.status_code == 422
    kept = {**texts, missing: ""}
    for text in filter(None, kept.values()):
        assert text in refused.content.decode()
    assert take(leader, dossier, "cancel", **texts).status_code == 302
    dossier.refresh_from_db()
    assert dossier.state == S.CANCELLED
    assert dossier.sequence == 1


def test_a_stale_screen_changes_nothing_and_says_so(leader, index):
    dossier = Dossier.objects.of(make_announced_conference(index, timezone.now()))
    stale = Dossier.objects.get()
    bring(dossier.conference, S.CANCELLED, timezone.now(), public_note="Huỷ")

    for step in ("open", "cancel", "reschedule"):
        response = leader.post(
            address(stale),
            {"step": step, f"{step}-expected": stale.state, f"{step}-seen": stale.sequence},
            follow=True,
        )
        assert response.status_code == 200
        assert "messages" in response.content.decode()
    dossier.refresh_from_db()
    assert dossier.state == S.CANCELLED
    assert dossier.events.count() == 2


def test_two_changes_of_time_decided_on_the_same_screen_do_not_overwrite_each_other(leader, index):
    conference = make_announced_conference(index, timezone.now())
    stale = Dossier.objects.of(conference)
    first, second = conference.starts_at + timedelta(days=3), conference.starts_at + timedelta(days=5)

    assert take(leader, stale, "reschedule", **new_times(conference, first)).status_code == 302
    take(leader, stale, "reschedule", **new_times(conference, second))

    conference = ConferencePage.objects.get()
    assert timezone.localdate(conference.starts_at) == timezone.localdate(first)
    assert Dossier.objects.get().sequence == 1


def test_changing_the_time_publishes_the_page_and_its_translation_and_writes_one_step(leader, client, index, english):
    conference = make_announced_conference(index, timezone.now())
    index.copy_for_translation(english, copy_parents=True)
    translated = make_translation(conference, "A conference")
    dossier = Dossier.objects.of(conference)
    start = conference.starts_at + timedelta(days=4)

    response = take(leader, dossier, "reschedule", **new_times(conference, start))

    assert response.status_code == 302
    dossier.refresh_from_db()
    assert (dossier.state, dossier.sequence, dossier.events.count()) == (S.ANNOUNCED, 1, 2)
    for page in (conference, translated):
        page = ConferencePage.objects.get(pk=page.pk)
        assert timezone.localdate(page.starts_at) == timezone.localdate(start)
        assert page.sessions.get().venue == "Hội trường B"
        assert not page.has_unpublished_changes
    public = client.get(conference.url).content.decode()
    assert "Chuyển sang hội trường B" in public
    assert "<s>" in public
    assert "Hội trường Sở" in public
    assert conference.sessions.get().pk == ConferencePage.objects.get(pk=conference.pk).sessions.get().pk


@pytest.mark.parametrize(
    "fields",
    [
        {"sessions-0-ends_at": "2020-01-01 08:00"},
        {"sessions-0-starts_at": "31/6/2030 08:00"},
        {"sessions-0-starts_at": "3022-06-05 08:00", "sessions-0-ends_at": "3022-06-05 09:00"},
        {"sessions-0-starts_at": "2020-06-05 08:00", "sessions-0-ends_at": "2020-06-05 09:00"},
        {"sessions-TOTAL_FORMS": 0, "sessions-INITIAL_FORMS": 0},
        {"sessions-TOTAL_FORMS": "x"},
        {"closes_at": "2029-01-01 08:00"},
        {"reason": ""},
    ],
)
def test_new_times_that_make_no_sense_are_refused_beside_the_form(leader, index, fields):
    conference = make_announced_conference(index, timezone.now())
    dossier = Dossier.objects.of(conference)
    start = conference.starts_at + timedelta(days=4)

    response = take(leader, dossier, "reschedule", **new_times(conference, start, **fields))

    assert response.status_code == 422
    assert Dossier.objects.get().sequence == 0
    assert ConferencePage.objects.get().starts_at == conference.starts_at


def test_an_unpublished_draft_is_not_published_along_by_changing_the_time(leader, index):
    conference = make_announced_conference(index, timezone.now())
    conference.summary = "Chưa duyệt"
    conference.save_revision()
    dossier = Dossier.objects.of(conference)

    response = take(leader, dossier, "reschedule", **new_times(conference, conference.starts_at + timedelta(days=4)))

    assert response.status_code == 422
    assert ConferencePage.objects.get().summary == ""
    assert ConferencePage.objects.get().starts_at == conference.starts_at


def test_a_report_keeps_number_day_and_addressee_and_none_is_dated_tomorrow(clerk, index):
    dossier = held_today(index, S.RESULTS_PUBLISHED)
    report = {"report_number": "25/BC-UBND", "reported_to": "UBND tỉnh"}
    tomorrow = timezone.localdate() + timedelta(days=1)

    assert take(clerk, dossier, "report", **report, reported_on=f"{tomorrow:%Y-%m-%d}").status_code == 422
    assert take(clerk, dossier, "report", **report, reported_on=f"{timezone.localdate():%Y-%m-%d}").status_code == 302

    dossier.refresh_from_db()
    assert (dossier.state, dossier.report_number, dossier.reported_to) == (S.REPORTED, "25/BC-UBND", "UBND tỉnh")


def test_closing_is_refused_with_every_sentence_that_speaks_against_it(leader, index):
    dossier = held_today(index, S.REPORTED)

    def object_twice(sender, dossier, now, **kwargs):
        return ["Còn 2 câu hỏi chưa trả lời.", "Còn 1 công văn chưa gửi."]

    asking_to_close.connect(object_twice)
    try:
        refused = take(leader, dossier, "close")
    finally:
        asking_to_close.disconnect(object_twice)

    assert refused.status_code == 422
    for sentence in ("Còn 2 câu hỏi chưa trả lời.", "Còn 1 công văn chưa gửi."):
        assert sentence in refused.content.decode()
    assert Dossier.objects.get().state == S.REPORTED
    take(leader, dossier, "close")
    assert Dossier.objects.get().state == S.CLOSED


def test_the_screen_of_a_draft_leads_to_its_page_and_has_no_step(leader, index):
    conference = make_open_conference(index, timezone.now(), live=False)

    page = leader.get(address(Dossier.objects.of(conference))).content.decode()

    assert 'name="step"' not in page


@pytest.mark.parametrize("junk", ["", "khong-co", "open\x00"])
def test_an_unknown_step_is_no_error(clerk, index, junk):
    dossier = held_today(index)

    assert clerk.post(address(dossier), {"step": junk}).status_code == 302
    assert (
        clerk.post(address(dossier), {"step": "open", "open-expected": "x" * 99, "open-seen": "-5"}).status_code == 422
    )
