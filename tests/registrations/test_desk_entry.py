"""Forms on paper, by phone and at the desk: typed in by a clerk, under the same rules as online."""

import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from plans.conferences.dossier import Dossier
from plans.questions.models import Source
from plans.registrations.models import BlankSlip, Enclosure, Registration, Seat
from tests.factories.conferences import make_conference, make_conference_index
from tests.factories.registrations import make_registration

from .clerks import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/registrations/entry/"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


@pytest.fixture
def clerk(client):
    client.force_login(make_user("can-bo", "view_registration", "change_registration", "view_question"))
    return client


def sheet(conference, **fields) -> dict:
    """What a clerk types at least, and `fields` besides."""
    now = timezone.localtime()
    return {
        "conference": conference.pk,
        "channel": "paper",
        "received_on": f"{now:%d/%m/%Y}",
        "received_time": "00:00",
        "full_name": "Phạm Thị Lành",
        "applicant_kind": "citizen",
        "participation": "in_person",
        "group_size": "1",
        "question_1": "Bao giờ sửa đường thôn 3?",
        "consent": "on",
        "key": str(uuid.uuid4()),
        "next": "1",
        **fields,
    }


def test_a_name_and_a_question_are_enough_and_the_next_sheet_comes_up(clerk, conference):
    response = clerk.post(ADDRESS, sheet(conference, channel="phone", register_number="125"), follow=True)

    registration = Registration.objects.get()
    assert registration.channel == "phone"
    assert registration.register_number == "125"
    assert registration.received_by == User.objects.get(username="can-bo")
    assert registration.seat == Seat.HELD
    assert registration.answer_by == "collect"
    assert registration.questions.get().source == Source.PHONE
    assert registration.events.first().actor.username == "can-bo"
    page = response.content.decode()
    assert response.redirect_chain[0][0].startswith(ADDRESS)
    assert registration.code in page
    # The pile goes on as it was: same conference and channel, everything else empty.
    assert response.context["form"]["channel"].value() == "phone"
    assert str(response.context["form"]["conference"].value()) == str(conference.pk)
    assert response.context["form"]["full_name"].value() is None


def test_the_clerk_is_warned_when_the_answer_can_only_be_collected(clerk, conference):
    alone = clerk.post(ADDRESS, sheet(conference), follow=True)
    reachable = clerk.post(ADDRESS, sheet(conference, phone="0912 345 678", full_name="Y Moan Ênuôl"), follow=True)

    warned = [[str(message) for message in response.context["messages"]] for response in (alone, reachable)]
    assert len(warned[0]) == len(warned[1]) + 1


def test_the_open_conference_and_the_hour_of_today_stand_there_already(clerk, conference):
    form = clerk.get(ADDRESS).context["form"]

    assert form["conference"].value() == conference.pk
    assert form["received_on"].value() == f"{timezone.localtime():%d/%m/%Y}"


def test_the_stamp_decides_whether_a_form_is_late_and_is_never_later_than_now(clerk, index):
    now = timezone.now()
    closed = make_conference(
        index,
        opens_at=now - timedelta(days=20),
        closes_at=now - timedelta(days=2),
        sessions=[(now + timedelta(days=9), now + timedelta(days=9, hours=3), "Hội trường")],
    )
    in_time = timezone.localtime(now - timedelta(days=3))
    tomorrow = timezone.localtime(now + timedelta(days=1))

    clerk.post(ADDRESS, sheet(closed, received_on=f"{in_time:%d/%m/%Y}", phone="0912345678"))
    clerk.post(ADDRESS, sheet(closed, full_name="Lò Thị Mai"))
    refused = clerk.post(ADDRESS, sheet(closed, received_on=f"{tomorrow:%d/%m/%Y}"))

    states = dict(Registration.objects.values_list("full_name", "form_state"))
    assert states == {"Phạm Thị Lành": "sent", "Lò Thị Mai": "late"}
    assert Registration.objects.get(form_state="sent").received_at.date() < now.date()
    assert refused.status_code == 422
    assert "received_on" in refused.context["form"].errors


def test_a_full_hall_puts_paper_on_the_waiting_list_like_everybody(clerk, index):
    small = make_conference(
        index,
        opens_at=timezone.now() - timedelta(days=1),
        closes_at=timezone.now() + timedelta(days=1),
        sessions=[(timezone.now() + timedelta(days=9), timezone.now() + timedelta(days=9, hours=3), "")],
        capacity=1,
    )
    make_registration(small, timezone.now())

    clerk.post(ADDRESS, sheet(small, received_time=f"{timezone.localtime():%H:%M}"))

    assert Registration.objects.get(channel="paper").seat == Seat.WAITING


@pytest.mark.parametrize(
    "wrong",
    [
        {"full_name": ""}, {"question_1": " \x00 "}, {"consent": ""}, {"received_on": "31/31/2026"},
        {"received_on": "1/1/26"}, {"received_time": "25:00"}, {"conference": "999999"}, {"conference": "abc"},
        {"channel": "online"}, {"key": "x"}, {"phone": "123"}, {"email": "a@b"}, {"slip_code": "DT-P000-0000"},
        {"slip_code": "\x00"}, {"question_1": "đ" * 4000}, {"group_size": "-1"}, {"subject_field": "9999999"},
        {"answer_by": "post"}, {"answer_by": "email"}, {"received_on": "1/1/2001"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(clerk, conference, wrong):
    typed = sheet(conference, postal_address="" if "answer_by" in wrong else "Thôn 3") | wrong

    response = clerk.post(ADDRESS, typed)

    if wrong == {"slip_code": "\x00"}:  # nothing anybody can see: no code
        assert response.status_code == 302
        return
    assert response.status_code == 422
    assert Registration.objects.count() == 0
    assert wrong.get("full_name", "Phạm Thị Lành") in response.content.decode()


def test_a_phone_number_nobody_can_read_is_kept_as_written_when_the_clerk_says_so(clerk, conference):
    refused = clerk.post(ADDRESS, sheet(conference, phone="091x mờ số"))
    kept = clerk.post(ADDRESS, sheet(conference, phone="091x mờ số", keep_phone="on"))

    assert 'name="keep_phone"' in refused.content.decode()
    assert kept.status_code == 302
    assert (Registration.objects.get().phone, Registration.objects.get().phone_as_typed) == ("", "091x mờ số")


def test_pressing_twice_saves_once_and_changed_text_under_one_key_is_no_second_form(clerk, conference):
    typed = sheet(conference)

    clerk.post(ADDRESS, typed)
    clerk.post(ADDRESS, typed)
    changed = clerk.post(ADDRESS, typed | {"question_1": "Một câu hỏi khác hẳn"})

    assert Registration.objects.count() == 1
    assert changed.status_code == 422
    assert Registration.objects.get().code in changed.content.decode()


def test_several_questions_of_one_sheet_become_questions_of_one_form(clerk, conference):
    clerk.post(ADDRESS, sheet(conference, question_2="Bao giờ có nước sạch?", question_4="Chợ mở khi nào?"))

    questions = Registration.objects.get().questions.order_by("number")
    assert [question.text for question in questions][1:] == ["Bao giờ có nước sạch?", "Chợ mở khi nào?"]


def test_the_scan_is_kept_privately_and_opened_by_clerks_only(clerk, conference, client):
    clerk.post(ADDRESS, sheet(conference, scan=SimpleUploadedFile("CCCD của tôi.exe", PNG)))

    scan = Enclosure.objects.get()
    assert (scan.content_type, scan.name[-4:]) == ("image/png", ".png")
    address = f"/admin/registrations/{scan.registration_id}/files/{scan.pk}/"
    response = clerk.get(address)
    assert b"".join(response.streaming_content) == PNG
    assert "attachment" in response["Content-Disposition"]
    client.force_login(make_user("bien-tap", "change_page"))
    assert client.get(address).status_code == 302


def test_a_file_that_only_says_it_is_a_picture_is_refused(clerk, conference):
    response = clerk.post(ADDRESS, sheet(conference, scan=SimpleUploadedFile("a.png", b"MZ" + b"\x00" * 30)))

    assert response.status_code == 422
    assert Registration.objects.count() == 0


def test_a_slip_keeps_its_code_and_is_entered_once(clerk, conference):
    actor = User.objects.get(username="can-bo")
    slip, spare = BlankSlip.objects.print_run(conference, 2, actor=actor, now=timezone.now())

    first = clerk.post(ADDRESS, sheet(conference, slip_code=slip.code.lower().replace("-", " ")))
    second = clerk.post(ADDRESS, sheet(conference, slip_code=slip.code, full_name="Người khác"))

    assert first.status_code == 302
    slip.refresh_from_db()
    assert Registration.objects.get().code == slip.code
    assert slip.registration == Registration.objects.get()
    assert second.status_code == 422
    assert "Phạm Thị Lành" in second.content.decode()
    assert list(BlankSlip.objects.unused()) == [spare]


def test_a_slip_of_another_conference_is_refused_with_its_name(clerk, conference, index):
    other = make_conference(index, title="Đối thoại thanh niên")
    slip = BlankSlip.objects.print_run(other, 1, actor=User.objects.get(username="can-bo"), now=timezone.now())[0]

    response = clerk.post(ADDRESS, sheet(conference, slip_code=slip.code))

    assert response.status_code == 422
    assert "Đối thoại thanh niên" in response.content.decode()


@pytest.mark.parametrize(
    "typed", [{"phone": "0912 345 678"}, {"name": "pham thi lanh"}, {"text": "bao giờ sửa đường thôn 3 ạ?"}]
)
def test_forms_that_look_alike_are_shown_while_the_clerk_types(clerk, conference, typed):
    known = make_registration(
        conference,
        timezone.now(),
        full_name="Phạm Thị Lành",
        phone="+84912345678",
        question="Bao giờ sửa đường thôn 3 ạ? Dân chờ lâu rồi.",
    )

    page = clerk.post(f"{ADDRESS}hints/", {"conference": conference.pk, **typed}).content.decode()
    other = clerk.post(f"{ADDRESS}hints/", {"conference": conference.pk, "phone": "0988 777 666"}).content.decode()

    assert known.code in page
    assert known.code not in other
    assert re.search(r"\d", page)


def test_hints_of_a_restricted_question_are_for_those_who_may_read_it(clerk, conference):
    known = make_registration(conference, timezone.now(), question="Tôi tố cáo ông A nhận tiền của dân")
    known.questions.update(is_restricted=True)
    typed = {"conference": conference.pk, "text": "Tôi tố cáo ông A nhận tiền"}

    assert known.code not in clerk.post(f"{ADDRESS}hints/", typed).content.decode()


def test_only_those_who_may_change_registrations_enter_any(client, conference):
    client.force_login(make_user("chi-xem", "view_registration"))

    assert client.get(ADDRESS).status_code == 302
    assert client.post(ADDRESS, sheet(conference)).status_code == 302
    assert client.post(f"{ADDRESS}hints/", {"conference": conference.pk, "name": "Phạm"}).status_code == 302
    assert Registration.objects.count() == 0


def test_nobody_is_seated_in_a_conference_that_is_over(clerk, home):
    now = timezone.now()
    held = make_conference(
        make_conference_index(home),
        opens_at=now - timedelta(days=30),
        closes_at=now - timedelta(days=10),
        sessions=[(now - timedelta(days=3), now - timedelta(days=3, hours=-3), "")],
    )

    assert clerk.post(ADDRESS, sheet(held)).status_code == 422
    assert clerk.post(ADDRESS, sheet(held, participation="in_writing")).status_code == 302


@pytest.mark.parametrize("state", ["cancelled", "not_held", "closed"])
def test_a_sheet_for_a_conference_called_off_or_closed_is_refused_with_a_reason(clerk, conference, state):
    Dossier.objects.of(conference)
    Dossier.objects.filter(conference=conference).update(state=state)
    response = clerk.post(ADDRESS, sheet(conference))
    assert response.status_code == 422
    assert "Bao giờ sửa đường thôn 3?" in response.content.decode()
    assert not Registration.objects.exists()
