"""Two clerks who import the same text at the same moment."""

import pytest

from plans.drafting.drafts import import_document
from plans.drafting.recognising import recognise
from plans.models import PlanPage, PlanRegisterPage
from tests.drafting.test_drafts import NOW
from tests.factories.drafting import sample
from tests.factories.plans import make_register
from tests.processes import run_in_parallel


def import_sample(register_pk: int) -> str:
    register = PlanRegisterPage.objects.get(pk=register_pk)
    page, _earlier = import_document(recognise(sample("commune")), register, now=NOW)
    return page.slug


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
def test_imports_at_the_same_moment_get_addresses_of_their_own(home):
    register = make_register(home)
    slugs = run_in_parallel(import_sample, [(register.pk,)] * 4)
    assert len(set(slugs)) == 4
    register.refresh_from_db()
    assert register.numchild == 4
    assert PlanPage.objects.count() == 4
    assert PlanPage.find_problems() == ([], [], [], [], [])
