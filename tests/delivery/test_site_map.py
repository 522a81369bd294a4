"""What search engines are told."""

from xml.etree import ElementTree

import pytest

import cms.delivery.site_map as site_map_module
from tests.factories.site import make_plain, make_private, make_section, make_translation

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
X = "{http://www.w3.org/1999/xhtml}"


def addresses(response) -> list[str]:
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return [element.text for element in ElementTree.fromstring(response.content).iter(f"{S}loc")]


def test_site_map_holds_published_pages_of_all_languages_with_alternates(home, english, client):
    section = make_section(home, "Giới thiệu")
    make_plain(section, "Bản nháp", live=False)
    make_translation(home, "Home")
    make_translation(section, "About us")
    response = client.get("/sitemap.xml")
    assert set(addresses(response)) == {
        "http://testserver/",
        "http://testserver/gioi-thieu/",
        "http://testserver/en/",
        "http://testserver/en/gioi-thieu/",
    }
    tree = ElementTree.fromstring(response.content)
    entry = next(url for url in tree.iter(f"{S}url") if url.find(f"{S}loc").text.endswith("/en/gioi-thieu/"))
    links = {link.get("hreflang"): link.get("href") for link in entry.iter(f"{X}link")}
    assert links == {"vi": "http://testserver/gioi-thieu/", "en": "http://testserver/en/gioi-thieu/"}


def test_private_branch_leaves_the_site_map_at_once(home, client):
    section = make_section(home, "Nội bộ")
    make_plain(section, "Mật")
    assert len(addresses(client.get("/sitemap.xml"))) == 3
    make_private(section)
    assert addresses(client.get("/sitemap.xml")) == ["http://testserver/"]


def test_queries_of_the_site_map_do_not_grow(home, client, django_assert_max_num_queries):
    for number in range(30):
        make_plain(home, f"Trang {number}")
    with django_assert_max_num_queries(12):
        client.get("/sitemap.xml")


def test_large_site_gets_an_index_of_files(home, client, monkeypatch):
    monkeypatch.setattr(site_map_module, "_ADDRESSES_PER_FILE", 4)
    for number in range(9):
        make_plain(home, f"Trang {number}")
    files = addresses(client.get("/sitemap.xml"))
    assert files == [f"http://testserver/sitemap-{number}.xml" for number in (1, 2, 3)]
    pages = [page for file in files for page in addresses(client.get(file.removeprefix("http://testserver")))]
    assert len(pages) == len(set(pages)) == 10
    assert client.get("/sitemap-4.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_robots_may_read_pages_but_not_the_desk(home, client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /\n" not in text


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_told_plainly_and_never_kept(home, client, address):
    response = client.get(address)
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_icon_is_found_where_browsers_look_for_it(client, db):
    assert client.get("/favicon.ico")["Location"] == "/static/home/icon.svg"
