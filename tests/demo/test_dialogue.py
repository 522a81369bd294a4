"""The demo's dialogues: one held and reported, one in the middle of it, and nothing of it on a bare site."""

from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.demo.loading import load
from cms.outbox.models import Message
from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.models import ConferencePage
from plans.conferences.rules import DialogueRules
from plans.conferences.yearly import YearlyPlan
from plans.correspondence.models import CallTask
from plans.questions.ledger import ledger_of
from plans.questions.models import Letter, Question, QuestionState
from plans.registrations.models import Registration
from plans.reports.attendance import attendance_of
from plans.reports.ledger_check import findings
from plans.workdays.models import CalendarYear

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(datetime(2026, 11, 22, 10, 0))


@pytest.fixture
def held(demo) -> ConferencePage:
    return ConferencePage.objects.get(slug="doi-thoai-doanh-nghiep-cong-dan-ky-truoc", locale__language_code="vi")


@pytest.fixture
def coming(demo) -> ConferencePage:
    return ConferencePage.objects.get(slug="doi-thoai-doanh-nghiep-cong-dan-dot-toi", locale__language_code="vi")


def test_the_held_conference_is_reported_and_its_page_says_what_the_ledger_says(held):
    dossier = Dossier.objects.of(held)
    ledger = ledger_of(Question.objects.filter(conference=held))
    assert dossier.state == DossierState.REPORTED
    assert dossier.announced_at < held.closes_at < dossier.started_at < dossier.results_published_at < NOW
    assert ledger.is_balanced
    assert held.questions_count == ledger.received
    assert held.answered_there_count == ledger.answered_there
    assert held.answered_in_writing_count == ledger.answered_in_writing
    assert held.attendees_count == attendance_of([held.pk]).present


def test_one_question_of_each_kind_went_its_own_way(held):
    ledger = ledger_of(Question.objects.filter(conference=held))
    assert (ledger.escalated, ledger.other_office, ledger.excluded + ledger.owed) == (1, 1, 1)
    letter = Letter.objects.get()
    assert letter.sent_at < NOW
    assert letter.number
    assert letter.questions.get().state == QuestionState.SENT_IN_WRITING


def test_visitors_find_answered_questions_and_results(held, client):
    assert Question.objects.published().filter(conference=held).count() >= 6
    archive = client.get(reverse("questions:archive"))
    assert "máy tách hạt bắp" in archive.content.decode()
    assert client.get(reverse("reports:result", args=[held.pk])).status_code == 200


def test_the_coming_conference_shows_questions_in_many_states(coming):
    assert Registration.objects.filter(conference=coming).count() == 8
    states = Counter(Question.objects.filter(conference=coming).values_list("state", flat=True))
    expected = {"received", "classified", "assigned", "drafted", "submitted", "approved", "exclusion_proposed"}
    assert set(states) == expected
    assert Question.objects.filter(conference=coming, is_restricted=True).count() == 1
    for registration in Registration.objects.filter(conference=coming):
        assert coming.opens_at < registration.received_at < NOW
        assert registration.phone_as_typed.startswith("0900 000 ")
        assert not registration.email or registration.email.endswith(".example")


def test_nobody_is_left_to_be_written_to_or_called(demo):
    assert not Message.objects.filter(to__endswith=".example").exists()
    assert not CallTask.objects.open().exists()


def test_nothing_in_the_played_dialogues_breaks_a_promise(demo):
    assert findings() == []


def test_the_office_has_rules_a_calendar_and_a_yearly_plan(demo, coming):
    assert "tiếp công dân" in DialogueRules.of(coming).reception_guidance
    assert CalendarYear.objects.filter(year=2026).exists()
    slots = YearlyPlan.objects.get(year=2026).slots.all()
    assert coming in [slot.conference for slot in slots]


def test_the_front_page_leads_to_answers_tally_and_ones_own_form(demo, client):
    page = client.get("/").content.decode()
    assert f'href="{reverse("registrations:find")}"' in page
    assert f'href="{reverse("questions:archive")}"' in page
    assert "/hoi-dap/" in page
    assert "2026" in page
    assert Question.objects.published().first().public_text[:30] in page


def test_loading_again_plays_nothing_twice(demo):
    before = (Registration.objects.count(), Question.objects.count(), Letter.objects.count())
    load(NOW + timedelta(days=40), say=lambda line: None)
    assert (Registration.objects.count(), Question.objects.count(), Letter.objects.count()) == before
