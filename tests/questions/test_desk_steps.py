"""The screens of the desk: each step, conflicts, bad input."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from plans.questions.models import Escalation, Letter, Question, QuestionState, UnitOfficer
from tests.factories.questions import make_question
from tests.factories.registrations import make_registration
from tests.registrations.clerks import IN_TIME, make_user

from .steps import ANSWER, answered, approved, assigned, owed, submitted

pytestmark = pytest.mark.django_db
INBOX = "/admin/questions/"
REGISTER = "/admin/dialogue-reports/letters/"


def take(client, user, question, step, **values):
    client.force_login(user)
    question.refresh_from_db()
    fields = {"expected": question.state, "seen": question.last_step, **values}
    data = {f"{step}-{name}": value for name, value in fields.items()}
    return client.post(f"{INBOX}{question.pk}/", {"step": step, **data})


def state(question):
    return Question.objects.get(pk=question.pk).state


def test_one_form_classifies_and_assigns(client, conference, unit, clerk):
    question = make_question(conference, IN_TIME)
    values = {"topic_kind": "proposal", "urgency": 3, "unit": unit.pk, "due_on": "2026-06-12"}

    assert take(client, clerk, question, "classify", **values).status_code == 302

    question.refresh_from_db()
    assert (question.state, question.unit, question.urgency) == (QuestionState.ASSIGNED, unit, 3)
    assert [event.to_state for event in question.events.all()] == ["received", "classified", "assigned"]


def test_a_step_on_an_old_screen_is_refused_and_keeps_the_words(client, conference, unit, clerk):
    question = make_question(conference, IN_TIME)
    old = {"expected": "received", "seen": question.last_step}
    assigned(question, unit)

    response = take(client, clerk, question, "owe", **{**old, "reason": "Cần xác minh thêm"})

    assert response.status_code == 422
    assert "Cần xác minh thêm" in response.content.decode()
    assert state(question) == QuestionState.ASSIGNED


def test_nobody_takes_steps_that_are_not_theirs(client, conference, unit, officer, leader):
    question = submitted(make_question(conference, IN_TIME), unit)

    assert take(client, officer, question, "approve", version=1).status_code in (302, 403)
    assert take(client, leader, question, "hall", text="x").status_code in (302, 403)
    assert state(question) == QuestionState.SUBMITTED


@pytest.mark.parametrize("step", ["hall", "owe", "merge", "other_office", "beyond", "exclude", "withdraw", "classify"])
def test_bad_input_never_breaks_a_step(client, conference, clerk, step):
    question = make_question(conference, IN_TIME)
    bad = {"reason": "\x00" + "x" * 5000, "lead": "'\"%", "unit": "x", "due_on": "31/2/2026", "ground": "?",
           "urgency": "NaN", "text": "a" * 30_000, "office": "\u202e", "seen": "1e9", "expected": "z"}  # fmt: skip

    assert take(client, clerk, question, step, **bad).status_code in (302, 403, 422)
    assert client.post(f"{INBOX}{question.pk}/", {"step": step}).status_code in (302, 403, 422)
    assert state(question) == QuestionState.RECEIVED


def test_the_second_officer_gets_both_texts_and_can_save_what_was_put_together(
    client, conference, unit, officer, clerk
):
    question = assigned(make_question(conference, IN_TIME), unit)
    address = f"{INBOX}{question.pk}/answer/"
    client.force_login(officer)
    assert client.post(address, {"text": "Của chuyên viên", "based_on": 0, "save": 1}).status_code == 302

    client.force_login(clerk)
    response = client.post(address, {"text": "Của văn phòng", "based_on": 0, "save": 1})

    text = response.content.decode()
    assert response.status_code == 409
    assert "Của chuyên viên" in text
    assert "Của văn phòng" in text
    assert question.answer_versions.count() == 1
    assert client.post(address, {"text": "Chung", "based_on": 1, "save": 1}).status_code == 302
    assert question.latest_answer.text == "Chung"


def test_an_answer_goes_from_the_editor_to_the_leader_and_back(client, conference, unit, officer, leader):
    question = assigned(make_question(conference, IN_TIME), unit)
    client.force_login(officer)
    address = f"{INBOX}{question.pk}/answer/"
    client.post(address, {"text": ANSWER, "based_on": 0, "submit_answer": 1})
    assert state(question) == QuestionState.SUBMITTED
    assert client.post(address, {"text": "Muộn", "based_on": 1, "save": 1}).status_code == 422

    client.force_login(leader)
    assert question.reference in client.get(f"{INBOX}approvals/").content.decode()
    assert take(client, leader, question, "send_back", reason="Thiếu căn cứ").status_code == 302
    client.force_login(officer)
    assert "Thiếu căn cứ" in client.get(f"{INBOX}{question.pk}/").content.decode()
    client.post(address, {"text": ANSWER, "based_on": 1, "submit_answer": 1})
    assert take(client, leader, question, "approve", version=1).status_code == 302

    assert state(question) == QuestionState.APPROVED


def test_an_approval_of_a_version_that_is_not_the_submitted_one_is_refused(client, conference, unit, leader):
    question = submitted(make_question(conference, IN_TIME), unit)

    assert take(client, leader, question, "approve", version=7).status_code == 422
    assert state(question) == QuestionState.SUBMITTED


def test_who_proposes_an_exclusion_is_led_back_to_the_list(client, conference, clerk, receptionist):
    question = make_question(conference, IN_TIME)

    response = take(client, clerk, question, "exclude", ground="complaint", reason="Khiếu nại quyết định")
    assert response["Location"] == INBOX
    assert take(client, receptionist, question, "confirm_exclusion", guidance="Ban Tiếp công dân").status_code == 302

    assert state(question) == QuestionState.EXCLUDED


def test_the_one_who_proposed_is_offered_no_decision(client, conference, receptionist):
    question = make_question(conference, IN_TIME)
    take(client, receptionist, question, "exclude", ground="complaint", reason="Khiếu nại")

    assert take(client, receptionist, question, "confirm_exclusion", guidance="x")["Location"] == "/admin/"
    assert state(question) == QuestionState.EXCLUSION_PROPOSED


def test_merging_takes_the_name_as_it_stands_in_the_list(client, conference, clerk):
    lead = make_registration(conference, IN_TIME).questions.get()
    question = make_question(conference, IN_TIME)

    assert take(client, clerk, question, "merge", lead="DT-0000-0000/1", reason="x").status_code == 422
    assert take(client, clerk, question, "merge", lead=lead.reference.lower(), reason="Trùng").status_code == 302

    client.force_login(clerk)
    assert question.reference in client.get(f"{INBOX}{lead.pk}/").content.decode()
    assert lead.reference in client.get(f"{INBOX}{question.pk}/").content.decode()
    take(client, clerk, question, "unmerge", reason="Khác nội dung")
    assert state(question) == QuestionState.RECEIVED


def test_publishing_warns_and_asks_about_each_finding(client, conference, leader):
    form = make_registration(conference, IN_TIME, full_name="Lê Thị Hà", may_publish=True,
                             question="Tôi là Lê Thị Hà, 0912345678, hỏi phí?")  # fmt: skip
    question = answered(form.questions.get(), text="Gọi 0255 3822 345 để biết.")
    client.force_login(leader)
    address = f"{INBOX}{question.pk}/publish/"
    proposal = client.get(address).context["form"].initial
    assert "Lê Thị Hà" not in proposal["public_text"]
    assert "0912345678" not in proposal["public_text"]
    data = {"public_text": "Hỏi phí?", "public_answer": question.answer, "seen": question.last_step}

    warned = client.post(address, data)
    assert warned.status_code == 422
    assert [concern.excerpt for concern in warned.context["concerns"]] == ["0255 3822 345"]
    assert client.post(address, {**data, "confirmed": ["0255 3822 345"]}).status_code == 302

    assert Question.objects.published().get().public_text == "Hỏi phí?"


def test_a_letter_is_prepared_entered_and_read(client, conference, unit, clerk, officer):
    form = make_registration(conference, IN_TIME, questions=[{"text": "Câu một?"}, {"text": "Câu hai?"}])
    first, second = (approved(question, unit) for question in form.questions.order_by("number"))
    response = take(client, clerk, first, "letter", way="post", sent_to="Xã A", others=[second.pk])
    letter = Letter.objects.get()
    assert response["Location"] == f"{REGISTER}{letter.pk}/"
    assert set(letter.questions.all()) == {first, second}
    evidence = {"step": "send", "number": "9/VP", "issued_on": "2026-06-01", "way": "post", "sent_to": "Xã A"}

    for wrong in ({"number": ""}, {"issued_on": "2099-01-01"}, {"document": SimpleUploadedFile("a.pdf", b"<html>")}):
        assert client.post(response["Location"], {**evidence, **wrong}).status_code == 422
    signed = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    assert client.post(response["Location"], {**evidence, "document": signed}).status_code == 302

    assert {state(first), state(second)} == {QuestionState.SENT_IN_WRITING}
    document = client.get(f"{response['Location']}signed/")
    assert document["X-Content-Type-Options"] == "nosniff"
    client.force_login(officer)
    assert client.get(f"{response['Location']}signed/").status_code == 404
    assert client.get(REGISTER).status_code == 302


def test_a_letter_with_an_unapproved_answer_says_so(client, conference, clerk):
    letter = Letter.objects.prepare([owed(make_question(conference, IN_TIME))], way="post", sent_to="x", actor=None,
                                    now=IN_TIME)  # fmt: skip
    client.force_login(clerk)
    evidence = {"step": "send", "number": "9/VP", "issued_on": "2026-06-01", "way": "post", "sent_to": "Xã A"}

    assert client.post(f"{REGISTER}{letter.pk}/", evidence).status_code == 422
    assert client.post(f"{REGISTER}{letter.pk}/", {"step": "discard"}).status_code == 302
    assert not Letter.objects.exists()


def test_a_report_upward_is_gathered_sent_reminded_and_replied_to(client, conference, clerk):
    questions = [make_question(conference, IN_TIME) for _number in range(2)]
    for question in questions:
        take(client, clerk, question, "beyond", reason="Thuộc thẩm quyền tỉnh")
    client.force_login(clerk)
    assert client.post("/admin/escalations/new/", {"authority": "UBND tỉnh"}).status_code == 422
    chosen = [question.pk for question in questions]
    address = client.post("/admin/escalations/new/", {"authority": "UBND tỉnh", "chosen": chosen})["Location"]
    assert client.post(address, {"number": "", "reported_on": "2026-06-01"}).status_code == 422
    assert client.post(address, {"number": "1/BC", "reported_on": "2026-06-01"}).status_code == 302
    assert client.post(address, {"chase": ""}).status_code == 302
    client.post(address, {"chase": ""})
    assert questions[0].events.count() == 5
    assert client.post(address, {"reply": "Đồng ý", "replied_on": "2026-06-20"}).status_code == 302

    assert {state(question) for question in questions} == {QuestionState.SUPERIOR_REPLIED}
    assert Escalation.objects.get().reply == "Đồng ý"
    for page in (address, "/admin/escalations/", "/admin/escalations/new/"):
        assert client.get(page).status_code == 200


def test_several_questions_are_assigned_at_once(client, conference, unit, clerk, officer):
    questions = [make_question(conference, IN_TIME) for _number in range(3)]
    client.force_login(clerk)
    address = f"{INBOX}assign/"
    data = {"unit": unit.pk, "due_on": "2026-06-12"}
    assert client.post(address, data).status_code == 422
    assert client.post(address, {**data, "chosen": [999_999]}).status_code == 422

    assert client.post(address, {**data, "chosen": [question.pk for question in questions[:2]]}).status_code == 302

    assert [state(question) for question in questions] == ["assigned", "assigned", "received"]
    client.force_login(officer)
    assert client.get(address).status_code == 302


def test_what_citizens_type_is_inert_at_the_desk(client, conference, unit, clerk):
    attack = "<script>alert(1)</script>{{7*7}}</textarea>"
    question = approved(make_question(conference, IN_TIME, text=attack), unit, text=attack)
    client.force_login(clerk)

    for path in ("", f"{question.pk}/", f"{question.pk}/answer/", "assign/"):
        text = client.get(INBOX + path).content.decode()
        assert "<script>alert(1)" not in text
        assert "{49}" not in text


def test_officers_of_units_are_kept_by_those_who_may(client, unit, officer):
    keeper = make_user("quan-tri", "add_unitofficer", "change_unitofficer", "delete_unitofficer")
    client.force_login(keeper)
    other = make_user("moi")

    response = client.post("/admin/unit-officers/new/", {"user": other.pk, "unit": unit.pk, "is_head": "on"})

    assert response.status_code == 302
    assert UnitOfficer.objects.get(user=other).is_head
    client.force_login(officer)
    assert client.get("/admin/unit-officers/").status_code == 302


def test_a_letter_is_not_said_to_be_owed_where_none_can_be(client, clerk, conference):
    question = answered(make_question(conference, IN_TIME))
    assert take(client, clerk, question, "owe", reason="Nhầm").status_code in (302, 403)
    question.refresh_from_db()
    assert question.state == QuestionState.ANSWERED_AT_CONFERENCE
    assert "owe-reason" not in client.get(f"/admin/questions/{question.pk}/").content.decode()
