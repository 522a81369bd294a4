import pytest
from wagtail.models import PageViewRestriction

from tests.factories.search import make_plain_page, write_index

pytestmark = pytest.mark.django_db
ADDRESS = "/tim-kiem/"


def test_an_empty_search_explains_how_to_search(client, home):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert "1891/KH-SKHCN" in response.text
    assert "search__results" not in response.text


def test_found_pages_are_listed_with_marks(client, home):
    make_plain_page(home, "Hội nghị đối thoại", "Nội dung")
    write_index()
    response = client.get(ADDRESS, {"q": "doi thoai"})
    assert "Hội nghị <mark>đối</mark> <mark>thoại</mark>" in response.text
    assert 'value="doi thoai"' in response.text


def test_nothing_found_gives_advice_and_a_way_out_of_the_filters(client, home):
    make_plain_page(home, "Đối thoại")
    write_index()
    response = client.get(ADDRESS, {"q": "đối thoại", "year": "1990"})
    assert response.status_code == 200
    assert 'href="?q=%C4%91%E1%BB%91i+tho%E1%BA%A1i"' in response.text


def test_what_was_typed_is_shown_as_text(client, home):
    response = client.get(ADDRESS, {"q": '<script>alert(1)</script>"onfocus=x'})
    assert "<script>alert" not in response.text
    assert '"onfocus' not in response.text


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "x" * 10_000},
        {"q": b"\x00\xed\xa0\x80\xff"},
        {"q": "   "},
        {"q": "đối", "page": "abc"},
        {"q": "đối", "page": "-1"},
        {"q": "đối", "page": "9" * 40},
        {"q": "đối", "page": "٣"},
        {"q": "đối", "year": "3022222"},
        {"q": "đối", "year": "0"},
        {"q": "đối", "type": "' OR 1=1 --\x00"},
        {"q": "đối", "type": "x" * 5000},
        {"q": ["a", "b"], "year": ["2022", "x"]},
        {"unknown": "1"},
    ],
)
def test_bad_parameters_never_break_the_screen(client, home, asked):
    make_plain_page(home, "Đối thoại")
    write_index()
    asked = {
        key: value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
        for key, value in asked.items()
    }
    assert client.get(ADDRESS, asked).status_code == 200


def test_a_broken_percent_escape_is_no_error(client, home):
    assert client.get(ADDRESS + "?q=%FF%FE%C4").status_code == 200


def test_the_answer_is_private_and_sets_no_cookie(client, home):
    response = client.get(ADDRESS, {"q": "đối thoại"})
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_a_search_cannot_be_posted(client, home):
    assert client.post(ADDRESS, {"q": "x"}).status_code == 405


def test_a_private_page_is_neither_listed_nor_counted(client, home):
    page = make_plain_page(home, "Đối thoại mật", "Không ai được thấy")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="x")
    write_index()
    response = client.get(ADDRESS, {"q": "đối thoại"})
    assert "Không ai" not in response.text
    assert "search__count" not in response.text


def test_the_english_screen_finds_english_pages_only(client, home, english):
    english_home = home.copy_for_translation(english)
    english_home.get_latest_revision().publish()
    make_plain_page(home, "Kế hoạch dialogue")
    make_plain_page(english_home, "Dialogue plan")
    write_index()
    response = client.get("/en/tim-kiem/", {"q": "dialogue"})
    assert "<mark>Dialogue</mark> plan" in response.text
    assert "Kế hoạch" not in response.text


def test_a_language_without_a_home_page_finds_nothing(client, home, english):
    make_plain_page(home, "Kế hoạch dialogue")
    write_index()
    assert "<mark>" not in client.get("/en/tim-kiem/", {"q": "dialogue"}).text
