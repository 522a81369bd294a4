from datetime import date
from xml.etree import ElementTree

import pytest
from wagtail.models import PageViewRestriction

from news.feeds import ITEM_COUNT
from tests.factories.news import make_article, make_category, make_news_index

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def index(home):
    return make_news_index(home, slug="tin-tuc")


def feed(client, address="/ban-tin/"):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def entries(client, address="/ban-tin/"):
    return [entry.findtext("a:title", namespaces=ATOM) for entry in feed(client, address).findall("a:entry", ATOM)]


def test_the_feed_is_atom_with_what_atom_requires(client, index):
    make_article(
        index, title="Đối thoại & <trả lời>", slug="dt", summary="Tóm tắt", author="Bảo Chung",
        category=make_category("Hoạt động"),
    )  # fmt: skip
    root = feed(client)
    for name in ("a:title", "a:id", "a:updated"):
        assert root.findtext(name, namespaces=ATOM)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "vi"
    (entry,) = root.findall("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == "Đối thoại & <trả lời>"
    assert entry.findtext("a:id", namespaces=ATOM)
    assert entry.findtext("a:updated", namespaces=ATOM)
    assert entry.find("a:link", ATOM).get("href") == "http://testserver/tin-tuc/dt/"
    assert entry.findtext("a:published", namespaces=ATOM).startswith("2022-01-20T00:00:00+07:00")
    assert entry.findtext("a:author/a:name", namespaces=ATOM) == "Bảo Chung"
    assert entry.find("a:category", ATOM).get("term") == "Hoạt động"


def test_the_newest_come_first_and_not_all_of_them(client, index):
    for number in range(ITEM_COUNT + 3):
        make_article(index, title=str(number), published_on=date(2022, 1 + number // 28, 1 + number % 28))
    assert entries(client) == [str(number) for number in range(ITEM_COUNT + 2, 2, -1)]


def test_hidden_articles_are_not_in_the_feed(client, index):
    make_article(index, live=False)
    closed = make_article(index)
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.PASSWORD, password="x")
    assert entries(client) == []


def test_each_language_has_its_own_feed(client, home, index, english):
    make_article(index, title="Tiếng Việt")
    english_home = home.copy_for_translation(english)
    english_home.get_latest_revision().publish()
    make_article(make_news_index(english_home, title="News"), title="English")
    assert entries(client) == ["Tiếng Việt"]
    assert entries(client, "/en/ban-tin/") == ["English"]
    assert feed(client, "/en/ban-tin/").get("{http://www.w3.org/XML/1998/namespace}lang") == "en"


def test_every_page_of_news_announces_the_feed(client, index):
    assert 'type="application/atom+xml"' in client.get("/tin-tuc/").text


def test_the_feed_sets_no_cookie_and_may_be_cached(client, index):
    make_article(index)
    response = client.get("/ban-tin/")
    assert not response.cookies
    assert "public" in response["Cache-Control"]


def test_the_number_of_queries_does_not_grow_with_the_feed(client, index, django_assert_max_num_queries):
    for _number in range(20):
        make_article(index, category=make_category())
    client.get("/ban-tin/")
    with django_assert_max_num_queries(10):
        client.get("/ban-tin/")


def test_a_feed_without_news_is_still_a_feed(client, home):
    assert entries(client) == []
