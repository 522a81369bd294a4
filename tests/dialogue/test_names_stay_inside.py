"""Who registered is told to nobody: no list, feed, map, search, other format or old version of a page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.search.indexing import rebuild
from plans.conferences.dossier import Dossier
from plans.registrations.models import Enclosure
from tests.factories.questions import make_published_question
from tests.factories.registrations import make_registration
from tests.intake.made_files import PDF

from .addresses import public_routes

pytestmark = pytest.mark.django_db
PRIVATE = ["Zyxwvu", "Qwertyco", "0912 777 666", "912777666", "zyx@qwerty.vn", "Ngõ Tử Sĩ"]


@pytest.fixture
def registration(conference):
    return make_registration(
        conference,
        timezone.now(),
        full_name="Zyxwvu Thị Hoà",
        organisation_name="Qwertyco",
        phone="+84912777666",
        phone_as_typed="0912 777 666",
        email="zyx@qwerty.vn",
        postal_address="Ngõ Tử Sĩ",
        question="Tôi là Zyxwvu, hỏi về nhãn hiệu",
    )


def told(response) -> list[str]:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return [private for private in PRIVATE if private.encode() in body]


def test_no_public_address_tells_a_name_without_its_secret(conference, registration):
    question = make_published_question(
        conference, timezone.now(), registration=registration, text="Zyxwvu hỏi", public_text="Hỏi về nhãn hiệu"
    )
    values = {"code": registration.code, "secret": "x" * 32, "enclosure_secret": "x", "number": 1, "step": "rut"}
    visitor = Client()

    keys = {conference.pk, question.pk, registration.pk, Dossier.objects.of(conference).pk}
    addresses = {route.filled(values | {"pk": key, "province": "51"}) for route in public_routes() for key in keys}
    for address in sorted(addresses):
        for query in ("", f"?format=json&q=zyxwvu&ma={registration.code}"):
            response = visitor.get(address + query, headers={"accept": "application/json"})
            assert not told(response), address + query


def test_no_page_feed_map_or_search_tells_a_name(conference, registration, home):
    list(rebuild())
    visitor = Client()
    pages = [page.url for page in Page.objects.live().descendant_of(home, inclusive=True)]
    screens = ["/sitemap.xml", "/robots.txt", "/tim-kiem/?q=zyxwvu", "/tim-kiem/?q=qwertyco", "/api/v2/pages/",
               "/api/", "/feed/", "/luot-truy-cap/", "/admin/registrations/", "/admin/registrations/export/csv/",
               "/admin/pages/", "/documents/1/x.pdf", "/admin/api/main/pages/"]  # fmt: skip

    for address in [*pages, *screens]:
        for query in ("", "?format=json", "?q=zyxwvu"):
            asked = address if "?" in address else address + query
            assert not told(visitor.get(asked, follow=True)), asked


def test_no_version_of_a_page_holds_a_name(conference, registration, admin_client):
    conference.save_revision().publish()

    for revision in Revision.objects.all():
        assert not [private for private in PRIVATE if private in str(revision.content)]
    for ending in ("history/", "edit/", ""):
        page = admin_client.get(f"/admin/pages/{conference.pk}/{ending}", follow=True)
        assert "Zyxwvu" not in page.content.decode()


@pytest.mark.parametrize("folder", ["media", "private", "static", "data", "var", "documents", "enclosures"])
def test_files_of_citizens_have_no_address_anybody_could_guess(registration, folder):
    kept = Enclosure.objects.keep(
        SimpleUploadedFile("don-cua-toi.pdf", PDF), registration.submission_key, timezone.now()
    )
    Enclosure.objects.attach(registration, [kept.secret])
    name = kept.file.name

    for address in (name, name.rsplit("/", 1)[-1], f"../private/{name}", f"..%2fprivate%2f{name}", kept.secret, ""):
        response = Client().get(f"/{folder}/{address}")
        assert response.status_code in {301, 302, 404}, address
        assert PDF not in response.content
    assert Client().get(f"{registration.receipt_path()}tep/{kept.secret}/").status_code == 200
