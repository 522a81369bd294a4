"""What means something to a database means nothing in a search: per cent signs, underscores and quotes are letters."""

import pytest
from django.utils import timezone

from plans.hall.reading import people_matching
from tests.factories.questions import make_published_question, make_question
from tests.factories.registrations import make_registration
from tests.registrations.own_page import look_up

pytestmark = pytest.mark.django_db
SIGNS = ["%", "_", "'", '"', "\\", "--", ";", "*", "?", "|", "&", "!", "("]
WITH_SIGNS = "Hỗ trợ 100% _gạch_ 'nháy' \"kép\" \\ngược -- ; * ? | & ! ( x"
PLAIN = "Hỗ trợ toàn bộ chi phí"


@pytest.mark.parametrize("sign", SIGNS)
def test_the_desk_finds_the_sign_itself(admin_client, conference, sign):
    wanted = make_registration(conference, timezone.now(), organisation_name=WITH_SIGNS)
    other = make_registration(conference, timezone.now(), organisation_name=PLAIN)

    page = admin_client.get("/admin/registrations/", {"q": sign}).content.decode()
    copied = admin_client.get("/admin/registrations/export/csv/", {"q": sign})
    table = b"".join(copied.streaming_content if copied.streaming else [copied.content]).decode("utf-8-sig")

    for found in (page, table):
        assert wanted.code in found
        assert other.code not in found


@pytest.mark.parametrize("sign", SIGNS)
def test_the_inbox_of_questions_finds_the_sign_itself(admin_client, conference, sign):
    wanted = make_question(conference, timezone.now(), text=WITH_SIGNS)
    other = make_question(conference, timezone.now(), text=PLAIN)

    page = admin_client.get("/admin/questions/", {"q": sign}).content.decode()

    assert f"/admin/questions/{wanted.pk}/" in page
    assert f"/admin/questions/{other.pk}/" not in page


@pytest.mark.parametrize("sign", SIGNS)
def test_the_archive_finds_the_sign_itself(client, conference, sign):
    wanted = make_published_question(conference, timezone.now(), public_text=WITH_SIGNS)
    other = make_published_question(conference, timezone.now(), public_text=PLAIN, public_answer=PLAIN)

    page = client.get("/hoi-dap/", {"q": sign}).content.decode()

    assert f"/hoi-dap/{wanted.pk}/" in page
    assert f"/hoi-dap/{other.pk}/" not in page


@pytest.mark.parametrize("sign", SIGNS)
def test_the_door_finds_the_sign_itself(conference, sign):
    wanted = make_registration(conference, timezone.now(), organisation_name=WITH_SIGNS)
    make_registration(conference, timezone.now(), organisation_name=PLAIN)

    assert people_matching(conference, sign) == [wanted]


@pytest.mark.parametrize("sign", ["%", "_", "________", "%%%%%%%%", "DT-____-____", "DT-%", "' OR 1=1 --"])
def test_nothing_stands_for_any_code_on_the_way_to_the_own_page(client, conference, sign):
    registration = make_registration(conference, timezone.now(), phone="+84912345678", email="lan@example.vn")

    answers = [
        look_up(client, sign, "5678"),
        look_up(client, registration.code, "____"),
        look_up(client, registration.code, "%"),
        look_up(client, registration.code, "%@example.vn"),
    ]

    assert [answer.status_code for answer in answers] == [422] * 4
    assert client.get(f"/dang-ky/phieu/{registration.code}/{'_' * 32}/").status_code == 404
    assert client.get(f"/dang-ky/phieu/{registration.code}/%25/").status_code == 404


@pytest.mark.parametrize("query", ["hội nghị", "HỘI NGHỊ", "hoi nghi", "Ho\u0302\u0323i nghi\u0323", "dot cuoi"])
def test_files_of_conferences_are_found_without_accents(admin_client, index, conference, query):
    conference.title = "Hội nghị đối thoại đợt cuối năm"
    conference.save()

    assert conference.title in admin_client.get("/admin/conference-files/", {"q": query}).content.decode()


def test_files_of_conferences_are_not_found_by_wildcards(admin_client, conference):
    for sign in ("%", "_", "\\"):
        assert conference.title not in admin_client.get("/admin/conference-files/", {"q": sign}).content.decode()
