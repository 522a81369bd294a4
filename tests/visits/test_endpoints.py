"""What the counter's addresses count, and what they answer."""

from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Site

from cms.pages.models import PlainPage
from cms.visits.counting import flush
from cms.visits.models import OpeningBalance, PageTotal, SiteTotal
from cms.visits.token import read_token, token_for
from tests.factories.visits import BROWSER

pytestmark = pytest.mark.django_db
ABOUT = "/luot-truy-cap/"
COUNT, PIXEL, FIGURES = f"{ABOUT}dem/", f"{ABOUT}dem.gif", f"{ABOUT}so-lieu/"
BROKEN = ["", "p=", "p=1-2", "p=1-2:x", "q=1", "p=" + "x" * 1_000_000, "p=%00%ff", "[]", b"\xff\xfe\x00", "p=a&p=b"]
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def token(home):
    return token_for(Site.objects.get().pk, home.pk)


def send(token: str, client=None, body=None, **headers):
    body = f"p={quote(token)}" if body is None else body
    return (client or Client()).post(COUNT, body, content_type=FORM, **(BROWSER | headers))


def views() -> int:
    flush()
    return sum(SiteTotal.objects.values_list("views", flat=True))


def test_a_beacon_from_a_page_counts_one_view(token, home):
    answer = send(token)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert views() == 1
    assert PageTotal.objects.get().page_id == home.pk


def test_a_picture_counts_a_reader_without_javascript(token):
    headers = {
        "HTTP_REFERER": "http://localhost/",
        "HTTP_USER_AGENT": BROWSER["HTTP_USER_AGENT"],
        "HTTP_HOST": "localhost",
    }
    answer = Client().get(PIXEL, {"p": token}, **headers)
    assert answer["Content-Type"] == "image/gif"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert views() == 1


def test_no_database_query_is_made_for_a_beacon(token, django_assert_num_queries):
    send(token)
    with django_assert_num_queries(0):
        for _ in range(20):
            send(token)
    assert views() == 21


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"HTTP_USER_AGENT": "curl/8.11.0"},
        {"HTTP_USER_AGENT": ""},
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
        {"HTTP_DNT": "1"},
        {"HTTP_SEC_GPC": "1"},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://[bad"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_ORIGIN": ""},
    ],
    ids=lambda headers: " ".join(f"{name}={value[:20]}" for name, value in headers.items()),
)
def test_what_is_no_view_by_a_person_from_our_page_is_not_counted_and_not_told(token, headers):
    assert send(token, **headers).status_code == 204
    assert views() == 0


def test_do_not_track_switched_off_is_counted(token):
    send(token, HTTP_DNT="0")
    assert views() == 1


def test_staff_who_are_logged_in_are_not_counted(token):
    client = Client()
    client.force_login(get_user_model().objects.create_user("thuky", password="x"))
    send(token, client)
    assert views() == 0


def test_a_foreign_session_cookie_does_not_make_anybody_staff(token):
    client = Client()
    client.cookies["sessionid"] = "0123456789abcdef0123456789abcdef"
    send(token, client)
    assert views() == 1


@pytest.mark.parametrize("method", ["head", "options", "put", "delete"])
def test_other_methods_count_nothing(token, method):
    call = getattr(Client(), method)
    assert call(COUNT, **BROWSER).status_code == 405
    assert call(f"{PIXEL}?p={quote(token)}", **BROWSER).status_code == 405
    assert views() == 0


def test_a_get_of_the_beacon_counts_nothing(token):
    assert Client().get(COUNT, {"p": token}, **BROWSER).status_code == 405
    assert views() == 0


@pytest.mark.parametrize("body", BROKEN, ids=range(len(BROKEN)))
def test_a_forged_or_broken_beacon_is_answered_like_any_other_and_not_counted(home, body):
    assert send("", body=body).status_code == 204
    assert views() == 0


def test_a_token_of_another_page_cannot_be_made_from_ours(token):
    site_id, page_id = read_token(token)
    forged = token.replace(f"{site_id}-{page_id}:", f"{site_id}-{page_id + 1}:")
    assert read_token(forged) is None


def test_figures_grow_by_exactly_the_views_counted_and_contain_the_opening_balance(token):
    site = Site.objects.get()
    OpeningBalance.objects.create(site=site, visits=1734, views=1_963_550, counted_until="2022-01-20", source="cũ")
    before = Client().get(FIGURES, {"p": token}).json()
    for _ in range(7):
        send(token)
    flush()
    after = Client().get(FIGURES, {"p": token}).json()
    assert (before["visits"], before["views"]) == (1734, 1_963_550)
    assert (after["visits"], after["views"]) == (1735, 1_963_557)
    assert after["page"] == {"visits": 1, "views": 7}
    assert SiteTotal.objects.get().views == 7, "the balance is kept apart"


def test_totals_are_the_same_on_every_page(token, home):
    other = home.add_child(instance=PlainPage(title="Giới thiệu"))
    send(token)
    flush()
    asked = [token, token_for(Site.objects.get().pk, other.pk), "", "rubbish"]
    figures = [Client().get(FIGURES, {"p": asked_token}).json() for asked_token in asked]
    assert {(each["visits"], each["views"]) for each in figures} == {(1, 1)}
    assert "no-store" in Client().get(FIGURES)["Cache-Control"]


def test_the_definitions_are_public_in_both_languages(home):
    OpeningBalance.objects.create(
        site=Site.objects.get(), visits=1734, views=1_963_550, counted_until="2022-01-20", source="Trang cũ"
    )
    for language in ("vi", "en"):
        answer = Client().get(ABOUT, {"lang": language})
        assert answer.status_code == 200
        assert f'<html lang="{language}"' in answer.content.decode()
        assert "Trang cũ" in answer.content.decode()
        assert "20/01/2022" in answer.content.decode()
    assert Client().get(ABOUT, {"lang": "<xx>"}).status_code == 200


def rendered_beacon(page, **attributes) -> str:
    request = RequestFactory().get("/", HTTP_HOST="localhost")
    for name, value in attributes.items():
        setattr(request, name, value)
    return Template("{% load visit_tags %}{% visit_beacon page %}").render(Context({"request": request, "page": page}))


def test_the_beacon_is_the_same_for_every_reader_and_names_the_page(home):
    first, second = rendered_beacon(home), rendered_beacon(home)
    assert first == second
    assert token_for(Site.objects.get().pk, home.pk) in first
    assert "<noscript>" in first
    assert "style=" not in first


def test_previews_drafts_and_screens_without_a_page_have_no_beacon(home):
    draft = home.add_child(instance=PlainPage(title="Dự thảo", live=False))
    assert rendered_beacon(home, is_preview=True).strip() == ""
    assert rendered_beacon(draft).strip() == ""
    assert rendered_beacon(None).strip() == ""
    assert rendered_beacon("").strip() == ""


def test_a_missing_page_is_not_counted(home):
    answer = Client().get("/khong-co-trang-nay/", HTTP_HOST="localhost")
    assert answer.status_code == 404
    assert reverse("visits:count") not in answer.content.decode()
