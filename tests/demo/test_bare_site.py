"""A bare site has its sections and roles, and nothing of the play."""

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from wagtail.models import Site

from cms.home.models import HomePage
from cms.portlets.models import PortletRegion
from plans.conferences.rules import DialogueRules
from plans.models import PlanPage
from plans.questions.models import Question
from plans.registrations.models import Registration
from plans.workdays.models import CalendarYear
from polls.models import Poll


@pytest.fixture
def bare_site(unfurnished):
    call_command("load_demo", bare=True)


def test_a_bare_site_has_sections_and_roles_but_no_content(bare_site):
    home = Site.objects.get(is_default_site=True).root_page.specific
    assert isinstance(home, HomePage)
    assert {page.slug for page in home.get_children()} == {"ke-hoach", "doi-thoai", "tin-tuc"}
    assert not PlanPage.objects.exists()
    assert not Poll.objects.exists()
    assert get_user_model().objects.count() == 0


def test_a_bare_site_has_nothing_of_the_dialogue(bare_site):
    assert not Registration.objects.exists()
    assert not Question.objects.exists()
    assert not DialogueRules.objects.exists()
    assert not CalendarYear.objects.exists()
    boxes = [box.block_type for region in PortletRegion.objects.all() for box in region.boxes]
    assert "question_tally" not in boxes
