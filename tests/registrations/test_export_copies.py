"""Big copies of the register: written by the worker, fetched by the one who ordered them, gone after a day."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import storages
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from plans.conferences.models import ConferencePage
from plans.questions.models import Question
from plans.registrations import export_file, exporting
from plans.registrations.exports import Shape, Table
from plans.registrations.form_version import FormVersion
from plans.registrations.models import Export, ExportLog, Registration
from tests.factories.registrations import make_registration

from .clerks import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/registrations/export/xlsx/"


@pytest.fixture(autouse=True)
def few_rows_at_once(monkeypatch):
    monkeypatch.setattr(exporting, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(exporting, "_BEAT_EVERY", 1)


@pytest.fixture
def user(db):
    return make_user("can-bo", "view_registration", "export_registration", "view_question")


@pytest.fixture
def desk(client, user):
    client.force_login(user)
    return client


@pytest.fixture
def forms(conference):
    return [make_registration(conference, timezone.now()) for _number in range(3)]


def test_a_long_address_and_a_restricted_form_do_not_stop_a_copy(user, forms, conference):
    ConferencePage.objects.filter(pk=conference.pk).update(slug="hoi-nghi-" + "rat-dai-" * 30)
    forms[0].restrict(actor=user, reason="Yêu cầu", now=timezone.now())

    export = exporting.order(user, QueryDict(f"conference={conference.pk}"), "xlsx", Shape.FORM, 2, timezone.now())

    assert len(export.file_name) <= Export._meta.get_field("file_name").max_length
    assert forms[0].pk not in exporting.table_for(QueryDict(), Shape.FORM, user).primary_keys


def test_a_big_copy_is_ordered_written_and_fetched(desk, forms, conference):
    ordered = desk.get(ADDRESS, {"conference": conference.pk})
    waiting = desk.get(ordered["Location"])
    exporting.write_next(timezone.now())
    ready = desk.get(ordered["Location"])

    export = Export.objects.get()
    assert waiting["Refresh"] == "2"
    assert "Refresh" not in ready
    assert (export.state, export.rows_done, export.rows_total) == (Export.State.DONE, 3, 3)
    response = desk.get(f"/admin/registrations/copies/{export.pk}/file/")
    assert f"dang-ky_{conference.slug}_" in response["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert sheet.max_row == 4
    assert sheet.column_dimensions["A"].width == 14
    assert ExportLog.objects.get().row_count == 3


def test_the_same_order_while_it_waits_is_one_copy(desk, forms):
    assert desk.get(ADDRESS)["Location"] == desk.get(ADDRESS)["Location"]
    assert Export.objects.count() == ExportLog.objects.count() == 1


def test_a_copy_is_fetched_by_the_one_who_ordered_it_only(client, desk, forms):
    ordered = desk.get(ADDRESS)
    exporting.write_next(timezone.now())
    pk = Export.objects.get().pk

    client.force_login(make_user("khac", "view_registration", "export_registration"))
    assert client.get(ordered["Location"]).status_code == 404
    assert client.get(f"/admin/registrations/copies/{pk}/file/").status_code == 404
    client.force_login(User.objects.get(username="can-bo"))
    User.objects.get(username="can-bo").user_permissions.clear()
    assert client.get(f"/admin/registrations/copies/{pk}/file/").status_code == 302


def test_the_file_goes_after_a_day_and_the_log_stays(desk, forms):
    desk.get(ADDRESS)
    now = timezone.now()
    exporting.write_next(now)
    export = Export.objects.get()
    name = export.file.name

    exporting.remove_outdated(now + timedelta(hours=23))
    assert storages["private"].exists(name)
    exporting.remove_outdated(now + timedelta(hours=25))

    assert not storages["private"].exists(name)
    export.refresh_from_db()
    assert export.state == Export.State.REMOVED
    assert desk.get(f"/admin/registrations/copies/{export.pk}/file/").status_code == 404
    assert desk.get(f"/admin/registrations/copies/{export.pk}/").status_code == 200
    assert ExportLog.objects.count() == 1


def test_a_copy_whose_worker_died_is_begun_again_and_a_living_one_left_alone(desk, forms):
    desk.get(ADDRESS)
    now = timezone.now()
    assert Export.objects.claim(now).state == Export.State.RUNNING

    assert Export.objects.claim(now + timedelta(seconds=5)) is None
    again = Export.objects.claim(now + export_file.SILENT_FOR + timedelta(seconds=1))
    assert again.attempts == 2


def test_a_copy_that_cannot_be_written_is_given_up_with_a_word_to_the_clerk(desk, forms):
    ordered = desk.get(ADDRESS)
    Export.objects.update(file_format="unknown", language="xx-br")
    for _attempt in range(5):
        exporting.write_next(timezone.now())

    assert Export.objects.get().state == Export.State.FAILED
    assert "Refresh" not in desk.get(ordered["Location"])


def test_one_row_per_question_or_one_per_form(user, forms):
    first = forms[0]
    Question.objects.receive(first.conference, [{"text": "Câu hỏi thứ hai?"}], timezone.now(), registration=first)
    keys = [one.pk for one in forms]

    by_form, by_question = Table(keys, Shape.FORM, user), Table(keys, Shape.QUESTION, user)

    assert by_form.count() == len(list(by_form.rows())) == 3
    assert by_question.count() == len(list(by_question.rows())) == 4
    assert [row[0] for row in by_question.rows()].count(first.code) == 2
    for table in (by_form, by_question):
        assert all(len(row) == len(table.header) == len(table.widths) for row in table.rows())


def test_a_restricted_question_leaves_only_with_those_who_may_read_it(user, forms):
    forms[0].questions.update(is_restricted=True, text="Tố cáo ông A")
    keys = [one.pk for one in forms]

    assert "Tố cáo ông A" not in str(list(Table(keys, Shape.FORM, user).rows()))
    assert Table(keys, Shape.QUESTION, user).count() == 2
    reader = make_user("hai-nguoi", "view_question", "handle_complaint")
    assert "Tố cáo ông A" in str(list(Table(keys, Shape.QUESTION, reader).rows()))


def test_the_offices_own_answers_have_columns_named_as_they_were_asked(user, forms, conference):
    definition = [
        {"key": "bus", "kind": "choice", "label": "Ông/bà đi xe gì?", "choices": [["b", "Xe buýt"], ["x", "Xe máy"]]},
        {"key": "note", "kind": "text", "label": "Ghi chú riêng", "choices": []},
    ]
    version = FormVersion.objects.create(conference=conference, number=71, definition=definition)
    Registration.objects.filter(pk=forms[0].pk).update(
        form_version=version, extra_answers={"bus": "b", "note": "=1+1"}
    )

    table = Table([one.pk for one in forms], Shape.FORM, user)
    rows = [dict(zip(table.header, row, strict=True)) for row in table.rows()]

    assert (rows[0]["Ông/bà đi xe gì?"], rows[0]["Ghi chú riêng"]) == ("Xe buýt", "=1+1")
    assert rows[1]["Ghi chú riêng"] == ""


def test_reading_the_table_costs_the_same_queries_for_many_forms(user, forms, conference):
    list(Table([forms[0].pk], Shape.FORM, user).rows())  # the permissions of the user are read once
    with CaptureQueriesContext(connection) as few:
        list(Table([one.pk for one in forms], Shape.FORM, user).rows())
    more = [make_registration(conference, timezone.now()).pk for _number in range(20)]
    with CaptureQueriesContext(connection) as many:
        list(Table(more, Shape.FORM, user).rows())

    assert len(few) == len(many)


def test_the_page_before_the_copy_asks_for_rows_and_format_and_keeps_the_filters(desk, forms):
    page = desk.get("/admin/registrations/export/", {"form_state": ["sent", "late"], "q": "an"}).content.decode()

    assert page.count('name="form_state"') == 2
    assert 'value="question"' in page
    chosen = desk.get(ADDRESS, {"shape": "question", "file_format": "csv", "q": "khong ai"})
    assert chosen["Content-Disposition"].endswith('.csv"')
    assert desk.get(ADDRESS, {"shape": "x"}).status_code == 302
    assert zipfile.is_zipfile(io.BytesIO(b"".join(desk.get(ADDRESS, {"q": "khong ai"}).streaming_content)))
