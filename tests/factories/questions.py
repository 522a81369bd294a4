"""Questions with and without a form."""

from datetime import datetime
from itertools import count

from cms.text import fold
from plans.models import Unit
from plans.questions.models import Question, QuestionState, Source, UnitOfficer

_numbers = count(1)


def make_question(conference, now: datetime, *, registration=None, source=Source.HALL, **fields) -> Question:
    """A question received at `now`; without `registration` one from the hall. Other columns as `fields`."""
    text = fields.pop("text", f"Bao giờ có kết quả hồ sơ số {next(_numbers)}?")
    may_publish = fields.pop("may_publish", True)
    question = Question.objects.receive(
        conference, [{"text": text}], now, registration=registration, source=source, may_publish=may_publish
    )[0]
    if fields:
        Question.objects.filter(pk=question.pk).update(**fields)
        question.refresh_from_db()
    return question


def make_unit(name: str = "Phòng Quản lý Công nghệ") -> Unit:
    """A unit that prepares answers."""
    return Unit.objects.create(name=name)


def make_officer(user, unit: Unit, *, is_head: bool = False) -> UnitOfficer:
    """`user` works for `unit`."""
    return UnitOfficer.objects.create(user=user, unit=unit, is_head=is_head)


def move_along(question: Question, *states: str, now: datetime, actor=None) -> Question:
    """Take `question` through `states` one after the other."""
    for state in states:
        facts = {"due_on": now.date()} if state == QuestionState.OWED else {}
        question.move(state, expected=question.state, actor=actor, reason="bước thử", now=now, **facts)
    return question


def make_published_question(conference, now: datetime, **fields) -> Question:
    """A question answered at the conference and shown to everybody; `public_text`, `public_answer` as given."""
    public_text = fields.pop("public_text", f"Hồ sơ công bố hợp quy gồm những gì ({next(_numbers)})?")
    public_answer = fields.pop("public_answer", "Hồ sơ gồm bản công bố và kết quả đánh giá; nộp tại bộ phận một cửa.")
    question = make_question(conference, now, **fields)
    question.move(QuestionState.ANSWERED_AT_CONFERENCE, expected=question.state, actor=None, reason="", now=now)
    Question.objects.filter(pk=question.pk).update(
        answer=public_answer,
        answered_at=now,
        public_text=public_text,
        public_answer=public_answer,
        public_folded=fold(f"{public_text} {public_answer}"),
        published_at=now,
    )
    question.refresh_from_db()
    return question
