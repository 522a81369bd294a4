"""What the chair decides in the hall, and what the hall sees of it."""

import pytest

from cms.history import MoveNotAllowedError, StateChangedError
from cms.pages.models import SubjectField
from plans.conferences.dossier import Dossier
from plans.hall.models import Floor, Ruling, Verdict
from plans.hall.projected import projected
from plans.hall.ruling import raise_in_hall
from plans.questions.ledger import ledger_of
from plans.questions.models import Question, QuestionState, Source, Urgency
from tests.factories.questions import make_question, move_along
from tests.factories.registrations import make_registration
from tests.hall.test_the_door import MORNING
from tests.registrations.clerks import IN_TIME

pytestmark = pytest.mark.django_db


def hall(conference, part="chair/") -> str:
    return f"/admin/hall/{conference.pk}/{part}"


def rule(question, verdict, note="", now=MORNING) -> Ruling:
    return Ruling.objects.rule(question, verdict, expected=question.state, note=note, actor=None, now=now)


def test_each_button_brings_the_question_where_it_belongs(conference):
    answered, owed, beyond = (make_question(conference, IN_TIME) for _number in range(3))

    rule(answered, Verdict.ANSWERED, "Sẽ cấp trước 30/6")
    rule(owed, Verdict.OWED)
    rule(beyond, Verdict.BEYOND_AUTHORITY)

    for question in (answered, owed, beyond):
        question.refresh_from_db()
    assert (answered.state, answered.answer, answered.answered_at) == (
        QuestionState.ANSWERED_AT_CONFERENCE,
        "Sẽ cấp trước 30/6",
        MORNING,
    )
    assert owed.state == QuestionState.OWED
    assert owed.due_on > MORNING.date()
    assert beyond.state == QuestionState.BEYOND_AUTHORITY
    assert beyond.events.last().reason


def test_an_approved_answer_is_not_replaced_by_a_note(conference):
    question = make_question(conference, IN_TIME, state=QuestionState.APPROVED, answer="Câu trả lời đã duyệt")

    rule(question, Verdict.ANSWERED, "đọc nguyên văn")

    question.refresh_from_db()
    assert question.answer == "Câu trả lời đã duyệt"


@pytest.mark.parametrize("verdict", Verdict.values)
def test_a_tap_taken_back_leaves_the_question_as_it_was(conference, verdict):
    question = make_question(conference, IN_TIME, state=QuestionState.APPROVED, answer="Đã duyệt")
    before = Question.objects.filter(pk=question.pk).values().get()

    ruling = rule(question, verdict, "nhầm")
    ruling.take_back(actor=None, now=MORNING)

    after = Question.objects.filter(pk=question.pk).values().get()
    before.pop("reminded_stage", None), after.pop("reminded_stage", None)
    assert after == before
    assert question.events.last().to_state == QuestionState.APPROVED
    assert ledger_of(Question.objects.all()).is_balanced
    with pytest.raises(StateChangedError):
        Ruling.objects.get(pk=ruling.pk).take_back(actor=None, now=MORNING)


def test_a_note_written_as_answer_goes_with_the_tap(conference):
    question = make_question(conference, IN_TIME)

    rule(question, Verdict.ANSWERED, "nhầm câu").take_back(actor=None, now=MORNING)

    question.refresh_from_db()
    assert (question.state, question.answer, question.answered_at) == (QuestionState.RECEIVED, "", None)


def test_who_comes_second_is_told_and_nothing_is_overwritten(conference):
    question = make_question(conference, IN_TIME)
    seen = question.state
    rule(question, Verdict.OWED)

    with pytest.raises(StateChangedError):
        Ruling.objects.rule(question, Verdict.ANSWERED, expected=seen, note="", actor=None, now=MORNING)

    question.refresh_from_db()
    assert question.state == QuestionState.OWED


def test_a_tap_is_not_taken_back_once_the_question_has_moved_on(conference):
    question = make_question(conference, IN_TIME)
    ruling = rule(question, Verdict.OWED)
    question.refresh_from_db()
    move_along(question, QuestionState.BEYOND_AUTHORITY, now=MORNING)

    with pytest.raises(StateChangedError):
        Ruling.objects.get(pk=ruling.pk).take_back(actor=None, now=MORNING)

    assert Ruling.objects.standing().filter(pk=ruling.pk).exists()


def test_restricted_questions_and_possible_complaints_never_appear(conference, chair):
    restricted = make_question(conference, IN_TIME, text="Tố cáo ông X", is_restricted=True)
    proposed = make_question(conference, IN_TIME, text="Khiếu nại ông Y", state=QuestionState.EXCLUSION_PROPOSED)
    Floor.objects.create(conference=conference, question=restricted)

    for part in ("chair/", "chair/?names=1", "chair/questions/", "projector/", "projector/shown/"):
        text = chair.get(hall(conference, part)).text
        assert restricted.text not in text
        assert proposed.text not in text
    with pytest.raises(MoveNotAllowedError):
        rule(restricted, Verdict.ANSWERED)
    assert not Floor.objects.get().show_question(proposed, now=MORNING)


def test_questions_stand_by_urgency_then_by_field(conference, chair):
    first, second = (SubjectField.objects.create(name=name, sort_order=at) for at, name in enumerate(("Đất", "Thuế")))
    make_question(conference, IN_TIME, text="câu bốn không lĩnh vực")
    make_question(conference, IN_TIME, text="câu ba về thuế", subject_field=second)
    make_question(conference, IN_TIME, text="câu hai về đất", subject_field=first)
    make_question(conference, IN_TIME, text="câu một rất gấp", urgency=Urgency.VERY_URGENT)

    text = chair.get(hall(conference)).text

    places = [text.index(words) for words in ("câu một", "câu hai", "câu ba", "câu bốn")]
    assert places == sorted(places)


def test_the_asker_is_hidden_until_the_chair_asks_for_the_name(conference, chair):
    make_registration(conference, IN_TIME, full_name="Đặng Thị Ánh")

    assert "Đặng Thị Ánh" not in chair.get(hall(conference)).text
    assert "Đặng Thị Ánh" in chair.get(hall(conference, "chair/?names=1")).text


def test_the_screen_works_by_plain_buttons(conference, chair, leader):
    question = make_question(conference, IN_TIME)
    pressed = f"{question.pk}:{question.state}:owed"

    answer = chair.post(hall(conference), {"rule": pressed, f"note-{question.pk}": "cần xác minh"})
    assert answer.status_code == 302
    ruling = Ruling.objects.get()
    assert (ruling.actor, ruling.note, ruling.question.state) == (leader, "cần xác minh", QuestionState.OWED)
    again = chair.post(hall(conference), {"rule": pressed}, follow=True)
    assert "flash--warning" in again.text
    chair.post(hall(conference), {"undo": ruling.pk})
    question.refresh_from_db()
    assert question.state == QuestionState.RECEIVED


@pytest.mark.parametrize(
    "data",
    [
        {"rule": ""},
        {"rule": "1:2"},
        {"rule": "x:received:owed"},
        {"rule": "9" * 40 + ":received:owed"},
        {"undo": "x"},
        {"show": "٣"},
        {"agenda": "\x00"},
        {},
    ],
)
def test_nonsense_changes_nothing(conference, chair, data):
    make_question(conference, IN_TIME)

    assert chair.post(hall(conference), data).status_code == 302
    assert not Ruling.objects.exists()


def test_a_question_from_the_hall_is_on_the_list_once(conference, chair):
    registration = make_registration(conference, IN_TIME)
    form = {"raise": "1", "text": "Bao giờ sửa cầu?", "code": registration.code.lower()}

    for _press in range(2):
        assert chair.post(hall(conference), form).status_code == 302

    question = Question.objects.get(source=Source.HALL)
    assert question.registration == registration
    assert chair.post(hall(conference), {"raise": "1", "text": "?", "code": "zz"}).status_code == 422


def test_the_same_words_later_are_another_question(conference):
    raise_in_hall(conference, "Bao giờ sửa cầu?", now=IN_TIME)
    raise_in_hall(conference, "Bao giờ sửa cầu?", now=MORNING)

    assert Question.objects.count() == 2


def test_the_projector_shows_the_question_without_who_asked(conference, chair):
    words = "Tôi là Đặng  Thị Ánh, 0912 345 678, anh@example.vn: Nghị định 13/2023 áp dụng từ ngày nào?"
    registration = make_registration(conference, IN_TIME, full_name="Đặng Thị Ánh", question=words)
    question = registration.questions.get()

    chair.post(hall(conference), {"show": question.pk})
    chair.post(hall(conference), {"agenda": "Trả lời kiến nghị"})

    text = chair.get(hall(conference, "projector/shown/")).text
    assert "Nghị định 13/2023 áp dụng từ ngày nào?" in text
    assert "Trả lời kiến nghị" in text
    for private in ("Ánh", "0912", "example.vn", registration.code):
        assert private not in text
    chair.post(hall(conference), {"show": ""})
    assert "Nghị định" not in chair.get(hall(conference, "projector/shown/")).text


def test_the_numbers_on_the_projector_count_every_question_once(conference):
    answered, owed, merged, _open = (make_question(conference, IN_TIME) for _number in range(4))
    rule(answered, Verdict.ANSWERED)
    rule(owed, Verdict.OWED)
    Question.objects.filter(pk=merged.pk).update(state=QuestionState.MERGED, lead=answered)

    tally = projected(conference).tally

    assert (tally.received, tally.answered, tally.owed, tally.escalated) == (4, 2, 1, 0)


def test_the_list_asks_the_database_no_more_often_for_more_questions(conference, chair, django_assert_max_num_queries):
    for _number in range(20):
        rule(make_question(conference, IN_TIME), Verdict.OWED)
        make_registration(conference, IN_TIME)

    with django_assert_max_num_queries(25):
        chair.get(hall(conference, "chair/questions/?names=1"))


@pytest.mark.parametrize("state", ["closed", "anonymised"])
def test_nothing_is_opened_in_a_file_that_is_closed(conference, chair, state):
    ruling = rule(make_question(conference, IN_TIME), Verdict.ANSWERED, "xong")
    Dossier.objects.of(conference)
    Dossier.objects.filter(conference=conference).update(state=state)

    response = chair.post(hall(conference), {"raise": "1", "text": "Còn câu hỏi này thì sao?"})

    assert response.status_code == 422
    assert "Còn câu hỏi này thì sao?" in response.content.decode()
    with pytest.raises(MoveNotAllowedError):
        ruling.take_back(actor=None, now=MORNING)
    assert not Question.objects.unsettled().exists()


def test_a_tap_taken_back_takes_what_it_made_public_along(conference):
    question = make_question(conference, IN_TIME)
    ruling = rule(question, Verdict.ANSWERED, "Sẽ cấp trước 30/6")
    question.refresh_from_db()
    question.publish(public_text="Hỏi", public_answer="Đáp", actor=None, now=MORNING)

    ruling.take_back(actor=None, now=MORNING)

    assert not Question.objects.published().exists()


def test_what_was_answered_in_the_hall_is_not_made_a_letter_nobody_approved(conference):
    question = make_question(conference, IN_TIME)
    rule(question, Verdict.ANSWERED, "Nói miệng")
    question.refresh_from_db()
    with pytest.raises(MoveNotAllowedError):
        rule(question, Verdict.OWED)
    question.refresh_from_db()
    assert question.state == QuestionState.ANSWERED_AT_CONFERENCE
