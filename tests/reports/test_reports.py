"""Reports of conferences and periods."""

import io
from datetime import date, timedelta

import docx
import pytest
from openpyxl import load_workbook
from wagtail.models import Site

from cms.pages.models import SubjectField
from plans.conferences.dossier import Dossier
from plans.conferences.rules import DialogueRules
from plans.questions.models import Question
from plans.registrations.models import ExportLog
from plans.reports.periods import Part, Period
from plans.reports.punctuality import Punctuality, punctuality_of
from plans.reports.report import Report
from plans.reports.report_document import document_of, question_rows
from plans.reports.returning import returning_questions
from plans.typesetting.docx import to_docx
from plans.workdays.models import CalendarYear
from tests.factories.conferences import moment
from tests.factories.questions import make_question, make_unit
from tests.factories.reports import make_absent, make_answered, make_prepared_letter, owe

BEFORE = moment(2026, 6, 1, 10)
AFTER = moment(2026, 6, 22, 9)
TODAY = date(2026, 7, 15)
HALF = Period(2026, Part.FIRST_HALF)


def text_of(document) -> str:
    file = docx.Document(io.BytesIO(to_docx(document)))
    cells = [cell.text for table in file.tables for cell in table._cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_the_report_prints_both_sides_of_the_ledger_and_they_are_equal(conference):
    make_absent(conference, BEFORE)
    make_answered(conference, AFTER)

    written = text_of(document_of(Report.of_period(HALF, TODAY)))

    assert "2 = 1 + 0 + 0 + 0 + 0 + 0 + 1 = 2" in written
    assert conference.title in written


def test_fields_and_units_are_counted_with_the_busiest_on_top(conference):
    field, unit = SubjectField.objects.create(name="Sở hữu trí tuệ"), make_unit("Phòng A")
    for _number in range(2):
        make_question(conference, AFTER, subject_field=field, unit=unit)
    make_question(conference, AFTER)

    report = Report.of_conference(conference, TODAY)

    name, ledger = report.by_field[0]
    assert (name, ledger.received) == ("Sở hữu trí tuệ", 2)
    assert [ledger.received for _name, ledger in report.by_unit] == [2, 1]


def test_letters_are_in_time_up_to_their_last_working_day(conference):
    CalendarYear.objects.get_or_create(year=2026)
    last_day = moment(2026, 7, 6, 16)  # ten working days after Monday 22 June
    for sent_at in (last_day, last_day + timedelta(days=1)):
        question = owe(make_question(conference, BEFORE), AFTER)
        letter = make_prepared_letter([question], AFTER)
        letter.send(number="1/VP", issued_on=sent_at.date(), way="post", sent_to="Số 1", actor=None, now=sent_at)
    owe(make_question(conference, BEFORE), AFTER)

    found = punctuality_of(Question.objects.all(), date(2026, 7, 6))
    assert found == Punctuality(in_time=1, late=1, waiting=1)
    assert found.percent == 50
    assert punctuality_of(Question.objects.all(), date(2026, 7, 7)).late == 2

    DialogueRules.objects.create(site=Site.objects.get(is_default_site=True), answer_days=1)
    # What was in time by the rules of its day stays so.
    assert punctuality_of(Question.objects.all(), date(2026, 7, 6)) == found


def test_a_question_that_comes_back_in_other_words_and_without_accents_is_paired_with_the_earlier_one(conference):
    earlier = make_question(conference, moment(2025, 11, 1, 8), text="Thủ tục đăng ký nhãn hiệu mất bao nhiêu ngày?")
    make_question(conference, moment(2025, 11, 1, 8), text="Trụ điện trước trường học bị nghiêng, đề nghị di dời.")
    later = make_question(conference, BEFORE, text="thu tuc dang ky nhan hieu mat bao nhieu ngay làm việc")
    make_question(conference, BEFORE, text="Máy đo huyết áp kiểm định ở đâu?")

    [pair] = Report.of_period(HALF, TODAY).returning

    assert (pair.earlier, pair.later) == (earlier, later)


def test_restricted_questions_are_never_compared(conference):
    text = "Thủ tục đăng ký nhãn hiệu mất bao nhiêu ngày?"
    make_question(conference, moment(2025, 11, 1, 8), text=text, is_restricted=True)
    make_question(conference, BEFORE, text=text)

    assert returning_questions(Question.objects.filter(received_at__year=2025), Question.objects.all()) == []


def test_the_workbook_holds_vietnam_time_and_no_formula_and_is_written_down(desk, conference):
    make_question(conference, moment(2026, 7, 1, 0, 30), text='=HYPERLINK("http://x","y")')
    make_question(conference, AFTER, text="Tố cáo ông X", is_restricted=True)

    response = desk.get("/admin/dialogue-reports/period/2026/ca-nam/xlsx/")
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    rows = list(book.worksheets[4].iter_rows(min_row=2))

    assert [row[1].value.strftime("%d/%m/%Y %H:%M") for row in rows] == ["22/06/2026 09:00", "01/07/2026 00:30"]
    assert [row[8].value for row in rows] == [None, '=HYPERLINK("http://x","y")']
    assert rows[1][8].data_type == "s"
    assert ExportLog.objects.get().row_count == 2


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_reports_of_periods_and_conferences_come_as_documents(desk, conference, kind):
    make_answered(conference, AFTER)

    for path in (
        "period/2026/6-thang-dau/",
        f"conference/{conference.pk}/report/",
        f"conference/{conference.pk}/notice/",
    ):
        response = desk.get(f"/admin/dialogue-reports/{path}{kind}/")
        assert response.status_code == 200
        assert b"".join(response.streaming_content)[:2] == (b"PK" if kind == "docx" else b"%P")


def test_the_screens_of_reports_open_without_and_with_data(desk, conference):
    for _round in range(2):
        for path in (
            "",
            "?nam=2026&ky=ca-nam",
            "?nam=x&ky=%00",
            f"conference/{conference.pk}/report/",
            "ledger/",
            "letters/",
        ):
            assert desk.get(f"/admin/dialogue-reports/{path}").status_code == 200
        make_answered(conference, AFTER)
        make_absent(conference, BEFORE)


def test_a_conference_announced_or_published_too_late_is_marked(conference):
    file = Dossier.objects.filter(conference=conference)
    file.update(announced_at=moment(2026, 6, 14, 8), results_published_at=moment(2026, 7, 1, 8))
    [clocks] = Report.of_conference(conference, TODAY).clocks
    assert (clocks.was_announced_in_time, clocks.were_results_in_time) == (False, False)

    file.update(announced_at=moment(2026, 6, 13, 23, 59), results_published_at=moment(2026, 6, 30, 23, 59))
    [clocks] = Report.of_conference(conference, TODAY).clocks
    assert (clocks.was_announced_in_time, clocks.were_results_in_time) == (True, True)


def test_the_workbook_does_not_tell_whose_question_is_a_possible_complaint(conference):
    question = make_question(conference, BEFORE)
    Question.objects.filter(pk=question.pk).update(is_restricted=True, state="exclusion_proposed")
    cells = [str(cell) for row in question_rows(Report.of_conference(conference, TODAY)) for cell in row]
    assert question.reference not in cells
    assert question.text not in cells
