"""A name that stands on a form stands on no page, feed, map, file or suggestion that everybody can open."""

import re
from collections import deque

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from cms.demo.loading import lay_foundations
from cms.home.models import HomePage
from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.models import ConferenceIndexPage
from plans.questions.models import Question, QuestionState
from tests.factories.conferences import make_open_conference
from tests.factories.privacy import EMAIL, NAME, PHONE_AS_TYPED, make_known_person
from tests.factories.reports import make_held_conference

pytestmark = pytest.mark.django_db
# As people write her; the published words of her question hold none of them.
NAMED = (NAME, EMAIL, PHONE_AS_TYPED, "Vô Song", "Không Trùng", "truong thi doc nhat")
MOST_PAGES = 120
_LINK = re.compile(
    r'(?:href|src|action|data-[a-z-]+|content)="(/[^"#]*|http://(?:localhost|testserver)/[^"#]*)"|<loc>([^<]+)'
)


@pytest.fixture
def site(home):
    """The bare site of an office, with a conference that takes forms and one that is over, she on both."""
    lay_foundations(lambda line: None)
    now = timezone.now()
    index = ConferenceIndexPage.objects.first()
    coming = make_open_conference(index, now)
    held = make_held_conference(HomePage.objects.first(), now)
    for conference in (coming, held):
        person = make_known_person(conference, conference.opens_at + (conference.closes_at - conference.opens_at) / 2)
        question = person.questions.get()
        question.move(QuestionState.ANSWERED_AT_CONFERENCE, expected="received", actor=None, reason=NAME, now=now)
        Question.objects.filter(pk=question.pk).update(
            answer=f"Thưa bà {NAME}", public_text="Bao giờ có kết quả hồ sơ?", public_answer="Sau 20 ngày.",
            public_folded="bao gio co ket qua ho so? sau 20 ngay.", published_at=now,
        )  # fmt: skip
    Dossier.objects.filter(conference=held).update(state=DossierState.REPORTED, results_published_at=now)
    return coming, held


def every_public_address(coming, held) -> list[str]:
    """Where the crawl begins: what links do not lead to."""
    question = Question.objects.first()
    return [
        "/", "/sitemap.xml", "/robots.txt", "/hoi-dap/", "/hoi-dap/?q=ket+qua", f"/hoi-dap/{question.pk}/",
        "/hoi-dap/tuong-tu/?q=bao+gio+co+ket+qua+ho+so", f"/hoi-dap/tuong-tu/?q={NAME}", f"/hoi-dap/?q={NAME}",
        f"/ket-qua/{held.pk}/", "/lich/hoi-nghi.ics", f"/lich/{coming.pk}.ics", f"/lich/{held.pk}.ics",
        f"/dang-ky/{coming.pk}/", f"/dang-ky/{coming.pk}/tinh-trang/", f"/dang-ky/{held.pk}/",
        f"/dang-ky/{coming.pk}/mau-phieu/", "/dang-ky/thong-bao-du-lieu/", "/dang-ky/tra-cuu/", "/ban-tin/",
        "/tim-kiem/?q=ket+qua", f"/tim-kiem/?q={NAME}", "/?format=json", f"{coming.url}?format=json", coming.url,
        held.url, "/api/v2/pages/", "/api/v3-preview/pages/", "/media/", "/media/enclosures/", "/documents/",
        "/luot-truy-cap/so-lieu/",
    ]  # fmt: skip


def test_a_crawl_of_everything_public_finds_no_registrant(site):
    visitor, seen, waiting = Client(), set(), deque(every_public_address(*site))
    opened = 0
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft()
        if address in seen or address.startswith(("/admin", "/static")):
            continue
        seen.add(address)
        response = visitor.get(address, follow=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        text = content.decode("utf-8", "ignore")
        opened += response.status_code == 200
        # What somebody types into a search comes back in its box.
        told = text.replace(NAME, "") if NAME in address else text
        told = re.sub(r"truong thi doc nhat", "", told, flags=re.I) if NAME in address else told
        for name in NAMED:
            assert name not in told, f"{address} names a registrant"
        for link, location in _LINK.findall(text):
            found = re.sub(r"^https?://[^/]+", "", link or location).replace("&amp;", "&")
            if found and found not in seen:
                waiting.append(found)
    assert opened > 20, "the crawl has opened hardly anything"


def test_a_search_for_her_name_finds_nothing(site):
    visitor = Client()

    for address in (f"/hoi-dap/?q={NAME}", f"/hoi-dap/tuong-tu/?q={NAME}", f"/tim-kiem/?q={NAME}"):
        assert "Bao giờ có kết quả hồ sơ" not in visitor.get(address).content.decode(), address


def test_no_revision_of_any_page_names_her(site):
    for page in site:
        page.save_revision().publish()

    assert Revision.objects.exists()
    for revision in Revision.objects.all():
        assert NAME not in str(revision.content)
        assert "Trương" not in str(revision.content)
