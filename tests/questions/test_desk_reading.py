"""Who sees which question at the desk; nothing leaks through lists, filters or numbers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.conferences import paging
from plans.questions.models import Question
from tests.factories.questions import make_question
from tests.factories.registrations import make_registration
from tests.registrations.clerks import IN_TIME, make_user

from .steps import assigned, owed, submitted

pytestmark = pytest.mark.django_db
INBOX = "/admin/questions/"


def page(client, user, address=INBOX):
    client.force_login(user)
    return client.get(address)


def rows(response):
    return {question.pk for question in response.context["object_list"]}


def test_an_officer_of_another_unit_neither_opens_nor_lists_the_question(client, conference, unit, officer, outsider):
    question = assigned(make_question(conference, IN_TIME, text="Chuyện riêng của phòng A"), unit)
    address = f"{INBOX}{question.pk}/"

    assert page(client, officer, address).status_code == 200
    assert rows(page(client, officer)) == {question.pk}
    for path in ("", "answer/", "publish/"):
        assert page(client, outsider, address + path).status_code == 404
    assert rows(page(client, outsider)) == set()
    assert client.post(address, {"step": "note", "note-note": "x"}).status_code == 404
    assert "Chuyện riêng" not in client.get(INBOX + "?q=chuyen").content.decode()


def test_numbers_on_the_first_page_count_only_what_may_be_read(client, conference, unit, officer, outsider, leader):
    submitted(make_question(conference, IN_TIME), unit)
    owed(make_question(conference, IN_TIME, unit=unit))

    def numbers(user):
        return page(client, user, "/admin/").content.decode()

    assert 'href="/admin/questions/?mine=unit">2<' in numbers(officer)
    assert 'href="/admin/questions/?mine=unit">0<' in numbers(outsider)
    assert 'href="/admin/questions/?due=late">0<' in numbers(outsider)
    assert 'href="/admin/questions/approvals/">1<' in numbers(leader)
    assert "/admin/questions/approvals/" not in numbers(officer)


def test_the_conference_filter_names_no_conference_without_own_questions(client, conference, unit, outsider):
    assigned(make_question(conference, IN_TIME), unit)

    assert conference.title not in page(client, outsider).content.decode()


def test_restricted_questions_are_in_no_list_of_others(client, conference, clerk, receptionist):
    question = make_question(conference, IN_TIME, text="Tố cáo ông X nhận tiền")
    question.propose_exclusion("denunciation", reason="x", expected="received", actor=clerk, now=IN_TIME)

    assert rows(page(client, clerk)) == set()
    assert page(client, clerk, f"{INBOX}{question.pk}/").status_code == 404
    assert rows(page(client, receptionist)) == {question.pk}


def test_officers_read_the_question_but_not_who_asked(client, conference, unit, officer, clerk):
    form = make_registration(conference, IN_TIME, full_name="Trần Thị Kín", email="kin@example.vn")
    question = assigned(form.questions.get(), unit)
    address = f"{INBOX}{question.pk}/"

    theirs = page(client, officer, address).content.decode()
    assert question.text in theirs
    for secret in ("Trần Thị Kín", "kin@example.vn", form.phone, f"/admin/registrations/{form.pk}/"):
        assert secret not in theirs
    assert "Trần Thị Kín" in page(client, clerk, address).content.decode()


def test_who_has_no_part_in_questions_sees_no_desk(client, conference):
    question = make_question(conference, IN_TIME)
    user = make_user("bien-tap")

    for path in ("", f"{question.pk}/", "approvals/", "assign/"):
        assert page(client, user, INBOX + path).status_code in (302, 404)
    assert 'href="/admin/questions/' not in page(client, user, "/admin/").content.decode()


def test_search_finds_without_accents_and_by_name(client, conference, clerk):
    form = make_registration(conference, IN_TIME, question="Đối thoại về đất đai thế nào?")
    found, other = form.questions.get(), make_question(conference, IN_TIME, text="Chuyện khác hẳn")

    for query in ("doi thoai", "đất đai", form.code, form.code.lower(), f"{form.code}/1"):
        assert rows(page(client, clerk, f"{INBOX}?q={query}")) == {found.pk}, query
    assert rows(page(client, clerk, f"{INBOX}?q=CH-{other.pk}")) == {other.pk}
    assert rows(page(client, clerk, f"{INBOX}?q=%25")) == set()
    assert client.get(f"{INBOX}?q=%00x").status_code == 200


def test_filters_narrow_the_inbox(client, conference, unit, clerk, officer):
    late = assigned(make_question(conference, IN_TIME), unit)
    new = make_question(conference, IN_TIME, urgency=3, due_on=None)

    assert rows(page(client, clerk, f"{INBOX}?due=late")) == {late.pk}
    assert rows(page(client, clerk, f"{INBOX}?state=received")) == {new.pk}
    assert rows(page(client, clerk, f"{INBOX}?urgency=3")) == {new.pk}
    assert rows(page(client, clerk, f"{INBOX}?unit={unit.pk}")) == {late.pk}
    assert rows(page(client, clerk, f"{INBOX}?conference={conference.pk}")) == {late.pk, new.pk}
    assert rows(page(client, officer, f"{INBOX}?mine=unit")) == {late.pk}
    assert client.get(f"{INBOX}?state=nonsense&unit=-1&conference=x&due=x&p=x").status_code == 200


def test_lists_and_details_take_the_same_number_of_queries_however_many(client, conference, unit, clerk, officer):
    def queries(user, address):
        page(client, user, address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    first = assigned(make_registration(conference, IN_TIME).questions.get(), unit)
    make_question(conference, IN_TIME)
    addresses = [(clerk, INBOX), (officer, INBOX), (clerk, f"{INBOX}assign/"), (clerk, f"{INBOX}{first.pk}/")]
    before = [queries(*each) for each in addresses]
    for _number in range(8):
        assigned(make_registration(conference, IN_TIME).questions.get(), unit)
        make_registration(conference, IN_TIME).questions.get().merge_into(
            first, reason="Trùng", expected="received", actor=None, now=IN_TIME
        )
        make_question(conference, IN_TIME)

    assert [queries(*each) for each in addresses] == before
    assert max(before) < 45


def test_a_long_list_is_not_counted_to_its_end(client, conference, clerk, monkeypatch):
    monkeypatch.setattr(paging, "LONGEST_LIST", 3)
    for _number in range(5):
        make_question(conference, IN_TIME)

    response = page(client, clerk)

    assert response.context["paginator"].count == 3
    assert Question.objects.count() == 5
