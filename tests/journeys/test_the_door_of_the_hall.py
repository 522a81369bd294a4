"""The morning of a conference: a clerk scans at the door, the connection goes and comes back, the chair decides."""

import pytest
from django.utils import timezone

from plans.hall.models import CheckIn
from plans.questions.models import Question, QuestionState
from plans.registrations.models import Registration, Seat
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.hall import scan_in
from tests.factories.registrations import make_registration
from tests.registrations.clerks import make_user

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def conference(home):
    return make_open_conference(make_conference_index(home), timezone.now(), capacity=20)


@pytest.fixture
def sign_in(conference):
    make_user("o-cua", "check_in", "chair")

    def sign_in(page):
        page.goto("/admin/login/")
        page.fill("[name=username]", "o-cua")
        page.fill("[name=password]", "mat-khau-dai")
        page.click("[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    return sign_in


def scan(page, code: str) -> None:
    """As a scanner does: the code and the Enter key."""
    page.locator("#typed").press_sequentially(code)
    page.locator("#typed").press("Enter")


def test_a_lost_connection_stops_nobody_at_the_door(conference, sign_in, browser_page, assert_no_violations):
    first, second, absent = (
        make_registration(conference, timezone.now(), full_name=name, email="")
        for name in ("Đặng Thị Ánh", "Trần Văn Đức", "H'Hen Niê")
    )
    absent.move_seat(Seat.ABSENT, expected=Seat.HELD, actor=None, reason="", now=timezone.now())
    page = sign_in(browser_page(width=360, height=740))
    with page.expect_response("**/door/people/"):
        page.goto(f"/admin/hall/{conference.pk}/door/")
    page.fill("#gate", "cửa A")

    scan(page, first.code)
    page.locator(".result--admitted", has_text="Đặng Thị Ánh").wait_for()
    assert_no_violations(page)

    page.context.set_offline(True)
    scan(page, first.code)
    page.locator(".result--already").wait_for()
    scan(page, second.code.replace("-", "").lower())
    page.locator(".result--kept", has_text="Trần Văn Đức").wait_for()
    scan(page, "hhen")
    page.locator("#matches", has_text="H'Hen Niê").wait_for()
    page.locator("#matches button").click()
    page.locator(".result--ask button").click()
    page.locator(".result--kept", has_text="H'Hen Niê").wait_for()
    page.locator("#walk-in summary").click()
    page.fill("#walk-in-form [name=full_name]", "Lò Văn Ỏ")
    page.fill("#walk-in-form [name=question]", "Bao giờ sửa cầu?")
    page.locator("#walk-in-form button").click()
    page.locator(".connection--offline", has_text="3").wait_for()
    assert_no_violations(page)
    assert CheckIn.objects.count() == 1

    page.context.set_offline(False)
    page.locator("#connection").wait_for(state="hidden")

    assert CheckIn.objects.standing().of(conference).people() == 4
    second.refresh_from_db()
    absent.refresh_from_db()
    assert (second.seat, absent.seat) == (Seat.ATTENDED, Seat.ATTENDED)
    guest = Registration.objects.get(full_name="Lò Văn Ỏ")
    assert guest.questions.get().text == "Bao giờ sửa cầu?"
    assert CheckIn.objects.get(registration=second).gate == "cửa A"


def test_scans_kept_in_the_browser_outlive_the_page_and_those_refused_are_shown(conference, sign_in, browser_page):
    registration = make_registration(conference, timezone.now())
    page = sign_in(browser_page())
    with page.expect_response("**/door/people/"):
        page.goto(f"/admin/hall/{conference.pk}/door/")
    page.context.set_offline(True)
    scan(page, registration.code)
    page.locator(".result--kept").wait_for()
    scan(page, "DT-0000-0000")
    page.locator(".connection--offline", has_text="2").wait_for()
    context = page.context
    page.close()
    context.set_offline(False)

    other = context.new_page()
    other.goto(f"/admin/hall/{conference.pk}/door/")
    other.locator("#attention", has_text="DT-0000-0000").wait_for()

    assert CheckIn.objects.get().registration == registration
    other.locator("#attention button").click()
    other.locator("#attention").wait_for(state="hidden")


def test_the_door_works_without_javascript(conference, sign_in, browser_page):
    registration = make_registration(conference, timezone.now(), full_name="Đặng Thị Ánh")
    page = sign_in(browser_page(javascript=False))
    page.goto(f"/admin/hall/{conference.pk}/door/")

    page.fill("#typed", "dang anh")
    page.press("#typed", "Enter")
    page.locator("#server-matches button").click()

    page.locator(".result--admitted", has_text=registration.code).wait_for()
    page.locator("#latest button").click()
    page.locator(".flash--success").wait_for()
    assert not CheckIn.objects.standing().exists()


def test_the_chair_decides_by_one_tap_and_the_projector_follows(
    conference, sign_in, browser_page, assert_no_violations
):
    registration = make_registration(conference, timezone.now(), full_name="Đặng Thị Ánh", question="Bao giờ sửa cầu?")
    scan_in(registration, timezone.now())
    chair = sign_in(browser_page())
    projector = chair.context.new_page()
    projector.goto(f"/admin/hall/{conference.pk}/projector/")
    chair.goto(f"/admin/hall/{conference.pk}/chair/")
    assert_no_violations(chair)

    chair.locator("button[name=show]").click()
    projector.locator(".projection__text", has_text="Bao giờ sửa cầu?").wait_for()
    assert_no_violations(projector)
    assert "Ánh" not in projector.content()
    chair.locator(".question__note summary").click()
    chair.locator("[name^=note-]").fill("cần xác minh")
    chair.locator("button[value$=':owed']").click()
    chair.locator(".question__ruling", has_text="cần xác minh").wait_for()
    question = Question.objects.get()
    assert question.state == QuestionState.OWED
    projector.locator(".projection__tally div:nth-child(3) dd", has_text="1").wait_for()

    chair.locator("button[name=undo]").click()
    chair.locator("button[value$=':owed']").wait_for()
    question.refresh_from_db()
    assert question.state == QuestionState.RECEIVED

    chair.goto(f"/admin/hall/{conference.pk}/attendance/")
    assert_no_violations(chair)
    chair.goto("/admin/hall/")
    chair.locator(".halls__hall", has_text=conference.title).wait_for()
