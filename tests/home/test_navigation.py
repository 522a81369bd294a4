"""The frame around every page: menu, breadcrumbs, language switch."""

import re

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Site

from cms.home.navigation import SiteFrame
from tests.factories.site import make_plain, make_private, make_section, make_translation


def frame_of(page, address="/"):
    request = RequestFactory().get(address, headers={"host": "localhost"})
    request.resolver_match = None
    return SiteFrame(request, page)


def switch_links(html: str) -> dict[str, str]:
    block = html.split('class="languages"')[1].split("</nav>")[0]
    return {code: url for url, code in re.findall(r'href="([^"]+)" lang="(\w+)"', block)}


def test_menu_shows_published_pages_in_two_levels(home):
    section = make_section(home, "Giới thiệu")
    child = make_plain(section, "Chức năng")
    make_plain(child, "Quá sâu")
    make_section(home, "Bản nháp", live=False)
    make_section(home, "Không vào trình đơn", show_in_menus=False)
    menu = frame_of(home).menu
    assert [item.title for item in menu] == ["Giới thiệu"]
    assert [item.title for item in menu[0].children] == ["Chức năng"]
    assert menu[0].children[0].url == "/gioi-thieu/chuc-nang/"


def test_menu_leaves_out_private_branches(home, client):
    make_plain(make_section(home, "Công khai"), "Trang mở")
    private = make_section(home, "Nội bộ")
    make_plain(private, "Mật")
    make_private(private)
    html = client.get("/").content.decode()
    assert "Công khai" in html
    assert "Trang mở" in html
    assert "Nội bộ" not in html
    assert "Mật" not in html


def test_menu_marks_the_branch_the_reader_is_in(home):
    section = make_section(home, "Giới thiệu")
    make_section(home, "Đối thoại")
    menu = frame_of(make_plain(section, "Chức năng")).menu
    assert [item.is_current for item in menu] == [True, False]


def test_menu_of_the_english_site_holds_english_pages(home, english):
    section = make_section(home, "Giới thiệu")
    english_home = make_translation(home, "Home")
    make_translation(section, "About us")
    with translation.override("en"):
        assert [(item.title, item.url) for item in frame_of(english_home).menu] == [("About us", "/en/gioi-thieu/")]


def test_breadcrumbs_lead_from_home_to_the_page_above(home):
    section = make_section(home, "Giới thiệu")
    crumbs = frame_of(make_plain(section, "Chức năng")).crumbs
    assert [crumb.url for crumb in crumbs] == ["/", "/gioi-thieu/"]
    assert crumbs[1].title == "Giới thiệu"


def test_home_page_has_no_breadcrumbs(home):
    assert frame_of(home).crumbs == []


def test_language_switch_leads_to_the_translation(home, english, client):
    section = make_section(home, "Giới thiệu")
    make_translation(home, "Home")
    make_translation(section, "About us")
    assert switch_links(client.get("/gioi-thieu/").content.decode()) == {
        "vi": "/gioi-thieu/",
        "en": "/en/gioi-thieu/",
    }


@pytest.mark.parametrize("state", ["missing", "unpublished", "private"])
def test_language_switch_leads_home_where_no_reader_may_see_the_translation(home, english, client, state):
    section = make_section(home, "Giới thiệu")
    make_translation(home, "Home")
    if state != "missing":
        copy = make_translation(section, "About us", live=state == "private")
        if state == "private":
            make_private(copy)
    html = client.get("/gioi-thieu/").content.decode()
    assert switch_links(html)["en"] == "/en/"
    assert 'hreflang="en" href="/en/gioi-thieu/"' not in html


def test_language_switch_keeps_a_screen_that_is_no_page(home, english, client):
    make_translation(home, "Home")
    links = switch_links(client.get("/tim-kiem/?q=doi+thoai").content.decode())
    assert links["en"] == "/en/tim-kiem/?q=doi+thoai"
    assert client.get(links["en"]).status_code == 200


def test_language_switch_on_an_error_page_leads_home(home, english, client):
    make_translation(home, "Home")
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert switch_links(response.content.decode()) == {"vi": "/", "en": "/en/"}


def test_no_language_switch_while_the_site_has_one_language(home, client):
    assert 'class="languages"' not in client.get("/").content.decode()


def test_frame_stands_on_a_site_without_pages(db, client):
    Site.objects.all().delete()
    response = client.get("/khong-co/")
    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


def test_queries_of_a_page_do_not_grow_with_the_site(home, client, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    section = make_section(home, "Giới thiệu")
    page = make_plain(section, "Chức năng", summary="Tóm tắt")
    addresses = ["/", "/gioi-thieu/", page.get_url()]

    def count():
        counts = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    few = count()
    for number in range(15):
        branch = make_section(home, f"Chuyên mục {number}")
        make_plain(branch, f"Trang {number}")
        make_plain(section, f"Mục {number}", summary="Tóm tắt")
    assert count() == few
    assert max(few) <= 25
