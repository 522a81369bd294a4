"""The public result of a conference."""

from datetime import date, timedelta

import pytest
from django.test import Client

from plans.conferences.dossier import Dossier, DossierState
from plans.questions.models import Escalation, Question, QuestionState
from plans.reports.result import notice_document, result_of
from plans.typesetting.pdf import html_of
from tests.factories.conferences import moment
from tests.factories.questions import make_published_question, make_question
from tests.factories.reports import make_form_in_time, make_held_conference

BEFORE = moment(2026, 6, 1, 10)
HELD = moment(2026, 6, 20, 11, 30)
AFTER = moment(2026, 6, 22, 9)


@pytest.fixture
def published(home):
    return make_held_conference(home, HELD, DossierState.RESULTS_PUBLISHED)


def test_questions_answers_and_both_sides_are_shown_and_the_page_may_be_kept_by_caches(published):
    make_published_question(published, AFTER, public_text="Bao giờ có phí mới?", public_answer="Từ 01/7.")
    make_question(published, AFTER, text="Chưa trả lời")

    response = Client().get(f"/ket-qua/{published.pk}/")
    shown = response.content.decode()

    assert "Bao giờ có phí mới?" in shown
    assert "Từ 01/7." in shown
    assert "Chưa trả lời" not in shown
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert "csrf" not in shown.lower()
    assert "style=" not in shown


@pytest.mark.parametrize("state", [DossierState.ANNOUNCED, DossierState.HELD, DossierState.NOT_HELD])
def test_there_is_no_result_before_the_office_publishes_it(home, state):
    conference = make_held_conference(home, HELD)
    Dossier.objects.filter(conference=conference).update(state=state)

    assert Client().get(f"/ket-qua/{conference.pk}/").status_code == 404
    assert Client().get("/ket-qua/999999/").status_code == 404


def test_an_unpublished_conference_has_no_public_result(published):
    published.unpublish()

    assert Client().get(f"/ket-qua/{published.pk}/").status_code == 404


def test_what_went_upward_says_to_whom_by_which_document(published):
    question = make_question(published, AFTER, text="Lời của người hỏi")
    batch = Escalation.objects.create(
        conference=published,
        authority="UBND tỉnh",
        report_number="9/BC-SKHCN",
        reported_on=date(2026, 6, 25),
        created_at=AFTER,
    )
    Question.objects.filter(pk=question.pk).update(state=QuestionState.REPORTED_UPWARD, escalation=batch)

    shown = Client().get(f"/ket-qua/{published.pk}/").content.decode()

    assert "UBND tỉnh" in shown
    assert "9/BC-SKHCN" in shown
    assert "25/6/2026" in shown
    assert "Lời của người hỏi" not in shown


def test_no_restricted_question_and_no_name_reaches_the_public(published):
    person = make_form_in_time(published, BEFORE, full_name="Nguyễn Thị Bí Mật", question="Câu gốc có số 0912345678")
    make_published_question(published, AFTER, registration=person, public_text="Câu đã che tên?")
    make_question(published, AFTER, text="Tố cáo", is_restricted=True)

    shown = Client().get(f"/ket-qua/{published.pk}/").content.decode()

    for hidden in ("Bí Mật", "0912345678", "Tố cáo", person.code, person.secret):
        assert hidden not in shown


def test_what_visitors_typed_is_inert(published):
    make_published_question(
        published, AFTER, public_text="<script>alert(1)</script>{{7*7}}", public_answer="</dd>{% raw %}"
    )

    shown = Client().get(f"/ket-qua/{published.pk}/").content.decode()

    assert "<script>alert(1)" not in shown
    assert "{{7*7}}" in shown
    assert "{% raw %}" in shown


def test_the_page_takes_the_same_number_of_queries_for_many_answers(published, django_assert_max_num_queries):
    for number in range(3):
        make_published_question(published, AFTER + timedelta(minutes=number))
    client = Client()
    client.get(f"/ket-qua/{published.pk}/?a")
    with django_assert_max_num_queries(60) as few:
        client.get(f"/ket-qua/{published.pk}/?b")
    for number in range(20):
        make_published_question(published, AFTER + timedelta(hours=number))
    with django_assert_max_num_queries(60) as many:
        client.get(f"/ket-qua/{published.pk}/?c")

    assert len(many) <= len(few)


def test_the_notice_for_village_heads_holds_the_answers_and_the_address_of_the_page(published):
    make_published_question(published, AFTER, public_text="Bao giờ có phí mới?")
    found = result_of(published, Dossier.objects.of(published))

    html = html_of(notice_document(found, "https://cong.example.vn/ket-qua/1/"))

    assert "Bao giờ có phí mới?" in html
    assert "https://cong.example.vn/ket-qua/1/" in html
    assert "data:image/svg+xml" in html
