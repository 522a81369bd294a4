"""Whatever anybody asks of the public addresses: no error of ours, no cookie, and looking changes nothing."""

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from plans.questions.models import Letter
from tests.factories.questions import make_published_question
from tests.factories.registrations import make_registration

from .addresses import public_routes

pytestmark = pytest.mark.django_db
TOO_LARGE = 10**30
QUERIES = [
    "",
    "?q=%00%FF&trang=-1&nam=99999999999&linh-vuc=%27&da=%3Cscript%3E&ma=%E0%80&format=json&next=//evil.example",
]
METHODS = ["get", "head", "options", "post", "put", "patch", "delete", "trace"]


@pytest.fixture
def registration(conference):
    return make_registration(conference, timezone.now(), phone="+84912345678", email="lan@example.vn")


@pytest.fixture
def usual(conference, registration):
    """Values that lead somewhere, by the name of the hole in the address."""
    question = make_published_question(conference, timezone.now())
    now = timezone.now()
    letter = Letter.objects.create(
        conference=conference,
        registration=registration,
        number="12/CV",
        issued_on=now.date(),
        way="post",
        sent_to="Số 1, thôn Phú Mỹ",
        sent_at=now,
        created_at=now,
    )
    letter.document.save("thu.pdf", ContentFile(b"%PDF-1.7"))
    return {
        "pk": [conference.pk, question.pk, letter.pk],
        "code": [registration.code],
        "secret": [registration.secret],
        "enclosure_secret": ["y" * 32],
        "number": [1],
        "step": ["rut", "sua", "bao-vang", "xac-nhan"],
        "province": ["51"],
    }


@pytest.fixture
def odd():
    """Values that lead nowhere."""
    texts = ["x", "%00", "%FF", "đ", "-", "..%2F..", "x" * 3000]
    return {
        "pk": [0, 999_999, TOO_LARGE],
        "number": [0, TOO_LARGE],
        "code": texts,
        "secret": texts,
        "enclosure_secret": texts,
        "step": ["x", "khac"],
        "province": texts,
    }


def test_there_are_addresses_to_walk():
    texts = [route.text for route in public_routes()]
    for beginning in ("dang-ky/", "dang-ky/phieu/", "hoi-dap/", "lich/", "ket-qua/"):
        assert any(text.startswith(beginning) for text in texts), beginning
    assert len(texts) >= 20


@pytest.mark.parametrize("route", public_routes(), ids=lambda route: route.text)
def test_no_method_and_no_value_makes_an_error_or_sets_a_cookie(route, usual, odd):
    visitor = Client(enforce_csrf_checks=True)
    asked = [(method, address + query) for address in route.variants(usual) for query in QUERIES for method in METHODS]
    asked += [(method, address) for address in route.variants(usual, odd) for method in ("get", "post")]
    for method, address in asked:
        response = getattr(visitor, method)(address)
        assert response.status_code < 500, (method, address[:200])
        assert not response.cookies, (method, address[:200])


@pytest.mark.parametrize("route", public_routes(), ids=lambda route: route.text)
def test_what_caches_may_keep_is_the_same_for_everybody(route, usual):
    visitor = Client(enforce_csrf_checks=True)
    for address in route.variants(usual):
        response = visitor.get(address)
        if "public" not in response.get("Cache-Control", ""):
            continue
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert "Cookie" not in response.get("Vary", ""), address
        assert b"csrfmiddlewaretoken" not in body, address
        assert b"form_token" not in body, address


@pytest.mark.parametrize("route", public_routes(), ids=lambda route: route.text)
def test_looking_changes_nothing(route, usual):
    visitor = Client(enforce_csrf_checks=True)
    addresses = route.variants(usual)
    for address in addresses:  # what is written down when first shown: texts of consent
        visitor.get(address)
    before = everything_stored()

    for address in addresses:
        for method in ("get", "head", "options"):
            getattr(visitor, method)(address)
            getattr(visitor, method)(f"{address}?step=rut&confirm=1&questions=withdraw&_method=POST")

    assert everything_stored() == before


def everything_stored() -> dict:
    """All rows of the portal's own tables."""
    models = [model for model in apps.get_models() if model.__module__.startswith(("plans.", "cms."))]
    return {model._meta.label: list(model.objects.order_by("pk").values()) for model in models}
