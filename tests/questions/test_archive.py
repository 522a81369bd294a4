"""The public archive shows what was published, finds it without accents, and nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.pages.models import SubjectField
from plans.questions.portlets import AnsweredQuestionsPortlet, QuestionTallyPortlet
from plans.questions.similar import similar_published
from tests.factories.conferences import make_conference, make_conference_index, moment
from tests.factories.questions import make_published_question, make_question

pytestmark = pytest.mark.django_db
NOW = moment(2026, 6, 21, 9)


@pytest.fixture
def conference(home):
    return make_conference(make_conference_index(home))


def test_a_published_answer_is_found_without_accents_and_an_unpublished_one_never(client, conference):
    make_published_question(conference, NOW, public_text="Lệ phí đăng ký nhãn hiệu là bao nhiêu?")
    make_question(conference, NOW, text="Câu hỏi chưa công bố về nhãn hiệu")

    page = client.get("/hoi-dap/", {"q": "nhan hieu"}).content.decode()

    assert "Lệ phí đăng ký nhãn hiệu là bao nhiêu?" in page
    assert "chưa công bố" not in page


def test_search_never_looks_at_what_the_asker_wrote(client, conference):
    make_published_question(
        conference, NOW, text="Tôi là Hoàng Văn Kín, hỏi về cấp phép", public_text="Hỏi về cấp phép thiết bị"
    )

    assert "cấp phép thiết bị" not in client.get("/hoi-dap/", {"q": "hoang van kin"}).content.decode()
    assert "cấp phép thiết bị" in client.get("/hoi-dap/", {"q": "cap phep"}).content.decode()


def test_a_question_that_is_restricted_or_taken_back_is_not_found_by_its_address(client, conference):
    shown = make_published_question(conference, NOW)
    assert client.get(f"/hoi-dap/{shown.pk}/").status_code == 200
    hidden = make_question(conference, NOW)

    assert client.get(f"/hoi-dap/{hidden.pk}/").status_code == 404
    assert client.get("/hoi-dap/999999/").status_code == 404


def test_the_archive_is_narrowed_by_field_and_year(client, conference):
    field = SubjectField.objects.create(name="Sở hữu trí tuệ", slug="so-huu-tri-tue")
    make_published_question(conference, NOW, public_text="Hỏi về sáng chế", subject_field=field)
    make_published_question(conference, NOW - timedelta(days=400), public_text="Hỏi về đo lường")

    by_field = client.get("/hoi-dap/", {"linh-vuc": "so-huu-tri-tue"}).content.decode()
    by_year = client.get("/hoi-dap/", {"nam": "2025"}).content.decode()

    assert "Hỏi về sáng chế" in by_field
    assert "Hỏi về đo lường" not in by_field
    assert "Hỏi về đo lường" in by_year
    assert "Hỏi về sáng chế" not in by_year


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "%"},
        {"q": "_'\";--"},
        {"q": "x" * 5000},
        {"nam": "٢٠٢٦"},
        {"trang": "-1"},
        {"trang": "9" * 30},
        {"linh-vuc": "\x00"},
    ],
)
def test_odd_values_in_the_address_find_nothing_and_break_nothing(client, conference, asked):
    make_published_question(conference, NOW)
    assert client.get("/hoi-dap/", asked).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_archive(client, conference):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/hoi-dap/")
        return len(queries)

    make_published_question(conference, NOW)
    count()
    few = count()
    for number in range(30):
        make_published_question(conference, NOW, public_text=f"Câu hỏi {number} đã trả lời")
    assert count() <= few


def test_the_archive_may_be_cached_and_sets_no_cookie(client, conference):
    make_published_question(conference, NOW)
    response = client.get("/hoi-dap/")
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_similar_questions_share_telling_words_and_nothing_is_said_where_there_are_none(client, conference):
    alike = make_published_question(conference, NOW, public_text="Cấp giấy phép thiết bị X-quang mất bao lâu?")
    make_published_question(conference, NOW, public_text="Kinh phí hỗ trợ đề tài được quyết toán thế nào?")

    found = similar_published("Cho tôi hỏi bao lâu thì có giấy phép cho thiết bị X-quang?")

    assert found[0] == alike
    assert similar_published("Xin hỏi") == []
    answer = client.post("/hoi-dap/tuong-tu/", {"text": "giấy phép thiết bị X-quang"}).content.decode()
    assert f"/hoi-dap/{alike.pk}/" in answer
    assert client.post("/hoi-dap/tuong-tu/", {"text": "hoàn toàn khác hẳn"}).content.decode().strip() == ""


def test_the_box_of_answers_and_the_tally_show_numbers_and_no_names(rf, conference):
    now = timezone.now()
    assert QuestionTallyPortlet().get_items({}, None, rf.get("/")) == []
    make_published_question(conference, now)
    make_question(conference, now)

    assert len(AnsweredQuestionsPortlet().get_items({"count": 3}, None, rf.get("/"))) == 1
    ledger = QuestionTallyPortlet().get_items({}, None, rf.get("/"))[0]["ledger"]
    assert (ledger.received, ledger.answered_there, ledger.owed) == (2, 1, 1)
    assert ledger.is_balanced
