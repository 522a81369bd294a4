"""How the index follows the pages."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from cms.search.indexing import page_text
from cms.search.models import SearchEntry, SearchText
from cms.search.results import Filters, search
from cms.search.words import Query
from tests.factories.news import make_article, make_news_index
from tests.factories.search import make_plain_page, write_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """As after a commit: what waits for it is done at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def finds(home, typed) -> bool:
    return bool(search(Query.read(typed), Filters(), 1, root=home, locale=home.locale).total)


def test_a_page_is_found_once_it_is_published(home, committed):
    with committed():
        page = make_plain_page(home, "Thông báo", "đối thoại", live=False)
    assert not finds(home, "doi thoai")
    with committed():
        page.save_revision().publish()
    assert finds(home, "doi thoai")


def test_a_draft_of_a_published_page_is_not_found(home, committed):
    with committed():
        page = make_plain_page(home, "Thông báo", "đối thoại")
    with committed():
        page.title = "Bí mật"
        page.save_revision()
    assert not finds(home, "bi mat")
    assert finds(home, "thong bao")


def test_a_changed_page_is_found_by_its_new_words_only(home, committed):
    with committed():
        page = make_plain_page(home, "Thông báo cũ")
    with committed():
        page.title = "Thông báo mới"
        page.save_revision().publish()
    assert finds(home, "thong bao moi")
    assert not finds(home, "thong bao cu")


def test_an_unpublished_page_leaves_the_index(home, committed):
    with committed():
        page = make_plain_page(home, "Thông báo")
    with committed():
        page.unpublish()
    assert not SearchEntry.objects.filter(pk=page.pk).exists()


def test_a_deleted_page_leaves_the_index(home, committed):
    with committed():
        page = make_plain_page(home, "Thông báo")
        gone = make_plain_page(home, "Xóa ngay")
        gone.delete()
    assert finds(home, "thong bao")
    with committed():
        page.delete()
    assert not finds(home, "thong bao")
    assert not SearchEntry.objects.filter(pk=gone.pk).exists()


def test_a_moved_page_is_found_at_its_new_address(home, committed):
    with committed():
        section, page = make_plain_page(home, "Mục", slug="muc"), make_plain_page(home, "Thông báo", slug="tb")
    page.refresh_from_db()
    with committed():
        page.move(type(section).objects.get(pk=section.pk), pos="last-child")
    (result,) = search(Query.read("thong bao"), Filters(), 1, root=home, locale=home.locale).results
    assert result.address.endswith("/muc/tb/")


def test_the_text_of_any_type_comes_from_its_search_fields(home):
    index = make_news_index(home)
    article = make_article(index, summary="Tóm tắt", body="Nội dung", author="Bảo Chung", source="Cổng tỉnh")
    text = page_text(article)
    assert {"Tóm tắt", "Nội dung", "Bảo Chung", "Cổng tỉnh"} <= set(text.split("\n"))
    assert "<p>" not in text
    assert "tom tat" not in text


def test_rebuilding_writes_everything_anew_and_says_how_far_it_is(home):
    make_plain_page(home, "Đối thoại")
    stale = make_plain_page(home, "Cũ")
    write_index()
    SearchText.objects.all().delete()
    type(stale).objects.filter(pk=stale.pk).update(live=False)
    told = StringIO()
    call_command("rebuild_search", stdout=told)
    assert finds(home, "doi thoai")
    assert not SearchEntry.objects.filter(pk=stale.pk).exists()
    assert "2 pages" in told.getvalue()


def test_rebuilding_twice_changes_nothing(home):
    make_plain_page(home, "Đối thoại")
    write_index()
    before = list(SearchText.objects.order_by("pk").values_list())
    write_index()
    assert list(SearchText.objects.order_by("pk").values_list()) == before


def test_the_full_text_index_agrees_with_the_rows(home):
    pages = [make_plain_page(home, f"Đối thoại {number}", "đầu") for number in range(3)]
    write_index()
    pages[0].delete()
    pages[1].title = "Khác"
    pages[1].save()
    write_index()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # raises "database disk image is malformed" when they differ
            cursor.execute("INSERT INTO search_fulltext (search_fulltext, rank) VALUES ('integrity-check', 1)")
        else:
            cursor.execute("SELECT * FROM search_pages_with('_doi_thoai')")
            assert len(cursor.fetchall()) == 1


def test_a_huge_page_is_indexed_and_does_not_stop_the_others(home):
    make_plain_page(home, "Rất dài", "kế hoạch " * 120_000 + "cuối")
    make_plain_page(home, "Ngắn", "kế hoạch")
    write_index()
    assert search(Query.read("ke hoach"), Filters(), 1, root=home, locale=home.locale).total == 2
