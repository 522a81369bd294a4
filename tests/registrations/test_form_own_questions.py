"""The office's own questions: asked by the version somebody saw, answered by keys that outlive every wording."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from plans.conferences.own_questions import OwnQuestionsBlock, definition_of
from plans.registrations.models import FormVersion, Registration
from tests.factories.conferences import make_open_conference

from .filling_in import press, send_checked
from .sending import aged_token, send

pytestmark = pytest.mark.django_db


def question(kind, key, label, **value):
    choices = [{"type": "item", "value": words, "id": choice} for choice, words in value.pop("choices", {}).items()]
    filled = {
        "label": label,
        "help_text": "",
        "is_required": False,
        "shown_if": {"question": "", "answer": ""},
        **({"choices": choices} if choices else {}),
        **value,
    }
    return {"type": kind, "id": key, "value": filled}


TRANSPORT = question(
    "one_choice", "di-lai", "Ông/bà đến bằng gì?", choices={"xe": "Xe máy", "o-to": "Ô tô"}, is_required=True
)
PLATE = question(
    "short_text",
    "bien-so",
    "Biển số xe",
    is_required=True,
    shown_if={"question": "Ông/bà đến bằng gì?", "answer": "ô tô"},
)
MEAL = question("yes_no", "an-trua", "Có ăn trưa không?")
TOPICS = question("several_choices", "chu-de", "Quan tâm", choices={"dat": "Đất đai", "thue": "Thuế"})
STORY = question("long_text", "ke", "Kể thêm")


def make_asking(index, *questions):
    conference = make_open_conference(index, timezone.now())
    conference.own_questions = list(questions)
    conference.save()
    return type(conference).objects.get(pk=conference.pk)


def test_every_kind_of_question_is_asked_and_answered_by_key(visitor, index):
    conference = make_asking(index, TRANSPORT, PLATE, MEAL, TOPICS, STORY)
    page = visitor.get(f"/dang-ky/{conference.pk}/").content.decode()
    for label in ("Biển số xe", "Có ăn trưa không?", "Đất đai", "Kể thêm"):
        assert label in page

    answers = {
        "extra-di-lai": "o-to",
        "extra-bien-so": "76A-1",
        "extra-an-trua": "no",
        "extra-chu-de": ["dat", "thue"],
    }
    checked = press(visitor, conference, token=aged_token(conference, shown_before=timedelta(minutes=5)), **answers)
    assert "Đất đai; Thuế" in checked.content.decode()
    send_checked(visitor, conference, checked)

    registration = Registration.objects.get()
    assert registration.extra_answers == {
        "di-lai": "o-to",
        "bien-so": "76A-1",
        "an-trua": "no",
        "chu-de": ["dat", "thue"],
    }
    assert registration.form_version.number == 1
    assert registration.form_version.in_words(registration.extra_answers)[1] == ("Biển số xe", "76A-1")


def test_a_question_under_a_condition_is_required_only_where_it_applies(visitor, index):
    conference = make_asking(index, TRANSPORT, PLATE)

    rider = send(visitor, conference, **{"extra-di-lai": "xe", "extra-bien-so": "76A-1"})
    driver = send(visitor, conference, phone="0987 654 321", **{"extra-di-lai": "o-to"})

    assert rider.status_code == 303
    assert Registration.objects.get().extra_answers == {"di-lai": "xe"}
    assert driver.status_code == 422
    assert 'href="#id_extra-bien-so"' in driver.content.decode()


def test_a_missing_answer_and_an_unknown_choice_are_named(visitor, index):
    conference = make_asking(index, TRANSPORT)

    for answer in (None, "", "may-bay", "\x00"):
        response = send(visitor, conference, **{"extra-di-lai": answer})
        assert response.status_code == 422
        assert 'href="#id_extra-di-lai_0"' in response.content.decode()


def test_a_choice_taken_away_meanwhile_is_kept_as_it_was_seen(visitor, index):
    conference = make_asking(index, TRANSPORT)
    visitor.get(f"/dang-ky/{conference.pk}/")
    conference.own_questions = [MEAL]
    conference.save()
    visitor.get(f"/dang-ky/{conference.pk}/")

    response = send(visitor, conference, form_version="1", **{"extra-di-lai": "o-to"})

    assert response.status_code == 303
    registration = Registration.objects.get()
    assert registration.form_version.number == 1
    assert registration.form_version.in_words(registration.extra_answers) == [("Ông/bà đến bằng gì?", "Ô tô")]


def test_a_version_is_written_down_once_and_anew_only_when_the_questions_changed(visitor, index):
    conference = make_asking(index, TRANSPORT)
    for _time in range(3):
        visitor.get(f"/dang-ky/{conference.pk}/")
    assert FormVersion.objects.count() == 1

    conference.own_questions = [TRANSPORT, MEAL]
    conference.save()
    visitor.get(f"/dang-ky/{conference.pk}/")

    assert list(FormVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_the_key_outlives_the_words(index):
    conference = make_asking(index, TRANSPORT)
    before = definition_of(conference)[0]
    renamed = question("one_choice", "di-lai", "Phương tiện?", choices={"xe": "Xe hai bánh", "o-to": "Ô tô"})
    conference.own_questions = [renamed]
    conference.save()

    after = definition_of(type(conference).objects.get(pk=conference.pk))[0]

    assert before["key"] == after["key"] == "di-lai"
    assert [choice["key"] for choice in after["choices"]] == ["xe", "o-to"]


@pytest.mark.parametrize("version", ["99", "x", "-1", "\x00", "٣", "9" * 30])
def test_a_version_nobody_saw_is_the_present_one(visitor, index, version):
    conference = make_asking(index, TRANSPORT)

    response = send(visitor, conference, form_version=version, **{"extra-di-lai": "xe"})

    if version != "\x00":
        assert response.status_code == 303
        assert Registration.objects.get().form_version.number == 1
    else:
        assert response.status_code == 422


def test_a_version_of_another_conference_is_worth_nothing(visitor, index):
    other, conference = make_asking(index, MEAL), make_asking(index, TRANSPORT)
    for each in (other, conference):
        visitor.get(f"/dang-ky/{each.pk}/")
    FormVersion.objects.filter(conference=other).update(number=7)

    send(visitor, conference, form_version="7", **{"extra-di-lai": "xe"})

    assert Registration.objects.get().form_version.conference == conference


def test_a_form_without_own_questions_has_no_version(visitor, conference):
    send(visitor, conference)

    assert Registration.objects.get().form_version is None
    assert FormVersion.objects.count() == 0


@pytest.mark.parametrize(
    "condition",
    [
        {"question": "Câu không có", "answer": "Ô tô"},
        {"question": "Ông/bà đến bằng gì?", "answer": "Máy bay"},
        {"question": "", "answer": "Ô tô"},
    ],
)
def test_an_editor_is_told_which_condition_cannot_be_understood(condition):
    block = OwnQuestionsBlock()
    plate = question("short_text", "bien-so", "Biển số xe", shown_if=condition)

    with pytest.raises(ValidationError):
        block.clean(block.to_python([TRANSPORT, plate]))
    assert len(block.clean(block.to_python([TRANSPORT, PLATE]))) == 2


def test_the_editor_finds_the_questions_in_a_tab_of_the_conference(admin_client, index):
    conference = make_asking(index, TRANSPORT)

    page = admin_client.get(f"/admin/pages/{conference.pk}/edit/").content.decode()

    assert "own_questions" in page
