"""Calendar files: read again by a calendar's library, and looked at octet by octet."""

from datetime import UTC, timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from plans.conferences.calendar_files import calendar_file
from plans.conferences.dossier import DossierState
from plans.conferences.models import ConferencePage
from tests.factories.conferences import make_conference, make_conference_index, moment
from tests.factories.dossiers import bring, make_announced_conference
from tests.factories.site import make_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return make_conference_index(home)


def events_of(content: bytes) -> list:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def get(client, conference):
    return client.get(f"/lich/{conference.pk}.ics")


def reloaded(conference) -> ConferencePage:
    return ConferencePage.objects.get(pk=conference.pk)


def test_a_session_at_eight_in_viet_nam_begins_at_one_in_greenwich(client, index):
    conference = make_conference(index, contact_email="vanphong@so.vn")

    response = get(client, conference)

    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    (event,) = events_of(response.content)
    assert event.decoded("dtstart").astimezone(UTC) == moment(2026, 6, 20, 8)
    assert event.decoded("dtend") == moment(2026, 6, 20, 11, 30)
    assert b"DTSTART:20260620T010000Z\r\n" in response.content
    assert str(event["location"]) == "Hội trường Sở, 202A Trường Chinh"
    assert str(event["status"]) == "CONFIRMED"
    assert str(event["organizer"]) == "mailto:vanphong@so.vn"
    assert "dtstamp" in event


def test_the_file_is_the_same_octet_for_octet_when_nothing_has_changed(client, index):
    conference = make_announced_conference(index, timezone.now())

    assert get(client, conference).content == get(client, conference).content


def test_lines_end_in_crlf_and_hold_at_most_75_octets_of_whole_letters(client, index):
    conference = make_conference(index, title="Đối thoại về nghị quyết, chế độ; chính sách người lao động " * 3)

    content = get(client, conference).content

    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(len(line) for line in lines) <= 75
    assert max(len(line) for line in lines) > 60, "nothing had to be folded"
    for line in lines:
        line.decode()


def test_commas_semicolons_backslashes_and_new_lines_are_escaped_and_come_back(client, index):
    title = r"Thuế, phí; lệ phí \ 100%: hỏi – đáp"
    summary = "Dòng một, hai; ba\nDòng bốn\\n BEGIN:VEVENT"
    conference = make_conference(index, title=title, summary=summary)

    content = get(client, conference).content

    (event,) = events_of(content)
    assert str(event["summary"]) == title
    assert str(event["description"]).startswith(summary)
    unfolded = content.replace(b"\r\n ", b"").decode()
    assert r"SUMMARY:Thuế\, phí\; lệ phí \\ 100%: hỏi – đáp" in unfolded
    assert unfolded.count("\r\nBEGIN:VEVENT\r\n") == 1


def test_a_unit_with_quotes_colons_or_new_lines_cannot_break_out_of_its_place(index):
    conference = make_conference(index, contact_unit='Phòng "một cửa": số 1; tầng 2, phía đông')
    conference.contact_unit = 'Phòng "X"\r\nATTENDEE:mailto:ai@do.vn'

    content = calendar_file(conference)

    (event,) = events_of(content)
    assert "attendee" not in event
    assert b"\r\nATTENDEE" not in content


def test_a_changed_time_keeps_the_uid_and_raises_the_sequence(client, index):
    conference = make_announced_conference(index, timezone.now())
    (before,) = events_of(get(client, conference).content)
    row = conference.sessions.get()
    row.starts_at += timedelta(minutes=30)
    conference.sessions = [row]
    conference.save_revision().publish()

    (after,) = events_of(get(client, conference).content)

    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("dtstart") - before.decoded("dtstart") == timedelta(minutes=30)


@pytest.mark.parametrize("state", [DossierState.CANCELLED, DossierState.NOT_HELD])
def test_calling_off_cancels_the_very_event(client, index, state):
    conference = make_announced_conference(index, timezone.now())
    (before,) = events_of(get(client, conference).content)
    bring(conference, state, timezone.now())

    response = get(client, conference)

    assert response["Content-Type"].endswith("method=CANCEL")
    assert b"\r\nMETHOD:CANCEL\r\n" in response.content
    (after,) = events_of(response.content)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert str(after["status"]) == "CANCELLED"


def test_several_sessions_are_several_events_and_one_that_is_dropped_is_cancelled(client, index):
    sessions = [
        (moment(2026, 6, 21, 8), moment(2026, 6, 21, 11), "Xã B"),
        (moment(2026, 6, 20, 8), moment(2026, 6, 20, 11), "Xã A"),
    ]
    conference = make_conference(index, sessions=sessions, live=False)
    conference.save_revision().publish()
    first, second = events_of(get(client, conference).content)
    assert [str(one["location"]) for one in (first, second)] == ["Xã A", "Xã B"]
    assert first["uid"] != second["uid"]

    conference = reloaded(conference)
    conference.sessions = [row for row in conference.sessions.all() if row.venue == "Xã A"]
    conference.save_revision().publish()

    kept, dropped = events_of(get(client, conference).content)
    assert (str(kept["status"]), str(dropped["status"])) == ("CONFIRMED", "CANCELLED")
    assert (kept["uid"], dropped["uid"]) == (first["uid"], second["uid"])


def test_a_translation_has_the_same_event_in_its_own_words(client, index, english):
    conference = make_announced_conference(index, timezone.now())
    index.copy_for_translation(english, copy_parents=True)
    translated = make_translation(conference, "Dialogue conference")

    (vietnamese,) = events_of(get(client, conference).content)
    (other,) = events_of(client.get(f"/en/lich/{translated.pk}.ics").content)

    assert other["uid"] == vietnamese["uid"]
    assert str(other["summary"]) == "Dialogue conference"


def test_drafts_private_and_undated_conferences_have_no_file(client, index):
    draft = make_conference(index, live=False)
    undated = make_conference(index, sessions=[])
    private = make_conference(index)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    for conference in (draft, undated, private):
        assert get(client, conference).status_code == 404
    assert client.get("/lich/999999.ics").status_code == 404
    assert client.get(f"/lich/{'9' * 30}.ics").status_code == 404
    assert get(client, make_conference(index)).status_code == 200


def test_the_feed_holds_the_published_conferences_of_its_language_with_those_called_off_marked(client, index, english):
    now = timezone.now()
    coming = make_announced_conference(index, now, title="Sắp tới")
    cancelled = make_announced_conference(index, now, title="Đã huỷ")
    bring(cancelled, DossierState.CANCELLED, now)
    make_announced_conference(index, now - timedelta(days=900), title="Đã lâu")
    make_conference(index, title="Bản nháp", live=False)
    index.copy_for_translation(english, copy_parents=True)
    make_translation(coming, "Coming up")

    response = client.get("/lich/hoi-nghi.ics")

    assert response["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    found = {str(event["summary"]): str(event["status"]) for event in events_of(response.content)}
    assert found == {"Sắp tới": "CONFIRMED", "Đã huỷ": "CANCELLED"}
    assert Calendar.from_ical(response.content)["x-wr-calname"]


def test_the_feed_asks_no_more_of_the_database_for_many_conferences(client, index, django_assert_max_num_queries):
    now = timezone.now()
    for _number in range(2):
        make_announced_conference(index, now)
    client.get("/lich/hoi-nghi.ics")
    with django_assert_max_num_queries(20) as few:
        client.get("/lich/hoi-nghi.ics")
    for _number in range(6):
        make_announced_conference(index, now)

    with django_assert_max_num_queries(len(few)):
        assert len(events_of(client.get("/lich/hoi-nghi.ics").content)) == 8


def test_the_page_and_the_list_link_to_their_calendars(client, index):
    conference = make_announced_conference(index, timezone.now())

    assert f'href="/lich/{conference.pk}.ics"' in client.get(conference.url).content.decode()
    assert 'href="/lich/hoi-nghi.ics"' in client.get(index.url).content.decode()
