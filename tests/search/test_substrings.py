"""The index of parts of words finds what reading the whole table finds, whatever became of the rows."""

import pytest
from django.db import connection

from cms.search import substrings
from plans.questions.models import Question
from plans.questions.querysets import PARTS_OF_WORDS
from tests.factories.conferences import make_conference, make_conference_index
from tests.factories.questions import make_question
from tests.registrations.clerks import IN_TIME

pytestmark = pytest.mark.django_db
TEXTS = ["Đăng ký nhãn hiệu mất bao lâu?", "Phí thẩm định 100%_của ai?", "Nhãn hiệu tập thể", "Sáng kiến cơ sở"]


@pytest.fixture
def questions(home):
    conference = make_conference(make_conference_index(home))
    return [make_question(conference, IN_TIME, text=text) for text in TEXTS]


def found(*words) -> set[str]:
    return set(PARTS_OF_WORDS.matching(Question.objects.all(), words).values_list("text", flat=True))


@pytest.mark.parametrize(
    "words", [("nhan",), ("nhan", "tap"), ("anhie",), ("n h",), ("ph", "100%_"), ("%",), ("khongco",), ()]
)
@pytest.mark.parametrize("few", [500, 1])
def test_it_finds_what_reading_everything_finds(questions, monkeypatch, words, few):
    monkeypatch.setattr(substrings, "FEW", few)
    everything = Question.objects.all()
    for word in words:
        everything = everything.filter(folded__contains=word)

    assert found(*words) == set(everything.values_list("text", flat=True))


def test_it_follows_what_is_changed_erased_and_deleted(questions):
    Question.objects.filter(pk=questions[0].pk).update(text="Khác hẳn", folded="khac han")
    questions[2].text = "Kiểu dáng"
    questions[2].save()
    questions[3].events.all().delete()
    Question.objects.filter(pk=questions[3].pk)._raw_delete("default")

    assert found("nhan") == found("sang") == set()
    assert found("khac") == {"Khác hẳn"}
    assert found("kieu") == {"Kiểu dáng"}


def test_it_comes_back_where_a_migration_has_rebuilt_the_table(questions):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {PARTS_OF_WORDS.name}_insert")
    make_question(questions[0].conference, IN_TIME, text="Mã vạch")

    PARTS_OF_WORDS._restore()

    assert found("vach") == {"Mã vạch"}
