"""Paper forms to print: numbered slips for the office, a blank one for everybody."""

import pytest
from django.utils import timezone

from plans.registrations import codes
from plans.registrations.models import BlankSlip, Registration
from tests.factories.conferences import make_conference
from tests.factories.registrations import make_registration

from .clerks import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/registrations/slips/"


def test_a_print_run_makes_slips_with_codes_nobody_has(clerk, conference):
    registration = make_registration(conference, timezone.now())

    response = clerk.post(ADDRESS, {"conference": conference.pk, "count": "30"})

    slips = list(BlankSlip.objects.all())
    assert response.status_code == 302
    assert len({slip.code for slip in slips}) == 30
    assert registration.code not in {slip.code for slip in slips}
    page = clerk.get(response["Location"]).content.decode()
    assert all(slip.code in page for slip in slips)
    assert "data:image/svg+xml" in page
    assert timezone.localtime(conference.closes_at).strftime("%d/%m/%Y") in page
    assert "style=" not in page


def test_codes_of_slips_and_of_forms_are_apart_by_their_first_sign():
    for _number in range(300):
        assert codes.new_slip_code()[3] == codes.SLIP_SIGN
        assert codes.new_code()[3] != codes.SLIP_SIGN
    assert codes.normalise(codes.new_slip_code().lower())


def test_a_slip_never_gets_the_code_of_an_older_form(clerk, conference, monkeypatch):
    taken = make_registration(conference, timezone.now())
    Registration.objects.filter(pk=taken.pk).update(code="DT-PAAA-AAAA")
    drawn = iter(["DT-PAAA-AAAA", "DT-PCCC-CCCC"])
    monkeypatch.setattr(codes, "new_slip_code", lambda: next(drawn))

    [slip] = BlankSlip.objects.print_run(conference, 1, actor=None, now=timezone.now())

    assert slip.code == "DT-PCCC-CCCC"


@pytest.mark.parametrize("count", ["0", "-1", "501", "", "x", "9" * 30])
def test_a_run_of_an_impossible_size_is_refused(clerk, conference, count):
    assert clerk.post(ADDRESS, {"conference": conference.pk, "count": count}).status_code == 422
    assert BlankSlip.objects.count() == 0


def test_runs_are_numbered_and_printed_again_as_they_were(clerk, conference):
    for _run in range(2):
        response = clerk.post(ADDRESS, {"conference": conference.pk, "count": "2"})

    assert response["Location"].endswith("/2/")
    assert clerk.get(response["Location"]).content == clerk.get(response["Location"]).content
    assert clerk.get(response["Location"], {"per_page": "4"}).status_code == 200
    assert clerk.get(response["Location"], {"per_page": "<x>"}).status_code == 200
    assert clerk.get(f"{ADDRESS}{conference.pk}/77/").status_code == 404


def test_slips_are_made_by_clerks_only(client, conference):
    client.force_login(make_user("chi-xem", "view_registration"))

    assert client.post(ADDRESS, {"conference": conference.pk, "count": "2"}).status_code == 302
    assert BlankSlip.objects.count() == 0


def test_everybody_may_print_the_blank_form_and_it_is_cacheable(client, conference):
    response = client.get(f"/dang-ky/{conference.pk}/mau-phieu/")

    page = response.content.decode()
    assert response.status_code == 200
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert conference.title in page
    assert "<script" not in page
    assert "style=" not in page
    assert "csrf" not in page


def test_there_is_no_blank_form_of_a_conference_nobody_may_see(client, index):
    draft = make_conference(index, live=False)
    without_registration = make_conference(index, opens_at=None, closes_at=None)

    assert client.get(f"/dang-ky/{draft.pk}/mau-phieu/").status_code == 404
    assert client.get(f"/dang-ky/{without_registration.pk}/mau-phieu/").status_code == 404
    assert client.get("/dang-ky/999999/mau-phieu/").status_code == 404
