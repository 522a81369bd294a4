"""Provinces and communes: complete as of 1 July 2025, each valid from a day to a day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cms.addresses.divisions import load, read_list
from cms.addresses.models import Commune, Province

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def _divisions(db):
    load(Province, Commune)


def test_there_are_34_provinces_and_3321_communes():
    assert Province.objects.valid_on(TODAY).count() == 34
    assert Commune.objects.valid_on(TODAY).count() == 3321


def test_loading_again_changes_nothing_an_editor_corrected():
    province = Province.objects.get(code="51")
    Province.objects.filter(pk=province.pk).update(name="Tỉnh Quảng Ngãi (sửa)")

    load(Province, Commune)

    assert Province.objects.count() == 34
    assert Commune.objects.count() == 3321
    assert Province.objects.get(code="51").name == "Tỉnh Quảng Ngãi (sửa)"


def test_every_name_is_composed_and_has_its_kind():
    kinds = ("Xã ", "Phường ", "Đặc khu ")

    rows = list(read_list())

    assert all(row.name.startswith(kinds) for row in rows if row.province)
    assert all(row.name.startswith(("Tỉnh ", "Thành phố ")) for row in rows if not row.province)


def test_none_was_there_before_the_reform():
    assert not Province.objects.valid_on(date(2025, 6, 30)).exists()
    assert Province.objects.valid_on(date(2025, 7, 1)).count() == 34


def test_a_commune_that_ended_is_no_longer_offered_from_that_day_on():
    commune = Commune.objects.first()
    commune.valid_to = date(2026, 7, 1)
    commune.save()

    assert commune in Commune.objects.valid_on(date(2026, 6, 30))
    assert commune not in Commune.objects.valid_on(date(2026, 7, 1))


def test_a_division_cannot_end_before_it_begins():
    commune = Commune.objects.first()
    commune.valid_to = commune.valid_from

    with pytest.raises(ValidationError):
        commune.full_clean()


def test_provinces_are_listed_by_the_name_people_look_for():
    names = [province.short_name for province in Province.objects.by_name()]

    assert names[:3] == ["An Giang", "Bắc Ninh", "Cà Mau"]
    assert names.index("Đắk Lắk") < names.index("Gia Lai")


def test_the_lists_stand_in_the_admin_for_corrections(admin_client):
    commune = Commune.objects.get(name="Phường Ba Đình")

    listing = admin_client.get("/admin/commune/?q=ba+dinh")
    response = admin_client.post(
        f"/admin/commune/edit/{commune.pk}/",
        {
            "name": "Phường Ba Đình",
            "province": commune.province_id,
            "code": commune.code,
            "valid_from": "2025-07-01",
            "valid_to": "2027-01-01",
        },
    )

    assert listing.status_code == 200
    assert response.status_code == 302
    commune.refresh_from_db()
    assert commune.valid_to == date(2027, 1, 1)
