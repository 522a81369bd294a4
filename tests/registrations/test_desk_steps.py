"""What the clerk does with a registration: steps, seats, history, and what may not be deleted."""

import pytest
from django.contrib.auth.models import Permission, User

from cms.history import MoveNotAllowedError
from plans.registrations.models import ExportLog, FormState, Registration, Seat
from tests.factories.conferences import make_conference, make_conference_index
from tests.factories.registrations import make_registration

from .clerks import IN_TIME, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(home):
    return make_conference(make_conference_index(home), capacity=2)


def step(clerk, registration, name, prefix, to, expected, reason="", note=""):
    return clerk.post(
        f"/admin/registrations/{registration.pk}/",
        {
            "step": name,
            f"{prefix}-to": to,
            f"{prefix}-expected": expected,
            f"{prefix}-reason": reason,
            f"{prefix}-public_note": note,
        },
    )


def test_a_step_is_written_into_the_history_with_name_and_reason(clerk, conference):
    registration = make_registration(conference, IN_TIME)

    response = step(clerk, registration, "form_step", "form", "incomplete", "sent", "Thiếu câu hỏi", "Ghi rõ hơn")

    assert response.status_code == 302
    registration.refresh_from_db()
    assert registration.form_state == FormState.INCOMPLETE
    event = registration.events.last()
    assert (event.actor.username, event.from_state, event.to_state) == ("can-bo", "sent", "incomplete")
    assert "Thiếu câu hỏi" in clerk.get(f"/admin/registrations/{registration.pk}/").content.decode()


def test_a_step_that_needs_a_reason_asks_for_it(clerk, conference):
    registration = make_registration(conference, IN_TIME)

    assert step(clerk, registration, "form_step", "form", "withdrawn", "sent").status_code == 422
    registration.refresh_from_db()
    assert registration.form_state == FormState.SENT


def test_who_is_asked_for_additions_is_told_what_is_missing(clerk, conference):
    registration = make_registration(conference, IN_TIME)

    assert step(clerk, registration, "form_step", "form", "incomplete", "sent", "Thiếu").status_code == 422
    assert step(clerk, registration, "form_step", "form", "incomplete", "sent", "", "Cần địa chỉ").status_code == 302

    assert registration.events.last().public_note == "Cần địa chỉ"


def test_a_clerk_who_decides_on_an_old_screen_is_told_and_keeps_his_words(clerk, conference):
    registration = make_registration(conference, IN_TIME)
    registration.move_form("valid", expected="sent", actor=None, reason="", now=IN_TIME)

    response = step(clerk, registration, "form_step", "form", "incomplete", "sent", "Thiếu địa chỉ", "Ghi địa chỉ")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Thiếu địa chỉ" in page
    registration.refresh_from_db()
    assert registration.form_state == FormState.VALID
    assert 'value="valid"' in page
    again = step(clerk, registration, "form_step", "form", "incomplete", "valid", "Thiếu địa chỉ", "Ghi địa chỉ")
    assert again.status_code == 302


def test_a_seat_is_not_given_when_the_hall_is_full(clerk, conference):
    make_registration(conference, IN_TIME, group_size=2)
    waiting = make_registration(conference, IN_TIME)

    response = step(clerk, waiting, "seat_step", "seat", "held", "waiting")

    assert response.status_code == 422
    waiting.refresh_from_db()
    assert waiting.seat == Seat.WAITING


@pytest.mark.parametrize(("to", "expected"), [("merged", "sent"), ("sent", "withdrawn"), ("x", "y"), ("", "")])
def test_steps_that_do_not_exist_change_nothing(clerk, conference, to, expected):
    registration = make_registration(conference, IN_TIME)

    assert step(clerk, registration, "form_step", "form", to, expected, "x").status_code == 422
    registration.refresh_from_db()
    assert registration.form_state == FormState.SENT


def test_a_withdrawn_form_frees_its_seat_once_and_gets_no_new_one(clerk, conference):
    from plans.registrations.seats import seats_left

    registration = make_registration(conference, IN_TIME, group_size=2)
    step(clerk, registration, "form_step", "form", "withdrawn", "sent", "Công dân báo rút")

    assert seats_left(conference) == 2
    registration.refresh_from_db()
    assert registration.seat == Seat.RELEASED
    assert [(one.subject, one.from_state, one.to_state) for one in registration.events.all()][2:] == [
        ("form", "sent", "withdrawn"),
        ("seat", "held", "released"),
    ]
    with pytest.raises(MoveNotAllowedError):
        registration.move_seat("waiting", expected="released", actor=None, reason="", now=IN_TIME)
    with pytest.raises(MoveNotAllowedError):
        registration.move_seat("waiting", expected="held", actor=None, reason="", now=IN_TIME)


def test_the_form_of_somebody_who_was_checked_in_is_not_withdrawn(conference):
    registration = make_registration(conference, IN_TIME)
    registration.move_seat("attended", expected="held", actor=None, reason="", now=IN_TIME)

    with pytest.raises(MoveNotAllowedError):
        registration.move_form("withdrawn", expected="sent", actor=None, reason="x", now=IN_TIME)

    registration.refresh_from_db()
    assert (registration.form_state, registration.seat) == ("sent", Seat.ATTENDED)


def test_the_receipt_of_an_ended_form_promises_neither_seat_nor_answer(client, conference):
    registration = make_registration(conference, IN_TIME, answer_by="post", postal_address="Xã A")
    address = "/en" + registration.receipt_path()
    before = client.get(address).content.decode()
    Registration.objects.filter(pk=registration.pk).update(form_state="merged")
    merged = client.get(address).content.decode()
    Registration.objects.filter(pk=registration.pk).update(form_state="withdrawn")
    withdrawn = client.get(address).content.decode()

    for promise in ("Come to the conference with the code", "A written answer goes to", "is kept for 1 person"):
        assert promise in before
        assert promise not in merged
        assert promise not in withdrawn
    assert "This form was withdrawn." in withdrawn
    assert "This form was merged" in merged


def test_the_desk_tells_whether_the_confirmation_has_left(clerk, conference):
    from cms.outbox.models import Message

    registration = make_registration(conference, IN_TIME, email="lan@example.vn")
    address = f"/admin/registrations/{registration.pk}/"
    page = clerk.get(address)
    assert page.context["letter"].state == Message.State.QUEUED
    assert str(Message.State.QUEUED.label) in page.content.decode()

    Message.objects.all().delete()
    assert clerk.get(address).context["letter"] is None


def test_names_stay_in_history_and_log_when_the_account_is_deleted(client, clerk, conference):
    registration = make_registration(conference, IN_TIME)
    user = User.objects.get(username="can-bo")
    user.user_permissions.add(Permission.objects.get(codename="export_registration"))
    user.user_permissions.add(Permission.objects.get(codename="view_exportlog"))
    client.get("/admin/registrations/export/csv/")
    registration.move_form("valid", expected="sent", actor=user, reason="", now=IN_TIME)

    user.delete()

    assert ExportLog.objects.get().actor is None
    client.force_login(make_user("khac", "view_registration", "view_exportlog"))
    assert "can-bo" in client.get("/admin/registration-exports/").content.decode()
    assert "can-bo" in client.get(f"/admin/registrations/{registration.pk}/").content.decode()


def test_what_citizens_type_is_inert_at_the_desk(clerk, conference):
    attack = "<script>alert(1)</script>{{7*7}}"
    registration = make_registration(
        conference, IN_TIME, question=attack, full_name="<b>An</b>", organisation_name=attack
    )

    for address in ("/admin/registrations/", f"/admin/registrations/{registration.pk}/"):
        page = clerk.get(address).content.decode()
        assert "<script>alert(1)" not in page
        assert "<b>An</b>" not in page


def test_the_first_page_of_the_admin_counts_what_nobody_has_decided(clerk, conference):
    make_registration(conference, IN_TIME)
    decided = make_registration(conference, IN_TIME)
    decided.move_form("valid", expected="sent", actor=None, reason="", now=IN_TIME)

    page = clerk.get("/admin/").content.decode()

    assert "/admin/registrations/?form_state=sent" in page


def test_a_conference_with_registrations_is_not_deleted(admin_client, conference):
    registration = make_registration(conference, IN_TIME)

    for page in (conference, conference.get_parent()):
        response = admin_client.post(f"/admin/pages/{page.pk}/delete/", {"confirm_site_name": "Cổng"})
        assert response.status_code == 302
    assert Registration.objects.filter(pk=registration.pk).exists()


def test_a_conference_with_registrations_is_not_deleted_among_others(admin_client, conference):
    registration = make_registration(conference, IN_TIME)
    other = make_conference(conference.get_parent())

    for page in (conference, conference.get_parent()):
        address = f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}&id={other.pk}"
        response = admin_client.post(address, {"confirm_site_name": "Cổng"})
        assert response.status_code == 302
        assert f"/admin/pages/{page.get_parent().pk}/" in response["Location"]
    assert Registration.objects.filter(pk=registration.pk).exists()
    assert type(other).objects.filter(pk=other.pk).exists()


def test_pages_without_registrations_are_still_deleted_together(admin_client, conference):
    other = make_conference(conference.get_parent())

    admin_client.post(f"/admin/bulk/wagtailcore/page/delete/?id={other.pk}")

    assert not type(other).objects.filter(pk=other.pk).exists()


def test_a_new_consent_text_gets_the_next_number(admin_client, db):
    admin_client.post(
        "/admin/consent-texts/new/", {"purpose": "registration", "language": "vi", "text": "Văn bản đồng ý mới"}
    )

    from plans.registrations.models import ConsentText

    assert ConsentText.objects.current("vi").text == "Văn bản đồng ý mới"
