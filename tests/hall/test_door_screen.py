"""The clerk's screen without JavaScript, and what the script asks for."""

import json
import uuid

import pytest
from django.test import Client

from plans.conferences.dossier import Dossier
from plans.hall.models import CheckIn
from plans.registrations.models import ExportLog, Registration, Seat
from tests.factories.hall import scan_in
from tests.factories.registrations import make_registration
from tests.hall.test_the_door import MORNING
from tests.registrations.clerks import IN_TIME, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clerk):
    client = Client(raise_request_exception=False)
    client.force_login(clerk)
    return client


def door(conference, part="") -> str:
    return f"/admin/hall/{conference.pk}/door/{part}"


def sync(client, conference, *scans):
    return client.post(door(conference, "sync/"), json.dumps({"scans": scans}), content_type="application/json")


def device_scan(code, **fields) -> dict:
    return {"kind": "scan", "nonce": str(uuid.uuid4()), "code": code, "gate": "cửa A", **fields}


@pytest.mark.parametrize("form", ["{code}", "{bare}", "{small}", "https://sotnmt.vn/dang-ky/phieu/{code}/{secret}/"])
def test_a_code_is_taken_however_it_is_typed_or_scanned(conference, desk, form):
    registration = make_registration(conference, IN_TIME)
    code = registration.code
    typed = form.format(
        code=code, secret=registration.secret, bare=code.replace("-", ""), small=f" {code.lower().replace('-', ' ')} "
    )

    page = desk.post(door(conference), {"typed": typed, "gate": "cửa A"})

    assert page.status_code == 200
    assert registration.full_name in page.text
    registration.refresh_from_db()
    assert registration.seat == Seat.ATTENDED


def test_part_of_a_name_or_phone_finds_people_without_checking_anybody_in(conference, desk):
    registration = make_registration(conference, IN_TIME, full_name="Đặng Thị Ánh", phone="+84905111222")

    for typed in ("dang anh", "905 111"):
        page = desk.post(door(conference), {"typed": typed})
        assert registration.code in page.text
    assert "Đặng Thị Ánh" not in desk.post(door(conference), {"typed": "tran"}).text
    assert not CheckIn.objects.exists()


def test_a_name_that_could_be_a_code_is_looked_for_as_a_name_too(conference, desk):
    registration = make_registration(conference, IN_TIME, full_name="Tran Van A")

    assert registration.code in desk.post(door(conference), {"typed": "Tran Van A"}).text


def test_the_absent_are_asked_about_and_let_in_by_a_second_button(conference, desk):
    registration = make_registration(conference, IN_TIME)
    registration.move_seat(Seat.ABSENT, expected=Seat.HELD, actor=None, reason="", now=IN_TIME)

    asked = desk.post(door(conference), {"typed": registration.code})
    assert 'name="confirmed"' in asked.text
    desk.post(door(conference), {"typed": registration.code, "confirmed": "1"})

    registration.refresh_from_db()
    assert registration.seat == Seat.ATTENDED


def test_a_guest_is_entered_once_however_often_the_form_is_sent(conference, desk):
    form = {"action": "walk_in", "nonce": str(uuid.uuid4()), "full_name": "Lò Văn Ỏ", "group_size": "1"}

    for _attempt in range(2):
        page = desk.post(door(conference), form)

    registration = Registration.objects.get()
    assert registration.code in page.text
    assert registration.received_by.username == "o-cua"


def test_a_wrong_phone_keeps_what_was_typed(conference, desk):
    page = desk.post(
        door(conference), {"action": "walk_in", "full_name": "Lò Văn Ỏ", "group_size": "1", "phone": "12"}
    )

    assert 'value="Lò Văn Ỏ"' in page.text
    assert not Registration.objects.exists()


def test_kept_scans_are_taken_in_one_by_one_and_a_bad_one_stops_none(conference, desk):
    registration = make_registration(conference, IN_TIME)
    answer = sync(
        desk,
        conference,
        {"nonce": "kein"},
        {"nonce": ["x"], "code": {}},
        device_scan(12),
        device_scan("\x00" * 9),
        device_scan(registration.code, at="gestern"),
        {"kind": "walk_in", "nonce": str(uuid.uuid4()), "full_name": "1", "group_size": "x"},
        {"kind": "walk_in", "nonce": str(uuid.uuid4()), "full_name": "Y Moan", "group_size": 2, "phone": None},
    )

    outcomes = [result["outcome"] for result in answer.json()["results"]]
    assert outcomes == ["refused", "refused", "unknown", "unknown", "admitted", "refused", "admitted"]
    assert answer.json()["present"] == 3
    assert "no-store" in answer["Cache-Control"]


def test_the_time_of_the_device_is_kept_beside_the_servers(conference, desk):
    registration = make_registration(conference, IN_TIME)

    sync(desk, conference, device_scan(registration.code, at="2026-06-20T01:01:00.000Z"))
    again = sync(desk, conference, device_scan(registration.code))

    check_in = CheckIn.objects.get()
    assert check_in.received_at > check_in.scanned_at
    assert "08:01" in again.json()["results"][0]["message"]


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"scans": 3}', "\x00", '{"scans": ' + "[" * 5000])
def test_what_is_no_list_of_scans_is_refused_clearly(conference, desk, body):
    answer = desk.post(door(conference, "sync/"), body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["message"]


def test_the_list_for_the_device_holds_no_more_than_it_needs(conference, desk):
    registration = make_registration(conference, IN_TIME, email="an@example.vn")

    rows = desk.get(door(conference, "people/"))

    assert rows.json() == {"people": [[registration.code, registration.full_name, 1, "held"]]}
    assert "no-store" in rows["Cache-Control"]


def test_taking_back_twice_says_that_it_was_done(conference, desk):
    admission = scan_in(make_registration(conference, IN_TIME), MORNING)
    form = {"check_in": admission.check_in.pk}

    assert "flash--success" in desk.post(door(conference, "undo/"), form, follow=True).text
    assert "flash--warning" in desk.post(door(conference, "undo/"), form, follow=True).text
    assert desk.post(door(conference, "undo/"), {"check_in": "9" * 40}).status_code == 404


def test_only_clerks_of_the_door_see_it(conference, leader):
    outsider = make_user("bien-tap")
    for user, ways in (
        (outsider, ("door/", "attendance/", "chair/", "projector/")),
        (leader, ("door/", "attendance/")),
    ):
        client = Client()
        client.force_login(user)
        for way in ways:
            assert client.get(f"/admin/hall/{conference.pk}/{way}").status_code == 302
        answer = client.get(door(conference, "people/"), headers={"X-Requested-With": "XMLHttpRequest"})
        assert answer.status_code == 403
    assert Client().get(door(conference)).status_code == 302
    client.force_login(outsider)
    assert client.get("/admin/hall/").status_code in {302, 403}


def test_the_printed_list_is_by_given_name_with_lines_for_companions_and_guests(conference, desk):
    for name in ("Trần Văn Đức", "Lê Thị Dung", "Phạm Ên", "Nguyễn Văn An"):
        Registration.objects.filter(pk=make_registration(conference, IN_TIME, full_name=name).pk).update(seat="held")
    group = make_registration(conference, IN_TIME, full_name="Vũ Ánh", group_size=3)
    Registration.objects.filter(pk=group.pk).update(seat="attended")

    text = desk.get(f"/admin/hall/{conference.pk}/attendance/?blank=2").text

    places = [text.index(name) for name in ("Nguyễn Văn An", "Vũ Ánh", "Lê Thị Dung", "Trần Văn Đức", "Phạm Ên")]
    assert places == sorted(places)
    assert text.count("signatures__companion") == 2
    assert "<td>7</td>" in text
    assert "<td>8</td>" not in text
    assert ExportLog.objects.get().row_count == 5


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:00", "2026-06-20T08:00"])
def test_a_device_with_a_broken_clock_stops_nobody(conference, desk, at):
    registration = make_registration(conference, IN_TIME)
    response = sync(desk, conference, device_scan(registration.code, at=at))
    assert [each["outcome"] for each in response.json()["results"]] == ["admitted"]
    assert CheckIn.objects.get().scanned_at is None


def test_a_guest_is_not_entered_for_a_conference_that_does_not_take_place(conference, desk):
    Dossier.objects.of(conference)
    Dossier.objects.filter(conference=conference).update(state="not_held")
    guest = {"kind": "walk_in", "nonce": str(uuid.uuid4()), "full_name": "Lê Thị Na", "group_size": 1}
    assert [each["outcome"] for each in sync(desk, conference, guest).json()["results"]] == ["not_now"]


def test_a_guest_is_never_taken_for_a_form_with_the_same_key(conference, desk):
    online = make_registration(conference, IN_TIME)
    guest = {"kind": "walk_in", "nonce": str(online.submission_key), "full_name": "Lê Thị Na", "group_size": 1}
    answers = [sync(desk, conference, guest).json()["results"][0] for _time in range(2)]
    assert [each["outcome"] for each in answers] == ["admitted", "admitted"]
    assert answers[0]["code"] == answers[1]["code"] != online.code
