"""A page anybody may read can be kept by anybody; nothing else can."""

import gzip

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from tests.factories.site import make_office, make_plain, make_private, make_section, make_translation


def varies_on(response) -> set[str]:
    return {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}


@pytest.mark.parametrize("address", ["/", "/gioi-thieu/", "/gioi-thieu/chuc-nang/", "/en/"])
def test_pages_are_public_set_no_cookie_and_vary_on_nothing_but_encoding(home, english, client, address):
    make_plain(make_section(home, "Giới thiệu"), "Chức năng")
    make_translation(home, "Home")
    make_office()
    response = client.get(address, headers={"accept-language": "en-GB,en"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert varies_on(response) <= {"accept-encoding"}
    assert "csrfmiddlewaretoken" not in response.content.decode()


def test_page_is_the_same_whatever_languages_the_browser_asks_for(home, english, client):
    make_translation(home, "Home")
    vietnamese = client.get("/", headers={"accept-language": "vi"}).content
    assert client.get("/", headers={"accept-language": "en"}).content == vietnamese


def test_page_is_not_sent_twice_to_a_browser_that_has_it(home, client):
    first = client.get("/")
    again = client.get("/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    home.headline = "Khác"
    home.save()
    assert client.get("/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_page_is_compressed_for_browsers_that_can(home, client):
    plain = client.get("/")
    packed = client.get("/", headers={"accept-encoding": "gzip, br"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)
    assert packed["ETag"] != plain["ETag"]
    assert varies_on(packed) == varies_on(plain) == {"accept-encoding"}


def test_head_says_what_get_says(home, client):
    got, head = client.get("/"), client.head("/")
    assert head.status_code == 200
    for name in ("Cache-Control", "ETag", "Content-Type"):
        assert head[name] == got[name]


def test_private_page_is_never_public(home):
    page = make_section(home, "Nội bộ", show_in_menus=False)
    restriction = make_private(page)
    browser = Client()
    asked = browser.get("/noi-bo/")
    assert "public" not in asked.get("Cache-Control", "")
    assert "<h1>Nội bộ" not in asked.content.decode()
    address = f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    browser.post(address, {"password": "mat-khau", "return_url": "/noi-bo/"})
    opened = browser.get("/noi-bo/")
    assert "<h1>Nội bộ" in opened.content.decode()
    assert "public" not in opened["Cache-Control"]
    assert "no-store" in opened["Cache-Control"]


def test_page_for_logged_in_readers_sends_others_to_the_log_in_uncached(home, client):
    page = make_section(home, "Cán bộ")
    restriction = make_private(page)
    restriction.restriction_type = "login"
    restriction.save()
    response = client.get("/can-bo/")
    assert response.status_code == 302
    assert "public" not in response.get("Cache-Control", "")


def test_what_staff_see_is_kept_by_nobody_else(home, client):
    client.force_login(User.objects.create_superuser("an", "an@example.vn", "mat-khau-dai"))
    response = client.get("/")
    assert "wagtail-userbar" in response.content.decode()
    assert "public" not in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert "Content-Encoding" not in client.get("/", headers={"accept-encoding": "gzip"}).headers


def test_preview_is_never_public(home, client):
    client.force_login(User.objects.create_superuser("an", "an@example.vn", "mat-khau-dai"))
    fields = {"title": "Bản nháp", "slug": "trang-chu", "headline": "Dòng nháp", "body": streamfield([])}
    fields |= {"related_pages": inline_formset([]), "comments": inline_formset([])}
    address = f"/admin/pages/{home.pk}/edit/preview/"
    assert client.post(address, nested_form_data(fields)).json()["is_valid"]
    response = client.get(address)
    assert "Dòng nháp" in response.content.decode()
    assert "wagtail-userbar" in response.content.decode()
    assert "public" not in response.get("Cache-Control", "")


def test_errors_and_refusals_are_not_kept(home, client):
    assert "no-store" in client.get("/khong-co/")["Cache-Control"]


def test_screens_with_a_cookie_are_not_public(home, client):
    response = client.get("/admin/login/")
    assert response.cookies
    assert "public" not in response.get("Cache-Control", "")


def test_every_answer_refuses_powers_no_page_needs(home, client):
    for address in ("/", "/khong-co/", "/robots.txt"):
        response = client.get(address)
        assert "camera=()" in response["Permissions-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "unsafe-inline" not in response["Content-Security-Policy"]
