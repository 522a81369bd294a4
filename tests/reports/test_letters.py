"""Letters to those who are owed an answer, and the register of what left."""

import io
import zipfile

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from plans.conferences.dossier import Dossier, asking_to_close
from plans.questions.models import Letter, Question, QuestionState
from plans.reports.letters import document_of, prepare_letters, waiting_for_letters
from plans.typesetting.docx import to_docx
from tests.factories.conferences import moment
from tests.factories.questions import make_question
from tests.factories.reports import make_absent, make_held_conference, make_prepared_letter, owe
from tests.registrations.clerks import make_user

BEFORE = moment(2026, 6, 1, 10)
AFTER = moment(2026, 6, 22, 9)
URL = "/admin/dialogue-reports/letters/"


def ask_more(registration, text: str) -> Question:
    return make_question(registration.conference, BEFORE, registration=registration, text=text)


def text_of(content: bytes) -> str:
    file = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in file.tables for cell in table._cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


def test_one_letter_per_person_holds_all_the_answers(conference, clerk):
    person = make_absent(conference, BEFORE, full_name="H'Hen Niê", question="Câu thứ nhất?")
    owe(ask_more(person, "Câu thứ hai?"), BEFORE, "Trả lời thứ hai.")
    make_absent(conference, BEFORE, question="Của người khác?")

    waiting = waiting_for_letters(clerk)
    [mine] = [one for one in waiting if one.registration == person]
    [letter] = prepare_letters([mine], actor=clerk, now=AFTER)

    assert len(waiting) == 2
    assert letter.questions.count() == 2
    for text in ("Câu thứ nhất?", "Thủ tục mất 20 ngày làm việc.", "Câu thứ hai?", "Trả lời thứ hai.", person.code):
        assert text in letter.text
    assert "Của người khác?" not in letter.text
    assert letter.sent_to == "Số 1, thôn Phú Mỹ"
    assert person not in [one.registration for one in waiting_for_letters(clerk)]


def test_who_waits_for_an_approval_is_shown_but_gets_no_letter_yet(desk, conference, clerk):
    person = make_absent(conference, BEFORE)
    owe(ask_more(person, "Chưa có câu trả lời?"), BEFORE, "")

    [waiting] = waiting_for_letters(clerk)
    desk.post(URL, {"who": [waiting.key]})

    assert not waiting.is_ready
    assert waiting.unanswered == 1
    assert not Letter.objects.exists()


def test_the_letter_names_its_reader_and_carries_number_and_day_once_they_are_given(desk, conference):
    make_absent(conference, BEFORE, full_name="Đinh Văn Khiết")
    desk.post(URL, {"who": [one.key for one in waiting_for_letters(make_user("q", "change_question"))]})
    letter = Letter.objects.get()
    sent = {"step": "send", "number": "123/SKHCN-VP", "issued_on": "22/06/2026", "way": "post", "sent_to": "Số 1"}

    assert desk.post(f"{URL}{letter.pk}/", sent).status_code == 302
    written = text_of(b"".join(desk.get(f"{URL}{letter.pk}/docx/").streaming_content))

    assert "Đinh Văn Khiết" in written
    assert "123/SKHCN-VP" in written
    assert "ngày 22 tháng 6 năm 2026" in written
    question = letter.questions.get()
    assert question.state == QuestionState.SENT_IN_WRITING
    letter.refresh_from_db()
    assert letter.sent_at is not None
    assert (letter.number, letter.sent_to) == ("123/SKHCN-VP", "Số 1")


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": ""},
        {"number": "\u200b"},
        {"issued_on": "31/6/2026"},
        {"issued_on": "1/1/26"},
        {"issued_on": "22/06/2099"},
        {"sent_to": " "},
        {"way": "pigeon"},
    ],
)
def test_a_letter_is_not_sent_without_evidence_and_what_was_typed_stays(desk, conference, wrong):
    person = make_absent(conference, BEFORE)
    letter = make_prepared_letter(list(person.questions.all()), AFTER)
    sent = {"step": "send", "number": "77/VP", "issued_on": "22/06/2026", "way": "post", "sent_to": "Số 9", **wrong}
    response = desk.post(f"{URL}{letter.pk}/", sent)

    assert response.status_code == 422
    assert "77/VP" in response.content.decode() or "number" in wrong
    letter.refresh_from_db()
    assert letter.sent_at is None
    assert person.questions.get().state == QuestionState.OWED


def test_a_signed_letter_must_be_a_pdf(desk, conference):
    letter = make_prepared_letter(list(make_absent(conference, BEFORE).questions.all()), AFTER)
    sent = {"step": "send", "number": "77/VP", "issued_on": "22/06/2026", "way": "post", "sent_to": "Số 9"}
    fake = SimpleUploadedFile("thư.pdf", b"MZ\x00 not a pdf")

    assert desk.post(f"{URL}{letter.pk}/", {**sent, "document": fake}).status_code == 422
    real = SimpleUploadedFile("../../etc/passwd", b"%PDF-1.7 signed")
    assert desk.post(f"{URL}{letter.pk}/", {**sent, "document": real}).status_code == 302
    kept = desk.get(f"{URL}{letter.pk}/signed/")
    assert b"".join(kept.streaming_content) == b"%PDF-1.7 signed"
    assert kept["X-Content-Type-Options"] == "nosniff"
    letter.refresh_from_db()
    assert letter.document.name.startswith("letters/")


def test_all_unsent_letters_come_as_one_archive_and_as_one_paper_in_the_order_of_given_names(desk, conference):
    in_order = ["Trần Văn Ân", "Lê Thị Dung", "Phạm Đức", "Nguyễn Thị Hoà", "An Ví"]
    for name in reversed(in_order):
        make_prepared_letter(list(make_absent(conference, BEFORE, full_name=name).questions.all()), AFTER)

    archive = zipfile.ZipFile(io.BytesIO(b"".join(desk.get(f"{URL}unsent/zip/").streaming_content)))
    paper = PdfReader(io.BytesIO(b"".join(desk.get(f"{URL}unsent/pdf/").streaming_content)))

    files = [text_of(archive.read(name)) for name in sorted(archive.namelist())]
    pages = [" ".join(page.extract_text().split()) for page in paper.pages]
    assert len(files) == len(pages) == len(in_order)
    assert all(name in text for name, text in zip(in_order, files, strict=True))
    assert all(name in text for name, text in zip(in_order, pages, strict=True))


def test_a_colleague_who_changed_the_text_first_is_not_overwritten(desk, conference):
    letter = make_prepared_letter(list(make_absent(conference, BEFORE).questions.all()), AFTER, text="Gốc")
    form = desk.get(f"{URL}{letter.pk}/").context["text_form"]
    Letter.objects.filter(pk=letter.pk).update(text="Của đồng nghiệp")

    response = desk.post(f"{URL}{letter.pk}/", {"step": "text", "seen": form.initial["seen"], "text": "Của tôi"})

    assert response.status_code == 422
    assert "Của tôi" in response.content.decode()
    letter.refresh_from_db()
    assert letter.text == "Của đồng nghiệp"


def test_a_discarded_letter_leaves_its_questions_waiting_for_another(desk, conference, clerk):
    letter = make_prepared_letter(list(make_absent(conference, BEFORE).questions.all()), AFTER)
    desk.post(f"{URL}{letter.pk}/", {"step": "discard"})

    assert not Letter.objects.exists()
    assert len(waiting_for_letters(clerk)) == 1


def test_a_file_cannot_be_closed_while_a_letter_has_not_left(conference):
    make_prepared_letter(list(make_absent(conference, BEFORE).questions.all()), AFTER)
    answers = asking_to_close.send(Dossier, dossier=Dossier.objects.of(conference), now=AFTER)

    assert any(sentences for _receiver, sentences in answers)


def test_letters_to_restricted_questions_are_not_for_everybody(desk, conference):
    person = make_absent(conference, BEFORE)
    letter = make_prepared_letter(list(person.questions.all()), AFTER)
    Question.objects.filter(letter=letter).update(is_restricted=True)

    assert desk.get(f"{URL}{letter.pk}/").status_code == 404
    assert desk.get(f"{URL}{letter.pk}/docx/").status_code == 404


def test_a_name_that_looks_like_code_is_printed_as_it_is(conference):
    person = make_absent(conference, BEFORE, full_name="O’Nâm {{7*7}} <b>x</b>")
    letter = make_prepared_letter(list(person.questions.all()), AFTER)

    assert "O’Nâm {{7*7}} <b>x</b>" in text_of(to_docx(document_of(letter)))


def test_a_letter_begun_from_a_question_gets_its_words_from_questions_and_answers(desk, conference):
    person = make_absent(conference, BEFORE, question="Hỏi điều gì?")
    letter = make_prepared_letter(list(person.questions.all()), AFTER, text="")
    shown = desk.get(f"{URL}{letter.pk}/").content.decode()
    written = text_of(b"".join(desk.get(f"{URL}{letter.pk}/docx/").streaming_content))
    sent = {"step": "send", "number": "78/VP", "issued_on": "22/06/2026", "way": "post", "sent_to": "Số 9"}
    desk.post(f"{URL}{letter.pk}/", sent)

    letter.refresh_from_db()
    for text in (shown, written, letter.text):
        assert "Hỏi điều gì?" in text
        assert "Thủ tục mất 20 ngày làm việc." in text
    assert letter.sent_at is not None


def test_the_register_is_narrowed_down_by_state_way_and_conference(desk, home, conference):
    people = [make_absent(conference, BEFORE) for _number in range(2)] + [
        make_absent(make_held_conference(home, moment(2026, 6, 20, 11, 30)), BEFORE)
    ]
    by_post, by_mail, elsewhere = (
        make_prepared_letter(list(person.questions.all()), AFTER, way=way)
        for person, way in zip(people, ("post", "email", "post"), strict=True)
    )
    by_mail.send(number="1/VP", issued_on=AFTER.date(), way="email", sent_to="a@b.vn", actor=None, now=AFTER)

    def found(query):
        return set(desk.get(f"{URL}?{query}").context["page"].object_list)

    assert found("") == {by_post, by_mail, elsewhere}
    assert found("state=unsent") == {by_post, elsewhere}
    assert found("state=sent") == {by_mail}
    assert found(f"state=unsent&conference={elsewhere.conference_id}") == {elsewhere}
    assert found("way=post&state=x&conference=999999") == {by_post, elsewhere}


def test_who_may_not_know_the_askers_reads_letters_without_names_and_sends_none(client, conference):
    person = make_absent(conference, BEFORE, full_name="Đinh Văn Khiết")
    make_absent(conference, BEFORE, full_name="Phạm Thị Chờ")
    letter = make_prepared_letter(list(person.questions.all()), AFTER)
    client.force_login(make_user("lanh-dao", "view_question", "approve_answer"))

    for address in (URL, f"{URL}{letter.pk}/"):
        shown = client.get(address).content.decode()
        assert person.code in shown
        for hidden in ("Đinh Văn Khiết", "Phạm Thị Chờ", "thôn Phú Mỹ"):
            assert hidden not in shown
    assert "Cơ quan trả lời." in shown
    for refused in (f"{letter.pk}/docx/", f"{letter.pk}/pdf/", "unsent/zip/"):
        assert client.get(f"{URL}{refused}").status_code == 302
    client.post(f"{URL}{letter.pk}/", {"step": "discard"})
    client.post(URL, {"who": [f"r{person.pk}"]})
    assert Letter.objects.get() == letter


def test_a_letter_leads_to_its_questions_and_its_form(desk, conference):
    person = make_absent(conference, BEFORE)
    letter = make_prepared_letter(list(person.questions.all()), AFTER)
    shown = desk.get(f"{URL}{letter.pk}/").content.decode()

    assert f'href="/admin/questions/{person.questions.get().pk}/"' in shown
    assert f'href="/admin/registrations/{person.pk}/"' in shown
    assert f'href="{URL}{letter.pk}/"' in desk.get(f"/admin/questions/{person.questions.get().pk}/").content.decode()
