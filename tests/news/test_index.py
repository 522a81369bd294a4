import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from news.listing import PAGE_SIZE
from tests.factories.news import make_article, make_category, make_news_index, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return make_news_index(home, slug="tin-tuc")


def listing(client, address="/tin-tuc/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.context["listing"]


def titles(client, address="/tin-tuc/"):
    return [article.title for article in listing(client, address).articles]


def test_news_stand_newest_first(client, index):
    make_article(index, title="Cũ", published_on=date(2021, 5, 1))
    make_article(index, title="Mới", published_on=date(2023, 5, 1))
    make_article(index, title="Giữa", published_on=date(2022, 5, 1))
    assert titles(client) == ["Mới", "Giữa", "Cũ"]


def test_going_through_all_pages_and_back_shows_every_article_once(client, index):
    for number in range(PAGE_SIZE * 2 + 3):
        make_article(index, title=f"Tin {number}", published_on=date(2022, 1, 1) + timedelta(days=number // 5))
    pages, address = [], "/tin-tuc/"
    while True:
        shown = listing(client, address)
        pages.append([article.pk for article in shown.articles])
        if not shown.older:
            break
        address = "/tin-tuc/" + shown.older
    assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 3]
    assert len({pk for page in pages for pk in page}) == PAGE_SIZE * 2 + 3
    middle = listing(client, "/tin-tuc/" + shown.newer)
    assert [article.pk for article in middle.articles] == pages[1]
    first = listing(client, "/tin-tuc/" + middle.newer)
    assert [article.pk for article in first.articles] == pages[0]
    assert not first.newer


def test_news_are_filtered_by_category_and_year_together(client, index):
    category = make_category("Hoạt động")
    make_article(index, title="A", category=category, published_on=date(2022, 12, 31))
    make_article(index, title="B", category=category, published_on=date(2023, 1, 1))
    make_article(index, title="C", published_on=date(2022, 6, 1))
    assert titles(client, "/tin-tuc/?category=hoat-dong") == ["B", "A"]
    assert titles(client, "/tin-tuc/?year=2022") == ["A", "C"]
    assert titles(client, "/tin-tuc/?year=2022&category=hoat-dong") == ["A"]
    chosen = listing(client, "/tin-tuc/?year=2022&category=hoat-dong")
    assert [choice.label for choice in chosen.years if choice.is_current] == ["2022"]
    assert [choice.label for choice in chosen.categories if choice.is_current] == ["Hoạt động"]


def test_a_page_of_a_filtered_list_keeps_the_filter(client, index):
    for number in range(PAGE_SIZE + 1):
        make_article(index, published_on=date(2022, 1, 1) + timedelta(days=number))
    make_article(index, published_on=date(2021, 1, 1))
    older = listing(client, "/tin-tuc/?year=2022").older
    assert "year=2022" in older
    assert len(listing(client, "/tin-tuc/" + older).articles) == 1


@pytest.mark.parametrize(
    "query",
    ["category=khong-co", "category=%00", "year=abc", "year=3022", "year=-1", "before=x", "before=2022-13-45.1",
     "before=2022-01-01." + "9" * 40, "after=%00", "before=1000-01-01.1", "after=2999-01-01.1", "page=7",
     "category=a&category=b", "year=%D9%A2%D9%A0%D9%A2%D9%A2", "x=" + "y" * 5000],
)  # fmt: skip
def test_a_senseless_address_shows_the_newest_news(client, index, query):
    make_article(index, title="Tin")
    assert titles(client, f"/tin-tuc/?{query}") == ["Tin"]


def test_a_filter_that_leaves_nothing_says_so_and_offers_all_news(client, index):
    make_category("Trống")
    make_article(index)
    response = client.get("/tin-tuc/?category=trong")
    assert response.context["listing"].is_filtered
    assert response.text.count("card__title") == 0
    assert "notice" in response.text


def test_an_index_without_news_says_so(client, index):
    assert "notice" in client.get("/tin-tuc/").text


def test_hidden_articles_are_not_listed(client, index):
    make_article(index, title="Nháp", live=False)
    closed = make_article(index, title="Kín")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    make_article(make_news_index(index.get_parent(), title="Mục khác"), title="Của mục khác")
    assert titles(client) == []


def test_the_number_of_queries_does_not_depend_on_the_number_of_articles(client, index):
    category, picture = make_category(), make_picture()
    for _number in range(2):
        make_article(index, category=category, picture=picture)
    client.get("/tin-tuc/")

    def count():
        with CaptureQueriesContext(connection) as captured:
            client.get("/tin-tuc/")
        return len(captured)

    few = count()
    for _number in range(PAGE_SIZE + 5):
        make_article(index, category=category, picture=picture)
    assert count() == few


def test_the_list_is_cacheable(client, index):
    make_article(index)
    response = client.get("/tin-tuc/")
    assert not response.cookies
    assert not re.search("csrfmiddlewaretoken|sessionid", response.text)
