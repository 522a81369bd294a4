"""Error pages: in the portal's look, in the reader's language, with what was typed."""

import html as html_module
import json
import os
import re
import subprocess
import sys

import pytest
from django.test import Client

from tests.factories.site import make_office, make_section, make_translation

pytestmark = pytest.mark.urls("tests.delivery.breaking_urls")


@pytest.fixture
def visitor(home):
    """A browser that gets error pages, not exceptions, and whose forms need a token."""
    make_office()
    browser = Client(raise_request_exception=False, enforce_csrf_checks=True)
    browser.get("/")
    return browser


def hidden_fields(page: str) -> list[tuple[str, str]]:
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', page)
    return [(html_module.unescape(name), html_module.unescape(value)) for name, value in found]


@pytest.mark.parametrize(
    ("address", "status"), [("/khong-co/", 404), ("/refused/", 403), ("/malformed/", 400), ("/broken/", 500)]
)
def test_error_pages_have_the_look_and_one_heading(visitor, address, status):
    response = visitor.get(address)
    page = response.content.decode()
    assert response.status_code == status
    assert len(re.findall(r"<h1[ >]", page)) == 1
    assert "home/base.css" in page
    assert "SỞ KHOA HỌC VÀ CÔNG NGHỆ" in page
    assert "0255 3822 345" in page
    assert " style=" not in page
    assert "no-store" in response["Cache-Control"]


def test_error_pages_speak_english_under_the_english_address(visitor, home, english):
    make_translation(home, "Home")
    page = visitor.get("/en/khong-co/").content.decode()
    assert '<html lang="en">' in page
    assert "Page not found" in page


def test_missing_picture_is_answered_with_one_line(visitor):
    response = visitor.get("/anh.png", headers={"sec-fetch-dest": "image"})
    assert response.status_code == 404
    assert len(response.content) < 100


def test_page_for_a_broken_view_asks_no_database(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert visitor.get("/broken/").status_code == 500


def test_sending_to_a_broken_view_says_not_received_and_keeps_the_text(visitor):
    visitor.cookies["csrftoken"] = "a" * 32
    data = {"csrfmiddlewaretoken": "a" * 32, "question": "Tôi hỏi về TTHC\nDòng hai <b>"}
    page = visitor.post("/broken/", data).content.decode()
    assert "has NOT been received" in page or "CHƯA NHẬN ĐƯỢC" in page
    assert "Tôi hỏi về TTHC\nDòng hai &lt;b&gt;" in page
    assert ("question", data["question"]) in [(n, v.replace("\r\n", "\n")) for n, v in hidden_fields(page)]


def test_refused_form_keeps_every_field_and_can_be_sent_again(visitor):
    data = {"question": "Câu hỏi dài\nhai dòng", "topics": ["đo lường", "sở hữu"], "submission_key": "k" * 40}
    refused = visitor.post("/taken/", data)
    page = refused.content.decode()
    assert refused.status_code == 403
    assert "Câu hỏi dài\nhai dòng" in page
    assert "k" * 40 not in page.split("<form method")[0]
    fields = hidden_fields(page)
    assert ("csrfmiddlewaretoken", "") not in fields
    resend = re.search(r'<form method="post" action="([^"]+)"', page)[1]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    posted = {}
    for name, value in [*fields, ("csrfmiddlewaretoken", token)]:
        posted.setdefault(name, [])
        if value not in posted[name]:
            posted[name].append(value)
    taken = visitor.post(resend, posted)
    assert taken.status_code == 200
    assert "topics=đo lường,sở hữu" in taken.content.decode()
    assert "question=Câu hỏi dài\nhai dòng" in taken.content.decode().replace("\r\n", "\n")


def test_form_from_a_foreign_site_shows_its_text_but_offers_no_button(visitor):
    for origin in ("https://evil.example", "null", "http://[broken"):
        page = visitor.post("/taken/", {"question": "Chuyển tiền"}, headers={"origin": origin}).content.decode()
        assert "Chuyển tiền" in page
        assert "<form method" not in page


def test_passwords_are_never_shown_back(visitor):
    page = visitor.post("/taken/", {"user": "an nguyen", "password": "rat-bi-mat"}).content.decode()
    assert "an nguyen" in page
    assert "rat-bi-mat" not in page
    assert "<form method" not in page


def test_forms_of_the_desk_are_not_offered_again(visitor):
    page = visitor.post("/admin/login/", {"username": "an nguyen"}).content.decode()
    assert "<form method" not in page


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"a": "\x00\x0b"},
        {"a": "x" * 1_000_000},
        {f"f{number}": "x" for number in range(3000)},
        {'a"><script>': "<script>alert(1)</script>"},
    ],
)
def test_strange_forms_are_refused_politely(visitor, data):
    response = visitor.post("/taken/", data)
    assert response.status_code == 403
    assert "<script>alert" not in response.content.decode()


def test_too_many_fields_and_too_much_text_are_a_bad_request(visitor):
    visitor.cookies["csrftoken"] = "a" * 32
    assert visitor.post("/taken/", {f"f{number}": "x" for number in range(50_001)}).status_code == 400
    body = "a=" + "x" * 9_000_000
    assert visitor.post("/taken/", body, content_type="application/x-www-form-urlencoded").status_code == 400


def test_unknown_host_is_a_bad_request(visitor, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    response = visitor.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "<h1>" in response.content.decode()


def test_private_title_does_not_leak_through_the_password_page(home, client):
    from tests.factories.site import make_private

    page = make_section(home, "Chuyện mật", show_in_menus=False)
    make_private(page)
    answer = client.get("/chuyen-mat/").content.decode()
    assert "password" in answer
    assert "Chuyện mật" not in answer


ASK = """
import json, django
django.setup()
from django.test import Client
browser = Client(raise_request_exception=False)
answers = {}
for name, response in {
    "page": browser.get("/ke-hoach/", headers={"host": "localhost"}),
    "english": browser.get("/en/", headers={"host": "localhost"}),
    "post": browser.post("/ke-hoach/", {"question": "Tôi hỏi về lệ phí"}, headers={"host": "localhost"}),
    "alive": browser.get("/healthz", headers={"host": "localhost"}),
    "ready": browser.get("/readyz", headers={"host": "localhost"}),
}.items():
    answers[name] = [response.status_code, response.content.decode(), response.get("Retry-After", "")]
print(json.dumps(answers))
"""


def test_database_that_cannot_be_reached_gives_a_page_that_says_so(tmp_path):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.testing",
        "CONG_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/no/such/folder/db.sqlite3",
    }
    result = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    answers = json.loads(result.stdout.splitlines()[-1])
    status, page, retry = answers["page"]
    assert (status, retry) == (503, "30")
    assert "home/base.css" in page
    assert '<html lang="en">' in answers["english"][1]
    status, page, _retry = answers["post"]
    assert status == 503
    assert "has NOT been received" in page or "CHƯA NHẬN ĐƯỢC" in page
    assert "Tôi hỏi về lệ phí" in page
    assert "<form method" in page
    assert answers["alive"][0] == 200
    assert answers["ready"][0] == 503


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/dang-ky/99999999999999999999999999/", "/binh-chon/99999999999999999999999999/"])
def test_a_number_no_database_can_hold_names_nothing(home, address):
    assert Client().get(address).status_code == 404


@pytest.mark.django_db
def test_an_impossible_filter_in_the_admin_is_no_error_of_ours(home, admin_client):
    for address in (
        "/admin/registrations/?conference=99999999999999999999999",
        "/admin/registrations/?received_at_from=0001-01-01",
        "/admin/nhap-van-ban/99999999999999999999999/source/",
    ):
        assert admin_client.get(address).status_code in (200, 302, 404), address
