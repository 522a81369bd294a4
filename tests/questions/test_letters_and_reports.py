"""Answers in writing with their evidence, and reports to a superior authority."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cms.history import MoveNotAllowedError, StateChangedError
from cms.outbox.models import Message
from plans.conferences.dossier import Dossier
from plans.questions.closing import object_to_closing
from plans.questions.ledger import ledger_of
from plans.questions.models import Escalation, Letter, Question, QuestionState
from tests.factories.questions import make_question
from tests.factories.registrations import make_registration
from tests.registrations.clerks import IN_TIME

from .steps import ANSWER, approved, owed

pytestmark = pytest.mark.django_db
TODAY = IN_TIME.date()
EVIDENCE = {"number": "45/SKHCN-VP", "issued_on": TODAY, "way": "post", "sent_to": "Xã Nghĩa Dũng, Quảng Ngãi"}


def letter_for(*questions):
    return Letter.objects.prepare(questions, way="post", sent_to="", actor=None, now=IN_TIME)


@pytest.fixture
def form(conference):
    asked = [{"text": "Câu hỏi thứ nhất?"}, {"text": "Câu hỏi thứ hai?"}]
    return make_registration(conference, IN_TIME, questions=asked, email="lan@example.vn")


def test_one_letter_answers_several_questions_of_one_person(form, unit):
    questions = [approved(question, unit) for question in form.questions.order_by("number")]
    letter = letter_for(*questions)
    Message.objects.all().delete()

    letter.send(**EVIDENCE, actor=None, now=IN_TIME)

    assert {question.state for question in form.questions.all()} == {QuestionState.SENT_IN_WRITING}
    assert "45/SKHCN-VP" in form.questions.first().events.last().public_note
    assert ANSWER not in Message.objects.first().text


def test_a_letter_does_not_answer_two_people(conference, unit):
    questions = [approved(make_registration(conference, IN_TIME).questions.get(), unit) for _number in range(2)]

    with pytest.raises(MoveNotAllowedError):
        letter_for(*questions)


@pytest.mark.parametrize(
    "missing", [{"number": " "}, {"sent_to": ""}, {"issued_on": None}, {"issued_on": date(2099, 1, 1)}]
)
def test_without_evidence_no_letter_counts_as_sent(form, unit, missing):
    letter = letter_for(approved(form.questions.first(), unit))

    with pytest.raises(MoveNotAllowedError):
        letter.send(**{**EVIDENCE, **missing}, actor=None, now=IN_TIME)

    letter.refresh_from_db()
    assert letter.sent_at is None


def test_a_letter_with_the_words_of_an_earlier_approval_does_not_leave(form):
    question = owed(form.questions.first())
    Question.objects.filter(pk=question.pk).update(answer=ANSWER)
    letter = letter_for(question)
    assert not letter.is_outdated
    Question.objects.filter(pk=question.pk).update(answer="Nay trả lời khác.")

    assert letter.is_outdated
    with pytest.raises(MoveNotAllowedError):
        letter.send(**EVIDENCE, actor=None, now=IN_TIME)

    assert letter.write("Nay trả lời khác.", answers=letter.digest_of_answers(), instead_of="")
    letter.send(**EVIDENCE, actor=None, now=IN_TIME)
    assert letter.sent_at


def test_a_letter_does_not_leave_with_an_answer_nobody_approved(form):
    letter = letter_for(owed(form.questions.first()))

    with pytest.raises(MoveNotAllowedError):
        letter.send(**EVIDENCE, actor=None, now=IN_TIME)

    assert Letter.objects.get().sent_at is None


def test_a_letter_is_entered_once(form, unit):
    letter = letter_for(approved(form.questions.first(), unit))
    same = Letter.objects.get()
    letter.send(**EVIDENCE, actor=None, now=IN_TIME)

    with pytest.raises(StateChangedError):
        same.send(**{**EVIDENCE, "number": "46"}, actor=None, now=IN_TIME)

    assert Letter.objects.get().number == "45/SKHCN-VP"


def test_the_signed_letter_is_kept_privately(form, unit, settings, tmp_path):
    letter = letter_for(approved(form.questions.first(), unit))

    letter.send(**EVIDENCE, actor=None, now=IN_TIME, document=SimpleUploadedFile("ký.pdf", b"%PDF-1.7 thu"))

    assert letter.document.read().startswith(b"%PDF")
    assert "ký" not in letter.document.name


def test_a_discarded_letter_lets_its_questions_wait_for_another(form, unit):
    question = approved(form.questions.first(), unit)
    letter = letter_for(question)
    with pytest.raises(MoveNotAllowedError):
        letter_for(question)

    letter.discard(actor=None, now=IN_TIME)

    letter_for(Question.objects.get(pk=question.pk))


def beyond(question):
    question.declare_beyond_authority(reason="Thẩm quyền UBND tỉnh", expected="received", actor=None, now=IN_TIME)
    return question


def test_several_questions_go_up_in_one_report_and_come_back_as_letters(conference, unit):
    questions = [beyond(make_question(conference, IN_TIME)) for _number in range(2)]
    report = Escalation.objects.gather(conference, "UBND tỉnh", questions, actor=None, now=IN_TIME)
    report.report(number="12/BC-SKHCN", reported_on=TODAY, actor=None, now=IN_TIME)
    first = Question.objects.get(pk=questions[0].pk)
    assert (first.state, first.due_on) == (QuestionState.REPORTED_UPWARD, TODAY + timedelta(days=30))

    later = IN_TIME + timedelta(days=30)
    report.chase(actor=None, now=later)
    assert report.chase_on == TODAY + timedelta(days=60)
    with pytest.raises(StateChangedError):
        report.chase(actor=None, now=later)
    report.record_reply("Đồng ý", replied_on=later.date(), actor=None, now=later)

    first.refresh_from_db()
    assert first.state == QuestionState.SUPERIOR_REPLIED
    assert later.date() < first.due_on <= later.date() + timedelta(days=9)
    first.assign(unit, first.due_on, expected=first.state, actor=None, now=later)
    first.write_answer("UBND tỉnh đã đồng ý", based_on=0, actor=None, now=later)
    first.submit_answer(1, actor=None, now=later)
    first.approve_answer(1, actor=None, now=later)
    letter_for(first).send(**EVIDENCE, actor=None, now=later)
    first.refresh_from_db()
    assert first.state == QuestionState.SENT_IN_WRITING


def test_a_report_without_questions_is_not_sent(conference):
    with pytest.raises(MoveNotAllowedError):
        Escalation.objects.gather(conference, "UBND tỉnh", [], actor=None, now=IN_TIME)
    assert not Escalation.objects.exists()


def test_a_question_is_in_one_report_only(conference):
    question = beyond(make_question(conference, IN_TIME))
    Escalation.objects.gather(conference, "UBND tỉnh", [question], actor=None, now=IN_TIME)

    with pytest.raises(MoveNotAllowedError):
        Escalation.objects.gather(conference, "Bộ KH&CN", [question], actor=None, now=IN_TIME)

    assert Escalation.objects.count() == 1


def test_what_was_not_reported_yet_can_be_taken_back(conference):
    question = beyond(make_question(conference, IN_TIME))
    Escalation.objects.gather(conference, "UBND tỉnh", [question], actor=None, now=IN_TIME)

    question.take_back_from_escalation(reason="Sở trả lời được", actor=None, now=IN_TIME)

    assert (question.state, question.escalation) == (QuestionState.OWED, None)
    assert question.due_on


def test_another_office_is_named_so_that_the_citizen_can_go_there(conference):
    question = make_question(conference, IN_TIME)
    where = {"office": "Sở Xây dựng", "address": "", "phone": ""}
    with pytest.raises(MoveNotAllowedError):
        question.pass_to_other_office(**where, reason="x", expected="received", actor=None, now=IN_TIME)

    where["phone"] = "0255 3822 000"
    question.pass_to_other_office(**where, reason="Nhà ở", expected="received", actor=None, now=IN_TIME)

    assert question.state == QuestionState.OTHER_OFFICE
    assert "Sở Xây dựng" in question.guidance
    assert "0255 3822 000" in question.guidance


def test_closing_is_spoken_against_by_every_open_question_and_unsent_letter(conference, form, unit):
    dossier = Dossier.objects.of(conference)
    first, second = form.questions.order_by("number")
    approved(first, unit)
    letter = letter_for(first)
    assert len(object_to_closing(None, dossier, IN_TIME)) == 3

    letter.send(**EVIDENCE, actor=None, now=IN_TIME)
    second.withdraw(actor=None, reason="Rút", now=IN_TIME)

    assert object_to_closing(None, dossier, IN_TIME) == []
    assert ledger_of(Question.objects.all()).is_balanced


def test_when_the_conference_fails_every_question_is_owed_in_writing(conference, leader):
    question, settled = make_question(conference, IN_TIME), make_question(conference, IN_TIME)
    settled.withdraw(actor=None, reason="Rút", now=IN_TIME)
    dossier = Dossier.objects.of(conference)
    Dossier.objects.filter(pk=dossier.pk).update(state="announced")
    dossier.refresh_from_db()

    dossier.move("not_held", expected="announced", actor=leader, reason="Bão số 5", now=IN_TIME)

    question.refresh_from_db()
    settled.refresh_from_db()
    assert (question.state, settled.state) == (QuestionState.OWED, QuestionState.WITHDRAWN)


def test_the_asker_reopens_once_and_within_the_days(form, unit):
    question = approved(form.questions.first(), unit)
    letter_for(question).send(**EVIDENCE, actor=None, now=IN_TIME)
    question.refresh_from_db()
    with pytest.raises(MoveNotAllowedError):
        question.reopen(reason="Chưa đúng câu hỏi", now=IN_TIME + timedelta(days=16))

    question.reopen(reason="Chưa đúng câu hỏi", now=IN_TIME + timedelta(days=15))
    assert question.state == QuestionState.REOPENED
    approved(question, unit) if not question.answer_versions.exists() else _answer_again(question, unit)
    letter_for(question).send(**{**EVIDENCE, "number": "50"}, actor=None, now=IN_TIME + timedelta(days=16))
    question.refresh_from_db()

    with pytest.raises(MoveNotAllowedError):
        question.reopen(reason="Vẫn chưa đúng", now=IN_TIME + timedelta(days=17))


def _answer_again(question, unit):
    question.assign(unit, date(2026, 7, 1), expected=question.state, actor=None, now=IN_TIME)
    question.write_answer("Lần hai", based_on=1, actor=None, now=IN_TIME)
    question.submit_answer(2, actor=None, now=IN_TIME)
    question.approve_answer(2, actor=None, now=IN_TIME)


def test_a_question_that_comes_back_after_a_report_can_be_reported_again(conference, clerk):
    question = make_question(conference, IN_TIME)
    step = {"actor": clerk, "now": IN_TIME}
    for _time in range(2):
        question.declare_beyond_authority(reason="Thuộc tỉnh", expected=question.state, **step)
        report = Escalation.objects.gather(conference, "UBND tỉnh", [question], **step)
        report.report(number="2/BC", reported_on=IN_TIME.date(), **step)
        report.record_reply("Đồng ý", replied_on=IN_TIME.date(), **step)
        question.refresh_from_db()
        Question.objects.filter(pk=question.pk).update(answer="Tỉnh đồng ý")
        question.refresh_from_db()
        letter = Letter.objects.prepare([question], way="post", sent_to="1 Hùng Vương", **step)
        letter.send(number="3/CV", issued_on=IN_TIME.date(), way="post", sent_to="1 Hùng Vương", **step)
        question.refresh_from_db()
        question.reopen(reason="Tỉnh đổi ý", **step)
    assert question.state == QuestionState.REOPENED
