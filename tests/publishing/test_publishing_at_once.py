"""Several people who publish one page at the same moment."""

import pytest

from plans.models import PlanPage
from plans.publishing.models import PublicationRecord
from plans.publishing.verifying import differences
from tests.factories.plans import make_plan, make_register
from tests.processes import run_in_parallel

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]


def publish(key: int, revision: int) -> int:
    page = PlanPage.objects.get(pk=key)
    page.revisions.get(pk=revision).publish()
    return revision


def test_each_publication_is_one_record_in_one_unbroken_row(home):
    plan = make_plan(make_register(home), live=False)
    revisions = []
    for number in range(4):
        plan.title = f"Kế hoạch {number}"
        revisions.append(plan.save_revision().pk)

    run_in_parallel(publish, [(plan.pk, revision) for revision in revisions])

    records = list(reversed(PublicationRecord.objects.of(plan)))
    assert sorted(record.revision_number for record in records) == sorted(revisions)
    assert [record.what for record in records] == ["published", "changed", "changed", "changed"]
    assert [record.previous_seal for record in records] == ["", *(record.seal for record in records[:-1])]
    assert list(differences()) == []


def test_one_version_published_twice_at_once_is_one_record(home):
    plan = make_plan(make_register(home), live=False)
    revision = plan.save_revision().pk

    run_in_parallel(publish, [(plan.pk, revision)] * 3)

    assert PublicationRecord.objects.of(plan).count() == 1
