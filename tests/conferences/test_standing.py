"""The public page tells the truth about where a conference stands, and stays cacheable."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plans.conferences.dossier import DossierState
from tests.factories.conferences import make_conference_index
from tests.factories.dossiers import bring, make_announced_conference
from tests.factories.site import make_translation

pytestmark = pytest.mark.django_db
S = DossierState


@pytest.fixture
def index(home):
    return make_conference_index(home)


def read(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    assert not response.cookies
    assert "style=" not in response.content.decode().split("<main")[1].split("</main")[0]
    return response.content.decode()


def test_an_announced_conference_has_no_banner_and_says_what_a_late_form_means(client, index):
    page = read(client, make_announced_conference(index, timezone.now()))

    assert "conference-standing" not in page
    assert "it counts as late" in page or "gửi muộn" in page


@pytest.mark.parametrize("state", [S.CANCELLED, S.NOT_HELD])
def test_a_conference_called_off_says_so_with_the_offices_words_and_offers_no_form(client, index, english, state):
    conference = make_announced_conference(index, timezone.now())
    index.copy_for_translation(english, copy_parents=True)
    translated = make_translation(conference, "A conference")
    alias = conference.create_alias(update_slug="ban-sao")
    bring(conference, state, timezone.now(), public_note="Vì bão số 5 <b>")

    for each in (conference, translated, alias):
        page = read(client, each)
        assert "notice--danger" in page
        assert "Vì bão số 5 &lt;b&gt;" in page
        assert 'id="dang-ky"' not in page
        assert "Lý do" not in page, "the reason for the file is not for the public"
    assert "badge--closed" in read(client, index)


def test_a_held_conference_names_the_day_its_results_are_due(client, index):
    conference = make_announced_conference(index, timezone.now() - timedelta(days=10))
    dossier = bring(conference, S.HELD, timezone.now())
    due = timezone.localdate(dossier.ended_at) + timedelta(days=10)

    assert f"{due:%d/%m/%Y}" in read(client, conference)


def test_a_running_and_a_reported_conference_say_so(client, index):
    running = make_announced_conference(index, timezone.now())
    bring(running, S.RUNNING, timezone.now())
    reported = make_announced_conference(index, timezone.now())
    bring(reported, S.REPORTED, timezone.now(), reported_on=timezone.localdate(), report_number="1/BC")

    assert "notice--success" in read(client, running)
    page = read(client, reported)
    assert page.count(f"{timezone.localdate():%d/%m/%Y}") >= 2
    assert "1/BC" not in page
