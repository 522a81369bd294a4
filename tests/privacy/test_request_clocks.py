"""By when a request is answered and done, as the law counts."""

from datetime import date, timedelta

import pytest

from cms.history import MoveNotAllowedError
from plans.privacy.models import DataRequest, RequestKind
from plans.workdays.models import ExceptionalDay
from tests.factories.conferences import moment

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "with_others", "days"),
    [
        (RequestKind.ACCESS, False, 10),
        (RequestKind.CORRECTION, False, 10),
        (RequestKind.ERASURE, False, 20),
        (RequestKind.RESTRICTION, False, 15),
        (RequestKind.OBJECTION, True, 20),
        (RequestKind.WITHDRAWAL, False, 15),
    ],
)
def test_every_kind_of_request_has_its_days(kind, with_others, days):
    friday = moment(2026, 6, 5, 10)

    request = DataRequest.objects.receive(kind, received_at=friday, now=friday, involves_others=with_others)

    assert request.answer_by == date(2026, 6, 9), "two working days, the weekend does not count"
    assert request.done_by == date(2026, 6, 5) + timedelta(days=days)


def test_days_off_put_the_reply_back():
    ExceptionalDay.objects.create(day=date(2026, 6, 8), kind="off", name="Nghỉ bù")
    friday = moment(2026, 6, 5, 10)

    request = DataRequest.objects.receive(RequestKind.ACCESS, received_at=friday, now=friday)

    assert request.answer_by == date(2026, 6, 10)


def ask_to_erase(now) -> DataRequest:
    return DataRequest.objects.receive(RequestKind.ERASURE, received_at=now, now=now, requester="Bà Hoa")


def test_the_time_is_extended_once_and_not_twice():
    now = moment(2026, 6, 5, 10)
    request = ask_to_erase(now)
    before = request.done_by

    request.extend(actor=None, now=now, reason="hồ sơ ở kho lưu trữ")
    assert request.done_by == before + timedelta(days=20)
    with pytest.raises(MoveNotAllowedError):
        request.extend(actor=None, now=now, reason="lần nữa")


def test_a_request_is_late_after_its_day_and_not_on_it():
    request = ask_to_erase(moment(2026, 6, 5, 10))

    assert not DataRequest.objects.late(request.answer_by)
    assert DataRequest.objects.late(request.answer_by + timedelta(days=1)).get() == request
