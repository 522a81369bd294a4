"""Public pages are kept for some seconds; personal, private and changed ones are not mixed up."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from tests.factories.site import make_plain, make_private

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _memory(settings):
    settings.CONG_PAGE_SECONDS = 10
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def page(home):
    return make_plain(home, title="Giới thiệu về Sở")


@pytest.fixture
def reader():
    return Client()


def test_the_second_reader_costs_no_query_and_gets_the_same_bytes(page, reader, django_assert_num_queries):
    first = reader.get(page.url)
    with django_assert_num_queries(0):
        second = Client().get(page.url)
    assert second.status_code == 200
    assert second.content == first.content
    assert second["Cache-Control"] == first["Cache-Control"]
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert not second.cookies


def test_who_has_the_page_already_is_told_so_from_memory(page, reader, django_assert_num_queries):
    etag = reader.get(page.url)["ETag"]
    with django_assert_num_queries(0):
        assert reader.get(page.url, headers={"If-None-Match": etag}).status_code == 304


def test_compressed_and_plain_answers_are_kept_apart(page, reader):
    assert reader.get(page.url, headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
    plain = reader.get(page.url)
    assert not plain.has_header("Content-Encoding")
    assert "Giới thiệu về Sở" in plain.content.decode()


def test_hosts_do_not_share_answers(page):
    Client(headers={"host": "mot.vn"}).get(page.url)
    answer = Client(headers={"host": "hai.vn"}).get(page.url)
    assert "mot.vn" not in answer.content.decode()


def test_staff_see_the_page_itself(page, reader):
    reader.get(page.url)
    staff = Client()
    staff.force_login(get_user_model().objects.create_superuser("quantri", "", "mat-khau-thu-1"))
    page.title = "Tiêu đề mới"
    page.save_revision().publish()
    assert "Tiêu đề mới" in staff.get(page.url).content.decode()
    assert "Tiêu đề mới" not in Client().get(page.url).content.decode()


def test_private_pages_queries_and_errors_are_never_kept(page, home, reader):
    hidden = make_plain(home, title="Nội bộ")
    make_private(hidden)
    reader.get(hidden.url)
    reader.get(page.url + "?p=1")
    reader.get("/khong-co/")
    assert not [key for key in cache._cache if ":page:" in key]
