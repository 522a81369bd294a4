"""An answer by post needs province, commune and street; nobody else is asked for an address."""

from datetime import timedelta

import pytest

from cms.addresses.divisions import load
from cms.addresses.models import Commune, Province
from plans.registrations.models import Registration

from .filling_in import press, send_checked
from .sending import aged_token, send

pytestmark = pytest.mark.django_db
QUANG_NGAI, HA_NOI = "51", "01"


@pytest.fixture(autouse=True)
def _divisions(db):
    load(Province, Commune)


@pytest.fixture
def commune():
    return Commune.objects.filter(province__code=QUANG_NGAI).first()


@pytest.fixture
def token(conference):
    return aged_token(conference, shown_before=timedelta(minutes=5))


def by_post(**fields):
    return {"answer_by": "post", "province": QUANG_NGAI, "postal_address": "Thôn 3, huyện Nghĩa Hành cũ", **fields}


def test_the_address_is_kept_in_two_levels_and_as_typed(visitor, conference, token, commune):
    checked = press(visitor, conference, token=token, **by_post(commune=commune.code))
    assert commune.name in checked.content.decode()

    send_checked(visitor, conference, checked)

    registration = Registration.objects.get()
    assert registration.commune == commune
    assert registration.province.code == QUANG_NGAI
    assert registration.postal_address == "Thôn 3, huyện Nghĩa Hành cũ"


def test_who_does_not_find_the_commune_can_send_all_the_same(visitor, conference):
    assert send(visitor, conference, **by_post(commune="unsure")).status_code == 303
    assert Registration.objects.get().commune is None
    assert Registration.objects.get().province.code == QUANG_NGAI


def test_without_script_the_communes_come_with_the_next_page(visitor, conference, token, commune):
    page = press(visitor, conference, "communes", token=token, **by_post()).content.decode()

    assert f'value="{commune.code}"' in page
    assert "Phường Ba Đình" not in page
    assert "Thôn 3, huyện Nghĩa Hành cũ" in page


def test_a_missing_commune_is_named_and_the_communes_of_the_province_are_offered(visitor, conference, commune):
    response = send(visitor, conference, **by_post())

    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_commune"' in page
    assert f'value="{commune.code}"' in page


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"province": ""}, "id_province"),
        ({"province": "99"}, "id_province"),
        ({"province": "\x00"}, "id_province"),
        ({"commune": "00004"}, "id_commune"),
        ({"commune": "x" * 5000}, "id_commune"),
        ({"postal_address": ""}, "id_postal_address"),
    ],
)
def test_an_address_that_cannot_be_is_named(visitor, conference, commune, fields, where):
    response = send(visitor, conference, **by_post(**{"commune": commune.code, **fields}))

    assert response.status_code == 422
    assert f'href="#{where}"' in response.content.decode()


def test_who_gets_the_answer_otherwise_leaves_no_place_behind(visitor, conference, commune):
    send(visitor, conference, **{**by_post(commune=commune.code), "answer_by": "collect"})

    registration = Registration.objects.get()
    assert (registration.province, registration.commune) == (None, None)


def test_the_script_asks_for_the_communes_of_one_province(visitor, commune):
    response = visitor.get(f"/dang-ky/dia-chi/{QUANG_NGAI}/")

    assert [commune.code, commune.name] in response.json()["communes"]
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert visitor.get("/dang-ky/dia-chi/khong-co/").json() == {"communes": []}


def test_the_empty_form_holds_the_provinces_and_not_one_commune(visitor, conference):
    page = visitor.get(f"/dang-ky/{conference.pk}/").content.decode()

    assert 'value="51"' in page
    assert "Phường Ba Đình" not in page
