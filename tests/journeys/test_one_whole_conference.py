"""One conference from its notice to the closed file, through the screens, by everybody who has a part in it."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.demo.roles import set_up_roles
from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.models import ConferencePage
from plans.questions.ledger import ledger_of
from plans.questions.models import Letter, Question, QuestionState
from plans.registrations.models import FormState, Registration, Seat
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.questions import make_officer, make_unit

from .whole_conference import citizens, hall, office
from .whole_conference.citizens import Citizen

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

S = QuestionState
HOA = Citizen(
    "Nguyễn Thị Hoà",
    "0912 345 678",
    (
        "Tôi là Nguyễn Thị Hoà, điện thoại 0912 345 678. Đăng ký nhãn hiệu cho bánh tráng mất bao lâu?",
        "Lệ phí đăng ký nhãn hiệu được giảm trong trường hợp nào?",
    ),
)
BINH = Citizen("Trần Văn Bình", "0913 222 111", ("Máy tách hạt tự chế có được công nhận là sáng kiến không?",))
LAN = Citizen("Lê Thị Lan", "0914 333 222", ("Tôi khiếu nại quyết định xử phạt cửa hàng của tôi.",), is_unsure=True)
VUONG = Citizen("Phạm Văn Vương", "0915 444 333", ("Đề nghị bỏ phí thẩm định do Trung ương quy định.",), False)
GUIDANCE = "Phòng tiếp công dân, tầng 1, thứ Năm hằng tuần, điện thoại 0255 3822 000."


@dataclass
class Office:
    """Browsers of the people of the office, each logged in once."""

    leader: object
    clerk: object
    officer: object
    handler: object


@dataclass
class Forms:
    """The five forms of this conference."""

    hoa: Registration
    binh: Registration
    lan: Registration
    vuong: Registration
    paper: Registration


@pytest.fixture
def unpublished(home, live_server) -> ConferencePage:
    """A written notice that nobody can see yet, held in ten days."""
    from wagtail.models import Site

    host, port = live_server.url.removeprefix("http://").split(":")
    Site.objects.update(hostname=host, port=int(port))
    index = make_conference_index(home, slug="doi-thoai")
    return make_open_conference(index, timezone.now(), slug="dot-1", capacity=50, live=False)


@pytest.fixture
def unit():
    return make_unit("Phòng Quản lý chuyên ngành")


@pytest.fixture
def staff(home, unit, browser_page) -> Office:
    roles = set_up_roles([home])
    officer = make_account("chuyen-vien", roles.officers)
    make_officer(officer, unit)
    make_account("lanh-dao", roles.approvers)
    make_account("tiep-nhan", roles.clerks)
    make_account("khieu-nai", roles.complaint_handlers)
    names = ("lanh-dao", "tiep-nhan", "chuyen-vien", "khieu-nai")
    return Office(*(office.log_in(browser_page(), name) for name in names))


def make_account(name: str, group) -> User:
    """Somebody of the office with one role and no other rights."""
    user = User.objects.create_user(name, password=office.PASSWORD)
    user.groups.add(group)
    return user


def question_of(registration: Registration, number: int = 1) -> Question:
    return Question.objects.get(registration=registration, number=number)


def state_of(registration: Registration, number: int = 1) -> str:
    return question_of(registration, number).state


def announce_and_register(staff: Office, conference: ConferencePage, browser_page) -> Forms:
    """The notice goes out; four people register on the web, one hands in paper."""
    citizen = browser_page(width=360)
    assert citizen.goto("/doi-thoai/dot-1/").status == 404
    office.publish_notice(staff.leader, conference)
    assert Dossier.objects.of(conference).state == DossierState.ANNOUNCED
    forms = [citizens.register(citizen, "/doi-thoai/dot-1/", who) for who in (HOA, BINH, LAN, VUONG)]
    paper = office.enter_paper_form(staff.clerk, conference, "Đinh Văn Giấy", "Cân ở chợ do ai kiểm định?")
    office.accept_form(staff.clerk, forms[0])
    forms[0].refresh_from_db()
    assert forms[0].form_state == FormState.VALID
    return Forms(*forms, paper)


def prepare(staff: Office, forms: Forms, unit, browser_page) -> None:
    """Sorted, given to the unit, drafted, approved; the complaint is excluded by two people."""
    for question in (question_of(forms.hoa), question_of(forms.hoa, 2), *map(question_of, (forms.binh, forms.paper))):
        office.classify(staff.clerk, question, unit)
    answers = {
        question_of(forms.hoa): "Thẩm định nội dung không quá chín tháng kể từ ngày công bố đơn.",
        question_of(forms.binh): "Máy tự chế được xét công nhận sáng kiến nếu mới và đã áp dụng được.",
        question_of(forms.paper): "Chi cục kiểm định cân mỗi năm một lần.",
    }
    for question, answer in answers.items():
        office.draft(staff.officer, question, answer)
        office.take(staff.leader, question, "approve")
        assert Question.objects.get(pk=question.pk).answer == answer
    complaint = question_of(forms.lan)
    office.take(staff.clerk, complaint, "exclude", choose=[("ground", "complaint")], reason="Khiếu nại xử phạt.")
    assert staff.clerk.goto(reverse("question:inspect", args=[complaint.pk])).status == 404
    office.take(staff.handler, complaint, "confirm_exclusion", guidance=GUIDANCE)
    assert state_of(forms.lan) == S.EXCLUDED
    citizens.report_absence(browser_page(), forms.binh, "binh@thu.example")
    assert state_of(forms.binh) == S.OWED


def meet(staff: Office, forms: Forms, conference: ConferencePage) -> None:
    """Opened, people come in, the chair decides question by question, closed."""
    office.move_file(staff.clerk, conference, "open")
    assert Dossier.objects.of(conference).state == DossierState.ANNOUNCED, "not before its day"
    conference = hall.let_the_day_come(conference)
    office.move_file(staff.clerk, conference, "open")
    assert Dossier.objects.of(conference).state == DossierState.RUNNING
    hall.open_door(staff.clerk, conference)
    for registration in (forms.hoa, forms.vuong, forms.paper):
        hall.check_in(staff.clerk, registration)
    assert Registration.objects.filter(seat=Seat.ATTENDED).count() == 3
    staff.leader.goto(f"/admin/hall/{conference.pk}/chair/")
    assert "khiếu nại" not in staff.leader.inner_text("body")
    hall.rule(staff.leader, question_of(forms.hoa), "answered")
    hall.rule(staff.leader, question_of(forms.paper), "answered")
    hall.rule(staff.leader, question_of(forms.hoa, 2), "owed")
    hall.rule(staff.leader, question_of(forms.vuong), "beyond")
    office.move_file(staff.clerk, conference, "end")
    assert Dossier.objects.of(conference).state == DossierState.HELD


def answer_in_writing(staff: Office, forms: Forms) -> None:
    """What was said is confirmed; the absent one and the question that was owed get their letters."""
    for question in (question_of(forms.hoa), question_of(forms.paper)):
        office.take(staff.leader, question, "confirm_hall")
    owed = question_of(forms.hoa, 2)
    office.draft(staff.officer, owed, "Lệ phí được giảm khi nộp đơn trực tuyến.")
    office.take(staff.leader, owed, "approve")
    office.take(staff.clerk, question_of(forms.binh), "letter")
    assert staff.clerk.input_value("[name=sent_to]") == "binh@thu.example"
    office.enter_letter(staff.clerk, "203/SKHCN-VP")
    assert state_of(forms.binh) == S.SENT_IN_WRITING
    office.prepare_letters(staff.clerk)
    office.enter_letter(staff.clerk, "204/SKHCN-VP")
    assert state_of(forms.hoa, 2) == S.SENT_IN_WRITING


def publish_results(staff: Office, forms: Forms, conference: ConferencePage, browser_page) -> None:
    """One answer for everybody, without name and phone; the results; the report upward."""
    published = office.publish_answer(staff.leader, question_of(forms.hoa))
    assert "[…]" in published
    office.move_file(staff.leader, conference, "publish_results")
    reader = browser_page()
    reader.goto("/doi-thoai/dot-1/")
    reader.click(".conference-standing a.button")
    text = reader.inner_text("main")
    assert "nhãn hiệu cho bánh tráng" in text
    assert "chín tháng" in text
    for private in (HOA.full_name, HOA.phone, BINH.full_name, "khiếu nại quyết định", "bỏ phí thẩm định"):
        assert private not in text
    office.report_upward(staff.clerk, "Bộ Khoa học và Công nghệ", "97/BC-SKHCN")
    assert state_of(forms.vuong) == S.REPORTED_UPWARD
    number = {"report_number": "118/BC-SKHCN", "reported_on": office.today(), "reported_to": "UBND tỉnh"}
    office.move_file(staff.clerk, conference, "report", **number)
    assert Dossier.objects.of(conference).state == DossierState.REPORTED


def settle_what_is_left(staff: Office, forms: Forms, unit) -> None:
    """The superior replies; the reply goes out as a letter."""
    question = question_of(forms.vuong)
    staff.clerk.goto(reverse("escalation:inspect", args=[question.escalation_id]))
    office.record_reply(staff.clerk, "Bộ ghi nhận, sẽ xem xét khi sửa biểu phí.")
    office.take(staff.clerk, question, "assign", unit=str(unit.pk))
    office.draft(staff.officer, question, "Bộ đã ghi nhận kiến nghị và sẽ xem xét khi sửa biểu phí.")
    office.take(staff.leader, question, "approve")
    office.prepare_letters(staff.clerk)
    office.enter_letter(staff.clerk, "230/SKHCN-VP")
    assert state_of(forms.vuong) == S.SENT_IN_WRITING


def test_from_the_notice_to_the_closed_file(unpublished, staff, unit, browser_page):
    conference = unpublished
    forms = announce_and_register(staff, conference, browser_page)
    prepare(staff, forms, unit, browser_page)
    meet(staff, forms, conference)
    answer_in_writing(staff, forms)
    publish_results(staff, forms, conference, browser_page)

    refused = office.move_file(staff.leader, conference, "close")
    assert forms.vuong.code in refused
    assert Dossier.objects.of(conference).state == DossierState.REPORTED
    settle_what_is_left(staff, forms, unit)
    office.move_file(staff.leader, conference, "close")
    assert Dossier.objects.of(conference).state == DossierState.CLOSED

    citizen = browser_page()
    assert "204/SKHCN-VP" in citizens.find_own_page(citizen, forms.hoa)
    assert "203/SKHCN-VP" in citizens.find_own_page(citizen, forms.binh)
    assert "Phòng tiếp công dân" in citizens.find_own_page(citizen, forms.lan)
    assert "97/BC-SKHCN" in citizens.find_own_page(citizen, forms.vuong)
    ledger = ledger_of(Question.objects.filter(conference=conference))
    assert (ledger.received, ledger.answered_there, ledger.answered_in_writing) == (6, 2, 3)
    assert (ledger.excluded, ledger.owed) == (1, 0)
    assert ledger.is_balanced
    assert not Letter.objects.unsent().exists()
    call_command("check_ledger")
