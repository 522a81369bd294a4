"""What people can ask for about their own data, and the clocks that run then."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms.outbox.models import Message
from plans.correspondence.calls import CallTask
from plans.correspondence.notices import Notice
from plans.privacy.erasing_on_request import carry_out, erase_what_waited
from plans.privacy.models import DataRequest, RequestKind, RequestState
from plans.questions.models import LetterWay, Question
from plans.registrations import notices
from plans.registrations.models import ExportLog
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.privacy import (
    NAME,
    TRACES,
    leave_traces,
    make_conference_to_erase,
    make_known_person,
    make_settled_person,
)
from tests.factories.registrations import make_registration
from tests.factories.reports import make_prepared_letter, owe
from tests.registrations.clerks import make_user
from tests.registrations.own_page import address_of, signed

from .searching import files_holding, tables_holding

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def form(home, now):
    return make_registration(make_open_conference(make_conference_index(home), now), now, email="hoa@example.vn")


@pytest.fixture
def old_conference(home, now):
    return make_conference_to_erase(home, now)


@pytest.fixture
def officer(client):
    client.force_login(make_user("phu-trach", "view_datarequest", "change_datarequest", "confirm_erasure"))
    return client


def sent_in(conference):
    return conference.closes_at - timedelta(days=1)


def press(visitor, registration, action: str, **fields):
    data = {**fields, "action": action, "form_token": signed(f"own-data:{registration.pk}"), "website_address": ""}
    return visitor.post(address_of(registration, "du-lieu/"), data)


def ask_to_erase(registration, now) -> DataRequest:
    return DataRequest.objects.receive(RequestKind.ERASURE, received_at=now, now=now, registration=registration)


def test_asking_twice_is_one_request(visitor, form):
    for _press in range(2):
        assert press(visitor, form, "yeu-cau", kind="erasure", words="").status_code == 303

    assert DataRequest.objects.count() == 1


def test_a_correction_says_what_is_wrong(visitor, form):
    response = press(visitor, form, "yeu-cau", kind="correction", words=" ")

    assert response.status_code == 422
    assert 'href="#id_words"' in response.content.decode()
    assert not DataRequest.objects.exists()


def test_looking_at_the_page_changes_nothing_and_is_kept_by_nobody(visitor, form):
    page = visitor.get(address_of(form, "du-lieu/"))

    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == visitor.get(address_of(form))["Referrer-Policy"] != "same-origin"
    assert "noindex" in page["X-Robots-Tag"]
    assert not page.cookies
    assert not DataRequest.objects.exists()


def test_a_wrong_secret_shows_nobodys_data(visitor, form):
    address = address_of(form, "du-lieu/")

    assert visitor.get(address.replace(form.secret, "A" * 24)).status_code == 404
    assert visitor.post(address.replace(form.secret, "A" * 24), {"action": "ban-sao"}).status_code == 404


def test_without_a_token_of_the_page_nothing_is_done(visitor, form):
    response = visitor.post(address_of(form, "du-lieu/"), {"action": "ban-sao"})

    assert response.status_code == 403
    assert "attachment" not in response.headers.get("Content-Disposition", "")


def test_ones_own_data_is_a_file_with_everything_and_no_reasons_of_the_office(visitor, old_conference, now):
    person = make_known_person(old_conference, sent_in(old_conference))
    leave_traces(person, now, actor=make_user("van-thu"))
    person.add_note("nghi ngờ nội bộ", actor=None, now=now)

    response = press(visitor, person, "ban-sao")

    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    data = json.loads(archive.read("du-lieu.json"))
    text = json.dumps(data, ensure_ascii=False)
    for wanted in (NAME, "0987 123 654", "doc.nhat@example.vn", "Không Trùng", "Cơ sở mộc Vô Song", "12/SKHCN"):
        assert wanted in text
        assert wanted in archive.read("du-lieu.html").decode()
    assert "nghi ngờ nội bộ" not in text
    assert "van-thu" not in text
    assert {name.partition("-")[0] for name in archive.namelist()} >= {"du", "phieu.txt", "tep", "cong"}
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("kind", [RequestKind.RESTRICTION, RequestKind.OBJECTION])
def test_a_restriction_that_is_done_stops_letters_and_publication_until_it_is_lifted(officer, form, now, kind):
    question = form.questions.get()
    Question.objects.filter(pk=question.pk).update(
        state="answered_there", answer="Có", may_publish=True, published_at=now, public_text="Hỏi", public_answer="Có"
    )
    request = DataRequest.objects.receive(kind, received_at=now, now=now, registration=form)
    address = f"/admin/data-requests/{request.pk}/"
    officer.post(address, {"step": "reply", "to": "done", "reply": "Đã hạn chế", "expected": "received"})

    form.refresh_from_db()
    question.refresh_from_db()
    assert form.restricted_at
    assert (question.published_at, question.can_be_published) == (None, False)
    assert not Message.objects.filter(state=Message.State.QUEUED).exists()
    notices.tell(form, Notice.CANCELLED, 1, now)
    assert not Message.objects.filter(state=Message.State.QUEUED).exists()
    assert CallTask.objects.get().why == CallTask.Why.RESTRICTED

    officer.post(address, {"step": "lift", "lift-reason": "Người gửi đồng ý"})
    form.refresh_from_db()
    assert form.restricted_at is None


def test_the_officer_takes_the_copy_for_somebody_and_it_is_noted(officer, form, now):
    request = DataRequest.objects.receive(RequestKind.ACCESS, received_at=now, now=now, registration=form)

    response = officer.post(f"/admin/data-requests/{request.pk}/", {"step": "copy"})

    assert response["Content-Type"] == "application/zip"
    assert ExportLog.objects.get().actor_name == "phu-trach"


def test_erasing_waits_for_the_letter_says_why_and_comes_by_itself(old_conference, now, visitor):
    person = make_known_person(old_conference, sent_in(old_conference))
    owe(person.questions.get(), now)
    request = ask_to_erase(person, now)

    assert carry_out(request, actor=None, now=now) is False
    assert request.state == RequestState.WAITING
    assert "1" in request.reply
    assert request.reply in visitor.get(address_of(person, "du-lieu/")).content.decode().replace("<br>", "\n")
    assert erase_what_waited(now) == 0

    letter = make_prepared_letter(list(person.questions.all()), now)
    letter.send(
        number="7/SKHCN", issued_on=timezone.localdate(now), way=LetterWay.POST, sent_to="x", actor=None, now=now
    )
    assert erase_what_waited(now) == 1
    request.refresh_from_db()
    assert request.state == RequestState.DONE
    assert request.closed_at == now
    assert (request.words, request.reply, request.requester) == ("", "", "")
    assert tables_holding(*TRACES) == []
    assert files_holding(*TRACES) == []
    assert erase_what_waited(now) == 0


def test_who_expects_a_seat_is_told_to_withdraw_first(form, now):
    request = ask_to_erase(form, now)
    carry_out(request, actor=None, now=now)
    form.refresh_from_db()
    assert form.erased_at is None

    form.withdraw(now)
    assert erase_what_waited(now) == 1
    form.refresh_from_db()
    assert form.full_name == ""


def test_the_officer_erases_with_one_button_and_sees_it_done(officer, old_conference, now):
    person = make_settled_person(old_conference, sent_in(old_conference))
    request = ask_to_erase(person, now)
    address = f"/admin/data-requests/{request.pk}/"

    assert officer.post(address, {"step": "erase"}).status_code == 302

    page = officer.get(address).content.decode()
    assert NAME not in page
    assert person.code in page
    assert tables_holding(*TRACES) == []


def test_a_refusal_needs_words_for_the_person(officer, form, now):
    request = ask_to_erase(form, now)
    address = f"/admin/data-requests/{request.pk}/"

    refused = officer.post(address, {"step": "reply", "to": "refused", "reply": "", "expected": "received"})
    assert refused.status_code == 422
    officer.post(address, {"step": "reply", "to": "refused", "reply": "Theo Luật Lưu trữ.", "expected": "received"})
    request.refresh_from_db()
    assert request.state == RequestState.REFUSED
    assert request.answered_at is not None


def test_two_officers_do_not_overwrite_each_other(officer, form, now):
    request = ask_to_erase(form, now)
    DataRequest.objects.get().move(
        RequestState.ANSWERED, expected="received", actor=None, now=now, reply="Đang xử lý."
    )

    late = officer.post(
        f"/admin/data-requests/{request.pk}/",
        {"step": "reply", "to": "refused", "reply": "Không.", "expected": "received"},
    )

    assert late.status_code == 422
    request.refresh_from_db()
    assert request.reply == "Đang xử lý."


@pytest.mark.parametrize(
    ("fields", "is_entered"),
    [
        ({"code": "CODE"}, True),
        ({"code": "code without dashes"}, True),
        ({"requester": "Bà Hoa, 0912 345 678"}, True),
        ({}, False),
        ({"code": "DT-9999-9999"}, False),
        ({"code": "CODE", "received_on": "2999-01-01"}, False),
        ({"code": "CODE", "kind": "everything"}, False),
        ({"code": "CODE", "words": "x" * 1_000_000}, False),
        ({"requester": "\x00 \u200b"}, False),
    ],
)
def test_a_request_on_paper_is_entered_with_the_day_of_its_stamp(officer, form, fields, is_entered):
    spelled = {"CODE": form.code, "code without dashes": form.code.replace("-", "").lower()}
    data = {"kind": "access", "channel": "paper", "received_on": timezone.localdate().isoformat(), **fields}
    data["code"] = spelled.get(data.get("code", ""), data.get("code", ""))

    response = officer.post("/admin/data-requests/enter/", data)

    assert response.status_code == (302 if is_entered else 422)
    assert DataRequest.objects.count() == is_entered


def test_the_erasing_screen_says_what_hinders_and_takes_the_officers_word(officer, old_conference, now):
    from plans.privacy.models import Erasure
    from tests.factories.privacy import close_file

    person = make_known_person(old_conference, sent_in(old_conference))
    owe(person.questions.get(), now)
    dossier = close_file(old_conference, timezone.localdate(now))
    assert f"{person.code}/1" in officer.get("/admin/erasing/").content.decode()
    officer.post("/admin/erasing/", {"dossier": dossier.pk, "sure": "on"})
    assert not Erasure.objects.exists()

    letter = make_prepared_letter(list(person.questions.all()), now)
    letter.send(
        number="7/SKHCN", issued_on=timezone.localdate(now), way=LetterWay.POST, sent_to="x", actor=None, now=now
    )
    officer.post("/admin/erasing/", {"dossier": dossier.pk})
    assert not Erasure.objects.exists(), "the box was not ticked"
    officer.post("/admin/erasing/", {"dossier": dossier.pk, "sure": "on"})
    assert Erasure.objects.get().confirmed_by_name == "phu-trach"
    assert officer.post("/admin/erasing/", {"dossier": "x" * 30, "sure": "on"}).status_code == 404
