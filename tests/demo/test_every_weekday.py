"""On whatever day the demo is loaded, its dialogues lie at moments that make sense."""

from datetime import timedelta

import pytest
from wagtail.models import Site

from cms.demo.conferences import make_conferences
from cms.demo.dialogue import play_dialogues
from cms.demo.loading import lay_foundations
from cms.demo.office import settle_office
from cms.demo.people import make_people
from cms.demo.plans import make_plans
from cms.demo.roles import set_up_roles
from cms.home.models import HomePage
from plans.conferences.models import ConferenceIndexPage
from plans.models import PlanPage, PlanRegisterPage
from plans.questions.models import Question
from plans.registrations.models import Registration
from tests.conftest import undone_afterwards

from .conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def before_the_dialogue(django_db_setup, django_db_blocker):
    """Everything the play needs that does not depend on the day."""
    with undone_afterwards(django_db_blocker):
        with django_db_blocker.unblock():
            lay_foundations(lambda line: None)
            home = HomePage.objects.get()
            make_plans(PlanRegisterPage.objects.get(), NOW)
            make_people(set_up_roles([home]))
            settle_office(Site.objects.get(), NOW)
        yield


@pytest.mark.parametrize("days", range(7))
def test_the_forms_came_after_the_opening_and_before_now(before_the_dialogue, days):
    now = NOW + timedelta(days=days, hours=-4)

    conferences = make_conferences(ConferenceIndexPage.objects.get(), PlanPage.objects.first(), now)
    play_dialogues(*conferences, now)

    forms = Registration.objects.select_related("conference")
    assert forms.count() > 10
    for form in forms:
        assert form.conference.opens_at < form.received_at < min(now, form.conference.closes_at)
    assert not Question.objects.filter(events__at__gt=now).exists()
