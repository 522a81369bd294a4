"""Minutes: written from the data, edited, issued once."""

import io
import os
from datetime import date

import docx
import pytest
from pypdf import PdfReader

from cms.history import MoveNotAllowedError
from plans.conferences.dossier import Dossier, DossierState
from plans.questions.models import Question
from plans.reports.minutes import Minutes, MinutesChangedError
from plans.reports.minutes_document import first_text
from tests.factories.conferences import moment
from tests.factories.questions import make_question
from tests.factories.reports import make_absent, make_answered, make_form_in_time, owe
from tests.registrations.clerks import make_user

BEFORE = moment(2026, 6, 1, 10)
AFTER = moment(2026, 6, 22, 9)
URL = "/admin/dialogue-reports/conference/{}/"


def write(conference, **fields) -> Minutes:
    typed = {
        "based_on": 0, "chair": "Nguyễn Văn A", "chair_title": "Giám đốc Sở", "secretary": "Trần Thị B",
        "text": "I. Kết quả\nHội nghị đã trả lời 01 câu hỏi.", "actor": None, "now": AFTER, **fields,
    }  # fmt: skip
    return Minutes.objects.write(conference, **typed)


def test_the_first_text_tells_questions_and_both_sides_of_the_ledger_but_nobody_who_asked(conference):
    person = make_absent(conference, BEFORE, full_name="Đinh Thị Bí Mật", question="Bao giờ có kết quả thẩm định?")
    make_answered(conference, AFTER, text="Phí nhãn hiệu là bao nhiêu?")

    text = first_text(conference)

    assert "Bao giờ có kết quả thẩm định?" in text
    assert "Phí nhãn hiệu là bao nhiêu?" in text
    assert "Đã trả lời." in text
    assert "2 = 1 + 0 + 0 + 0 + 0 + 0 + 1 = 2" in text
    assert "Bí Mật" not in text
    assert person.phone_as_typed not in text


def test_a_question_few_may_read_is_counted_but_not_quoted(conference):
    make_question(conference, BEFORE, text="Tôi tố cáo ông X", is_restricted=True)

    text = first_text(conference)

    assert "ông X" not in text
    assert "1 = 0 + 0 + 0 + 0 + 0 + 0 + 1 = 1" in text


def test_the_minutes_of_a_conference_that_fell_through_give_the_reason(conference):
    dossier = Dossier.objects.of(conference)
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.ANNOUNCED)
    make_question(conference, BEFORE)
    dossier.refresh_from_db()
    dossier.move(DossierState.NOT_HELD, expected="announced", actor=None, reason="Bão số 4", now=AFTER)

    assert "Bão số 4" in first_text(conference)


def test_two_who_write_at_once_never_overwrite_each_other(conference):
    write(conference, text="Bản một")
    with pytest.raises(MinutesChangedError) as first:
        write(conference, text="Bản khác")
    write(conference, based_on=1, text="Bản hai")
    with pytest.raises(MinutesChangedError) as second:
        write(conference, based_on=1, text="Bản ba")

    assert first.value.latest.text == "Bản một"
    assert second.value.latest.text == "Bản hai"
    assert Minutes.objects.get().text == "Bản hai"


def test_issued_minutes_are_kept_as_files_with_number_and_never_change_again(conference):
    minutes = write(conference)
    minutes.issue(version=1, number="12/BB-SKHCN", issued_on=date(2026, 6, 22), actor=None, now=AFTER)

    pdf = " ".join(page.extract_text() for page in PdfReader(minutes.pdf.open("rb")).pages)
    text = "\n".join(cell.text for table in docx.Document(minutes.docx.open("rb")).tables for cell in table._cells)
    assert "12/BB-SKHCN" in pdf
    assert "12/BB-SKHCN" in text
    assert "Trần Thị B" in text
    assert os.sep + "private" + os.sep in minutes.pdf.path
    with pytest.raises(MoveNotAllowedError):
        write(conference, based_on=1, text="Sửa sau")
    with pytest.raises(MoveNotAllowedError):
        minutes.issue(version=1, number="13/BB", issued_on=date(2026, 6, 22), actor=None, now=AFTER)


@pytest.mark.parametrize(("number", "day"), [("", date(2026, 6, 22)), ("12/BB", None), ("12/BB", date(2026, 6, 23))])
def test_minutes_are_not_issued_without_number_and_a_day_that_has_come(conference, number, day):
    minutes = write(conference)

    with pytest.raises(MoveNotAllowedError):
        minutes.issue(version=1, number=number, issued_on=day, actor=None, now=AFTER)
    assert not Minutes.objects.issued().exists()


def test_minutes_are_not_issued_with_a_text_nobody_has_read(conference):
    minutes = write(conference)
    write(conference, based_on=1, text="Bản hai")

    with pytest.raises(MinutesChangedError):
        minutes.issue(version=1, number="12/BB", issued_on=date(2026, 6, 22), actor=None, now=AFTER)


def test_the_screen_saves_issues_and_gives_back_the_kept_files(desk, conference):
    owe(make_question(conference, BEFORE), AFTER)
    url = URL.format(conference.pk)
    typed = {"based_on": 0, "chair": "A", "chair_title": "", "secretary": "B", "text": "Nội dung", "step": "save"}

    assert Question.objects.get().text in desk.get(url).content.decode()
    assert desk.post(url, typed).status_code == 302
    assert (
        desk.post(url, {"version": 1, "number": "1/BB", "issued_on": "22/06/2026", "step": "issue"}).status_code == 302
    )

    kept = desk.get(f"{url}minutes/docx/")
    assert "no-store" in kept["Cache-Control"]
    assert "attachment" in kept["Content-Disposition"]
    content = b"".join(kept.streaming_content)
    assert content == Minutes.objects.get().docx.open("rb").read()
    assert docx.Document(io.BytesIO(content)).tables


def test_a_late_save_shows_both_texts_and_saves_neither(desk, conference):
    write(conference, text="Của đồng nghiệp")
    response = desk.post(
        URL.format(conference.pk),
        {"based_on": 0, "chair": "A", "secretary": "B", "text": "Của tôi", "step": "save"},
    )

    shown = response.content.decode()
    assert response.status_code == 422
    assert "Của đồng nghiệp" in shown
    assert "Của tôi" in shown
    assert Minutes.objects.get().text == "Của đồng nghiệp"


@pytest.mark.parametrize("codenames", [(), ("view_question",), ("view_dossier",), ("view_registration",)])
def test_nobody_without_the_rights_sees_minutes_reports_or_letters(client, conference, codenames):
    client.force_login(make_user("nguoi-khac", *codenames))

    about = f"conference/{conference.pk}/"
    screens = ["", "ledger/", about, f"{about}report/"]
    # Who may read every question may look at the register; see the tests of letters for what it hides.
    screens += [] if codenames == ("view_question",) else ["letters/"]
    files = (f"{about}minutes/pdf/", f"{about}report/xlsx/", "letters/unsent/zip/", "period/2026/ca-nam/docx/")
    for path in (*screens, *files):
        response = client.get(f"/admin/dialogue-reports/{path}")
        assert response.status_code in (302, 403), path
        if response.status_code == 302:
            assert response["Location"].startswith("/admin/")
            assert "dialogue-reports" not in response["Location"]


def test_text_with_signs_that_break_files_still_becomes_minutes(conference):
    make_form_in_time(conference, BEFORE, question="<script>alert(1)</script> {{7*7}} " + "x" * 2000)
    minutes = write(conference, text=first_text(conference))
    minutes.issue(version=1, number="1/BB", issued_on=date(2026, 6, 22), actor=None, now=AFTER)

    pdf = "".join(page.extract_text() for page in PdfReader(minutes.pdf.open("rb")).pages)
    assert "<script>alert(1)</script>{{7*7}}" in "".join(pdf.split())
