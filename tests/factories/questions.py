"""Questions with and without a form."""

from datetime import datetime
from itertools import count

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
