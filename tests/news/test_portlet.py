from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from news.portlets import LatestNewsPortlet
from tests.factories.news import make_article, make_category, make_news_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return make_news_index(home)


def items(page, **fields):
    block = LatestNewsPortlet()
    return block.get_items(block.to_python({"count": 5, **fields}), page, None)


def test_the_box_lists_the_newest_articles_up_to_its_number(home, index):
    for year in (2020, 2023, 2021, 2022):
        make_article(index, title=str(year), published_on=date(year, 1, 1))
    assert [article.title for article in items(home, count=3)] == ["2023", "2022", "2021"]


def test_the_box_may_keep_to_one_category(home, index):
    category = make_category()
    wanted = make_article(index, category=category)
    make_article(index)
    assert items(home, category=category.pk) == [wanted]


def test_the_article_being_read_is_not_in_the_box(index):
    read, other = make_article(index), make_article(index)
    assert items(read) == [other]


def test_hidden_articles_are_not_in_the_box(home, index):
    make_article(index, live=False)
    closed = make_article(index)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    assert items(home) == []


def test_each_language_has_its_own_news(home, index, english):
    make_article(index)
    english_home = home.copy_for_translation(english)
    assert items(english_home) == []


def test_a_box_without_news_leaves_nothing_on_the_page(home):
    block = LatestNewsPortlet()
    assert block.render(block.to_python({"count": 5}), {"page": home, "request": None}) == ""
