"""The clerk's screens: who may come in, what is found, what can be done."""

import pytest
from django.contrib.auth.models import Permission

from plans.registrations.models import ExportLog, FormState, Registration
from tests.factories.conferences import make_conference, make_conference_index, moment
from tests.factories.registrations import make_registration

from .clerks import IN_TIME, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def conference(home):
    return make_conference(make_conference_index(home), capacity=2)


def test_content_editors_and_strangers_see_nothing_whatever_address_they_guess(client, conference):
    registration = make_registration(conference, IN_TIME)
    addresses = [
        "/admin/registrations/",
        "/admin/registrations/results/",
        f"/admin/registrations/{registration.pk}/",
        "/admin/registrations/export/xlsx/",
        "/admin/registrations/export/csv/",
        "/admin/registration-exports/",
        "/admin/consent-texts/",
        "/admin/consent-texts/new/",
    ]
    for login in (None, make_user("bien-tap", "add_page", "change_page", "publish_page")):
        client.logout()
        if login:
            client.force_login(login)
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 302, address
            assert registration.code not in response.content.decode()
    assert registration.code not in client.get("/admin/").content.decode()
    assert ExportLog.objects.count() == 0


def test_looking_is_not_changing_and_not_exporting(client, conference):
    registration = make_registration(conference, IN_TIME)
    client.force_login(make_user("chi-xem", "view_registration"))

    seen = client.get(f"/admin/registrations/{registration.pk}/")
    changed = client.post(
        f"/admin/registrations/{registration.pk}/",
        {"step": "form_step", "form-to": "valid", "form-expected": "sent", "form-reason": ""},
    )
    exported = client.get("/admin/registrations/export/csv/")

    assert seen.status_code == 200
    assert 'name="step"' not in seen.content.decode()
    assert changed.status_code == 302
    assert exported.status_code == 302
    registration.refresh_from_db()
    assert registration.form_state == FormState.SENT
    assert ExportLog.objects.count() == 0


def test_a_demoted_clerk_loses_access_at_the_next_request(client, conference):
    user = make_user("can-bo", "view_registration")
    client.force_login(user)
    assert client.get("/admin/registrations/").status_code == 200

    user.user_permissions.remove(Permission.objects.get(codename="view_registration"))

    assert client.get("/admin/registrations/").status_code == 302


def test_registrations_cannot_be_deleted_or_edited_over_any_address(clerk, conference):
    registration = make_registration(conference, IN_TIME)

    for address in (
        f"/admin/registrations/edit/{registration.pk}/",
        f"/admin/registrations/delete/{registration.pk}/",
    ):
        assert clerk.post(address, {}).status_code == 404
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("query", ["hoa", "Hòa", "hoà nguyen", "0912 345", "0912345678", "+84912345678", "example.vn"])
def test_the_list_finds_people_without_accents_and_by_phone(clerk, conference, query):
    wanted = make_registration(
        conference, IN_TIME, full_name="Nguyễn Thị Hoà", phone="+84912345678", email="lan@example.vn"
    )
    other = make_registration(conference, IN_TIME, full_name="Trần Văn Bình")

    page = clerk.get("/admin/registrations/", {"q": query}).content.decode()

    assert wanted.code in page
    assert other.code not in page


def test_the_list_finds_a_code_in_any_spelling(clerk, conference):
    wanted, other = make_registration(conference, IN_TIME), make_registration(conference, IN_TIME)
    for typed in (wanted.code, wanted.code.lower(), wanted.code.replace("-", ""), wanted.code[3:].replace("-", " ")):
        page = clerk.get("/admin/registrations/", {"q": typed}).content.decode()
        assert wanted.code in page
        assert other.code not in page


def test_every_row_of_the_list_leads_to_its_registration(clerk, conference):
    registration = make_registration(conference, IN_TIME)

    assert f'href="/admin/registrations/{registration.pk}/"' in clerk.get("/admin/registrations/").content.decode()


@pytest.mark.parametrize("query", ["%", "_", "'", '"; --', "\\", "\x00"])
def test_wildcards_and_quotes_in_the_search_are_letters(clerk, conference, query):
    registration = make_registration(conference, IN_TIME)

    response = clerk.get("/admin/registrations/", {"q": query})

    assert response.status_code == 200
    assert query == "\x00" or registration.code not in response.content.decode()


def test_the_list_is_narrowed_by_state_seat_conference_day_and_flags(clerk, conference, home):
    on_time = make_registration(conference, IN_TIME)
    late = make_registration(conference, moment(2026, 6, 6))
    spam = make_registration(conference, IN_TIME, signs=["trap_filled"])
    for query, wanted in [
        ({"form_state": "late"}, late),
        ({"seat": "held"}, on_time),
        ({"is_suspected_spam": "true"}, spam),
        ({"received_at_from": "2026-06-06", "received_at_to": "2026-06-06"}, late),
    ]:
        page = clerk.get("/admin/registrations/", query).content.decode()
        found = {one.code for one in (on_time, late, spam) if one.code in page}
        assert found == {wanted.code}, query
    assert on_time.code in clerk.get("/admin/registrations/", {"conference": conference.pk}).content.decode()
