"""What every page type must keep: a page is cacheable, and its price does not grow with the site."""

import re

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from cms.home.models import HomePage

from .page_types import MAKERS, add_siblings, all_page_types, make_all_pages

pytestmark = pytest.mark.django_db

# The dearest page type may ask the database this often; raise it only with a reason in docs/decisions.md.
MOST_QUERIES = 40
_PERSONAL = re.compile(r"csrfmiddlewaretoken|csrf_token|nonce=|sessionid", re.IGNORECASE)


@pytest.fixture
def pages(home):
    return make_all_pages(home)


def get(page, client=None, **headers):
    client = client or Client()
    response = client.get(page.get_url(), headers={"host": "localhost", **headers})
    assert response.status_code == 200, f"{type(page).__name__}: {response.status_code}"
    return response


def test_every_page_type_is_held_to_the_contracts():
    assert all_page_types() - {HomePage} == set(MAKERS), "add the new page type to tests/architecture/page_types.py"


def test_an_anonymous_visit_leaves_no_cookie_and_no_session(pages):
    for kind, page in pages.items():
        response = get(page)
        assert not response.cookies, f"{kind.__name__} sets {list(response.cookies)}"
        assert not response.wsgi_request.session.accessed, f"{kind.__name__} opens the session"
    assert not Session.objects.exists()


def test_a_page_holds_no_token(pages):
    for kind, page in pages.items():
        found = _PERSONAL.search(get(page).content.decode())
        assert not found, f"{kind.__name__} holds {found.group()}"


def test_a_page_varies_on_nothing_but_encoding_and_may_be_kept(pages):
    for kind, page in pages.items():
        response = get(page)
        varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
        assert varies <= {"accept-encoding", "host"}, f"{kind.__name__} varies on {varies}"
        assert "public" in response.get("Cache-Control", ""), f"{kind.__name__}: {response.get('Cache-Control')}"
        assert re.search(r"max-age=[1-9]", response["Cache-Control"]), kind.__name__


def test_two_visitors_get_the_same_bytes(pages):
    for kind, page in pages.items():
        first = get(page, **{"user-agent": "Firefox", "accept-language": "vi"})
        other = Client()
        other.cookies["anything"] = "value"
        second = get(page, client=other, **{"user-agent": "Chrome", "accept-language": "en-US,fr;q=0.5"})
        assert first.content == second.content, f"{kind.__name__} differs between visitors"


def test_staff_do_not_poison_the_cache(pages):
    client = Client()
    client.force_login(User.objects.create_superuser("quantri", password="một mật khẩu dài"))
    for kind, page in pages.items():
        response = get(page, client=client)
        if response.content != get(page).content:
            assert "public" not in response.get("Cache-Control", ""), f"{kind.__name__} shows staff something public"


def test_a_page_brings_no_script_or_style_in_its_text(pages):
    for kind, page in pages.items():
        text = get(page).content.decode()
        assert not re.search(r"<script(?![^>]*\b(src=|type=\"application/(ld\+)?json\"))", text), kind.__name__
        assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=\"", text), kind.__name__
        assert "unsafe" not in get(page)["Content-Security-Policy"], kind.__name__


def test_the_number_of_queries_is_bounded_and_the_same_beside_five_pages_and_beside_fifty(pages):
    add_siblings(pages, 1, 5)  # with fewer some lists stay empty and save their query
    few = count_queries(pages)
    add_siblings(pages, 6, 50)
    many = count_queries(pages)

    for kind in pages:
        name = kind.__name__
        assert few[kind] <= MOST_QUERIES, f"{name} asks {few[kind]} times"
        assert many[kind] <= MOST_QUERIES, f"{name} asks {many[kind]} times beside fifty others"
        assert many[kind] <= few[kind], f"{name}: {few[kind]} queries beside five pages, {many[kind]} beside fifty"


def count_queries(pages) -> dict:
    counts = {}
    for kind, page in pages.items():
        cache.clear()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            get(page)
        counts[kind] = len(queries)
    return counts
