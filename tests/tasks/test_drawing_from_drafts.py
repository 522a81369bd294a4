"""The text of a plan that is not public is for those who may edit it, also where tasks are drawn from it."""

import pytest
from django.urls import reverse

from tests.factories.plans import make_plan, make_register
from tests.registrations.clerks import make_user


@pytest.mark.django_db
@pytest.mark.parametrize(("is_live", "status"), [(True, 200), (False, 302)])
def test_who_manages_tasks_alone_reads_no_draft(home, client, is_live, status):
    plan = make_plan(make_register(home), live=is_live)
    client.force_login(make_user("van-thu", "change_plantask"))

    assert client.get(reverse("plan_task:draw", args=[plan.pk])).status_code == status
