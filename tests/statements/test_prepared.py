"""SQL that is made once and used with other values."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cms.outbox.models import Message
from cms.statements import Prepared, insert
from tests.factories.outbox import make_message

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, 30, 15, 123456, tzinfo=UTC)


def queued(purpose: str, since: datetime):
    return Message.objects.filter(purpose=purpose, created_at__gte=since, attempts=0).values_list("pk", "created_at")


def test_every_call_asks_with_its_own_values_and_reads_moments_as_the_orm_does():
    question = Prepared(queued, str, datetime)
    first = make_message(purpose="one", now=NOW)
    second = make_message(purpose="two", now=NOW + timedelta(days=1))

    assert question.rows("one", NOW) == [(first.pk, NOW)]
    assert question.rows("two", NOW) == [(second.pk, NOW + timedelta(days=1))]
    assert question.rows("one", NOW + timedelta(microseconds=1)) == []


def test_a_value_that_is_not_a_plain_parameter_of_the_sql_is_refused_at_once():
    question = Prepared(lambda word: Message.objects.filter(subject__contains=word).values_list("pk"), str)

    with pytest.raises(TypeError):
        question.rows("phiếu")


def test_signs_of_sql_in_a_value_stay_a_value():
    question = Prepared(lambda name: Group.objects.filter(name=name).values_list("name"), str)
    name = "'; DROP TABLE auth_group; -- %s"
    insert([Group(name=name)])

    assert question.rows(name) == [(name,)]


def test_rows_are_written_in_one_statement_and_know_their_keys():
    groups = [Group(name=f"Nhóm {number}") for number in range(3)]

    with CaptureQueriesContext(connection) as queries:
        insert(groups)

    assert len(queries) == 1
    assert {group.pk: group.name for group in Group.objects.filter(name__startswith="Nhóm")} == {
        group.pk: group.name for group in groups
    }
    groups[0].name = "Khác"
    groups[0].save()
    assert Group.objects.filter(name="Khác").get() == groups[0]


def test_a_row_that_is_known_already_breaks_nothing_and_writes_nothing():
    assert insert([Group(name="Một cửa")], unless_known=True)

    assert not insert([Group(name="Một cửa")], unless_known=True)
    assert Group.objects.filter(name="Một cửa").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([Group(name="Một cửa")])


def test_nothing_to_write_asks_the_database_nothing():
    with CaptureQueriesContext(connection) as queries:
        assert insert([])

    assert len(queries) == 0
