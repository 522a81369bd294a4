"""The office's names, colour and contact, and the stylesheet made from the colour."""

import re
import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from cms.home.colour import (
    DARKEST_LIGHT_SURFACE,
    LIGHTEST_DARK_SURFACE,
    READABLE,
    contrast,
    stylesheet,
    validate_brand_colour,
)
from cms.home.models import OfficeIdentity
from tests.factories.site import make_office, make_translation


@pytest.mark.parametrize("colour", ["#0e4f4c", "#9B1C1C", "#000000", "#1d3f72"])
def test_dark_colours_are_taken(colour):
    validate_brand_colour(colour)


@pytest.mark.parametrize(
    "colour", ["", "red", "#fff", "0e4f4c", "#0e4f4", "#gggggg", "#0e4f4c;}", "#ffd700", "#ffffff", "#８b0000"]
)
def test_pale_colours_and_other_text_are_refused(colour):
    with pytest.raises(ValidationError):
        validate_brand_colour(colour)


@pytest.mark.parametrize("colour", ["#000000", "#9b1c1c", "#1d3f72", "#0e4f4c", "#767676", "#0000ff"])
def test_every_accepted_colour_gives_readable_links_in_both_looks(colour):
    light, dark = stylesheet(colour).split("@media")
    light_link = re.search(r"--color-link:(#\w{6})", light)[1]
    dark_link = re.search(r"--color-link:(#\w{6})", dark)[1]
    dark_band = re.search(r"--color-brand:(#\w{6})", dark)[1]
    assert contrast(light_link, DARKEST_LIGHT_SURFACE) >= READABLE
    assert contrast(dark_link, LIGHTEST_DARK_SURFACE) >= READABLE
    assert contrast("#ffffff", dark_band) >= READABLE


def test_contrast_is_the_ratio_of_luminances():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_pages_link_the_office_colour_as_a_file_and_never_inline(home, client):
    make_office(brand_colour="#9B1C1C")
    html = client.get("/").content.decode()
    address = re.search(r'href="(/theme\.css\?v=\w+)"', html)[1]
    assert " style=" not in html
    assert "<style" not in html
    response = client.get(address)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "--color-brand:#9b1c1c" in response.content.decode()
    assert "immutable" in response["Cache-Control"]


def test_stylesheet_under_an_old_version_is_not_kept_long(home, client):
    make_office(brand_colour="#9b1c1c")
    assert client.get("/theme.css?v=alt")["Cache-Control"] == "public, max-age=300"


def test_without_an_own_colour_no_stylesheet_is_asked_for(home, client):
    make_office()
    assert "theme.css" not in client.get("/").content.decode()
    assert client.get("/theme.css").content == b""


def test_names_and_contact_stand_on_the_page(home, client):
    make_office(responsible_person="Ông Nguyễn Văn An", footer_note="Dòng một\nDòng hai", email="a@b.vn")
    html = client.get("/").content.decode()
    for text in ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "TỈNH QUẢNG NGÃI", "Ông Nguyễn Văn An", "Dòng hai", "tel:02553822345"):
        assert text in html


def test_english_reader_gets_english_names_and_vietnamese_where_they_are_missing(home, english, client):
    make_office(name_line1_en="Department of Science and Technology", address_en="")
    make_translation(home, "Home")
    html = client.get("/en/").content.decode()
    assert "Department of Science and Technology" in html
    assert "202 Trần Hưng Đạo" in html


def test_office_text_loses_what_nobody_can_see(home):
    office = make_office(name_line1=unicodedata.normalize("NFD", "Sở\u200b Khoa  học"), phone=" 0255\u00a03822 345 ")
    assert office.name_line1 == "Sở Khoa học"
    assert office.phone == "0255 3822 345"


def test_markup_in_the_office_name_stays_text(home, client):
    make_office(name_line1="<script>alert(1)</script>")
    html = client.get("/").content.decode()
    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_showing_a_page_stores_no_office(home, client):
    client.get("/")
    assert not OfficeIdentity.objects.exists()


def test_editor_saves_the_office_in_the_admin_and_sees_why_a_pale_colour_is_refused(home, admin_client):
    from wagtail.models import Site

    address = f"/admin/settings/home/officeidentity/{Site.objects.get().pk}/"
    assert admin_client.get(address).status_code == 200
    sent = {"name_line1": "SỞ KHOA HỌC", "brand_colour": "#ffd700"}
    with translation.override("en"):
        refused = admin_client.post(address, sent)
    assert refused.status_code == 200
    assert "SỞ KHOA HỌC" in refused.content.decode()
    assert not OfficeIdentity.objects.filter(brand_colour="#ffd700").exists()
    assert admin_client.post(address, {**sent, "brand_colour": "#1D3F72"}).status_code == 302
    assert OfficeIdentity.objects.get().brand_colour == "#1d3f72"
