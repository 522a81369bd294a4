"""The block that shows what was published last in a section."""

import pytest
from django.test import Client

from tests.factories.site import make_plain, make_private, make_section, make_translation

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home):
    section = make_section(home, title="Thông báo")
    home.body = [("latest_pages", {"heading": "", "section": section, "count": 2})]
    home.save_revision().publish()
    return section


def main_of(path="/") -> str:
    return Client().get(path).content.decode().split("<main")[1].split("</main>")[0]


def test_the_newest_pages_stand_first_and_older_ones_are_left_to_the_section(section):
    for title in ("Thứ nhất", "Thứ hai", "Thứ ba"):
        make_plain(section, title=title).save_revision().publish()
    shown = main_of()
    assert shown.index("Thứ ba") < shown.index("Thứ hai")
    assert "Thứ nhất" not in shown
    assert section.url in shown


def test_private_and_unpublished_pages_do_not_show(section):
    make_private(make_plain(section, title="Nội bộ"))
    make_plain(section, title="Bản nháp", live=False)
    assert "Nội bộ" not in main_of()
    assert "Bản nháp" not in main_of()


def test_an_empty_or_unpublished_section_leaves_nothing_on_the_page(section):
    assert "latest-pages" not in main_of()
    make_plain(section, title="Có nội dung")
    section.unpublish()
    assert "latest-pages" not in main_of()


def test_a_private_section_is_not_named_nor_shown(section):
    make_plain(section, title="Có nội dung")
    assert "Thông báo" in main_of()
    make_private(section)
    assert "Thông báo" not in main_of()


def test_a_private_section_whose_translation_is_public_is_not_named(section, home, english):
    make_translation(home, "Home")
    notices = make_translation(section, "Notices")
    make_plain(notices, title="Office closed on Monday", locale=english)
    make_private(section)
    assert "Thông báo" not in main_of("/")
    assert "Office closed on Monday" not in main_of("/")


def test_the_english_page_shows_the_english_section(section, home, english):
    make_translation(home, "Home")
    notices = make_translation(section, "Notices")
    make_plain(notices, title="Office closed on Monday", locale=english)
    english_home = home.get_translation(english)
    english_home.body = home.body
    english_home.save_revision().publish()
    assert "Office closed on Monday" in main_of("/en/")


def test_the_number_of_queries_does_not_depend_on_the_number_of_pages(section, django_assert_max_num_queries):
    make_plain(section, title="Một")
    client = Client()
    client.get("/")
    with django_assert_max_num_queries(40) as few:
        client.get("/")
    for number in range(20):
        make_plain(section, title=f"Trang {number}")
    with django_assert_max_num_queries(len(few) + 1):
        client.get("/")
