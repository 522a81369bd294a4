from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.pages.models import PlainPage
from news.models import ArticlePage, Category, NewsIndexPage
from tests.factories.news import make_article, make_category, make_news_index, make_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return make_news_index(home, slug="tin-tuc")


@pytest.mark.parametrize("day", [date(3022, 2, 23), date(1900, 1, 1), date(2, 1, 1)])
def test_an_impossible_year_is_refused_at_the_date(index, day):
    with pytest.raises(ValidationError) as refused:
        ArticlePage(title="Tin", published_on=day).full_clean(exclude=["path", "depth", "content_type"])
    assert "published_on" in refused.value.message_dict


def test_the_database_refuses_the_year_3022_as_well(index):
    article = make_article(index)
    with pytest.raises(IntegrityError), transaction.atomic():
        ArticlePage.objects.filter(pk=article.pk).update(published_on=date(3022, 2, 23))


def test_an_article_announced_for_next_month_is_accepted(index):
    soon = timezone.localdate() + timedelta(days=30)
    assert make_article(index, published_on=soon).listing_date == soon


def test_articles_stand_in_a_news_index_only(home):
    assert NewsIndexPage in ArticlePage.allowed_parent_page_models()
    assert PlainPage not in ArticlePage.allowed_parent_page_models()
    assert ArticlePage.allowed_subpage_models() == []
    assert NewsIndexPage.allowed_subpage_models() == [ArticlePage]


def test_names_are_made_clean(index):
    article = make_article(index, author="  Bảo\u200b Chung\x00 ", source="Co\u0302\u0309ng\n tỉnh")
    assert article.author == "Bảo Chung"
    assert article.source == "Cổng tỉnh"


def test_a_category_makes_its_own_key():
    assert make_category("Chỉ đạo, điều hành").slug == "chi-dao-dieu-hanh"


def test_two_categories_of_one_name_are_refused_with_a_message():
    make_category("Đối thoại")
    with pytest.raises(ValidationError) as refused:
        Category(name="doi thoai").full_clean()
    assert "name" in refused.value.message_dict


def test_a_category_without_letters_is_refused_with_a_message():
    with pytest.raises(ValidationError):
        Category(name="—").full_clean()


def test_the_page_shows_what_it_knows_and_no_empty_labels(client, index):
    picture = make_picture(description="Đại biểu trong hội trường", credit="Anh Tuấn")
    category = make_category("Hoạt động", name_en="Activities")
    make_article(
        index, slug="day-du", title="Tin <đầy đủ>", author="Bảo Chung", source="Cổng tỉnh", picture=picture,
        category=category, summary="Tóm tắt", body="Nội dung",
    )  # fmt: skip
    make_article(index, slug="ngan", title="Tin ngắn")
    full, short = client.get("/tin-tuc/day-du/").text, client.get("/tin-tuc/ngan/").text
    for part in ("Tin &lt;đầy đủ&gt;", "Bảo Chung", "Cổng tỉnh", "Hoạt động", "Anh Tuấn", "Nội dung", "20/01/2022"):
        assert part in full
    assert 'alt="Đại biểu trong hội trường"' in full
    assert "image/webp" in full
    assert "news__picture" not in short
    assert "news__more" not in short
    assert "None" not in short


def test_more_news_are_of_the_same_category_and_language_newest_first(index):
    category = make_category()
    shown = make_article(index, category=category)
    older = make_article(index, category=category, published_on=date(2021, 1, 1))
    newer = make_article(index, category=category, published_on=date(2023, 1, 1))
    make_article(index)
    hidden = make_article(index, category=category)
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    make_article(index, category=category, live=False)
    assert shown.related_articles() == [newer, older]


def test_an_article_without_a_category_has_no_more_news(index):
    make_article(index)
    assert make_article(index).related_articles() == []


def test_an_article_sets_no_cookie_and_asks_the_same_number_of_queries_however_many_there_are(client, index):
    category, picture = make_category(), make_picture()
    make_article(index, slug="tin", category=category, picture=picture)
    client.get("/tin-tuc/tin/")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert not client.get("/tin-tuc/tin/").cookies
        return len(captured)

    make_article(index, category=category)
    few = queries()
    for _number in range(8):
        make_article(index, category=category)
    assert queries() == few
