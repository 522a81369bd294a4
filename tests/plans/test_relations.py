"""Documents that replace, amend, attach to or rest on each other."""

import importlib

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset

from plans.models import PlanPage, PlanRelation, Status
from plans.relating import relations_of
from plans.status_following import follow, statuses_to_follow
from tests.factories.plans import make_plan, make_register
from tests.plans.test_admin import add, editor  # noqa: F401 - a fixture
from tests.plans.test_translation import translate
from tests.registrations.clerks import make_user


def relate(plan, kind, target=None, text=""):
    """Write a relation down on `plan` and publish it."""
    plan = PlanPage.objects.get(pk=plan.pk)
    plan.relations.add(PlanRelation(kind=kind, target=target, text=text))
    plan.save_revision().publish()
    return plan


def told(plan) -> dict:
    """Kind → the titles that readers see."""
    return {group.kind: [each.text for each in group.documents] for group in relations_of(plan)}


@pytest.fixture
def plans(home):
    register = make_register(home)
    return [make_plan(register, title=f"Kế hoạch {name}", number=f"{name}/KH") for name in (1, 2, 3)]


class TestReading:
    @pytest.mark.parametrize(
        ("kind", "inverse"),
        [
            ("replaces", "replaced_by"),
            ("amended_by", "amends"),
            ("attached_to", "has_attached"),
            ("based_on", "basis_of"),
        ],
    )
    def test_a_relation_written_on_one_document_is_read_on_both(self, plans, kind, inverse):
        relate(plans[0], kind, plans[1])
        assert told(plans[0]) == {kind: ["Kế hoạch 2"]}
        assert told(plans[1]) == {inverse: ["Kế hoạch 1"]}

    def test_the_same_relation_written_on_both_ends_is_shown_once(self, plans):
        relate(plans[0], "replaces", plans[1])
        relate(plans[1], "replaced_by", plans[0])
        assert told(plans[0]) == {"replaces": ["Kế hoạch 2"]}

    def test_a_document_that_is_not_on_the_site_stands_as_text(self, plans, client):
        relate(plans[0], "based_on", text="Quyết định số 5/QĐ-UBND <b>")
        html = client.get(plans[0].url).content.decode()
        assert "Quyết định số 5/QĐ-UBND &lt;b&gt;" in html

    def test_documents_nobody_may_read_are_not_named_at_either_end(self, plans):
        relate(plans[0], "replaces", plans[1])
        PageViewRestriction.objects.create(page=plans[0], restriction_type="login")
        assert told(plans[1]) == {}
        PageViewRestriction.objects.all().delete()
        PlanPage.objects.get(pk=plans[1].pk).unpublish()
        assert told(plans[0]) == {}

    def test_a_translation_shows_the_relations_in_its_language(self, home, english, client):
        register = make_register(home)
        old, new = make_plan(register, title="Cũ"), make_plan(register, title="Mới")
        for page in (home, register, old, new):
            translate(page, english)
        relate(new, "replaces", old)
        with_old = old.get_translation(english)
        assert "EN Mới" in client.get(with_old.url).content.decode()
        with override("vi"):
            assert told(PlanPage.objects.get(pk=old.pk)) == {"replaced_by": ["Mới"]}

    def test_the_number_of_queries_does_not_grow_with_relations(self, plans):
        relate(plans[0], "replaces", plans[1])
        with CaptureQueriesContext(connection) as few:
            relations_of(PlanPage.objects.get(pk=plans[0].pk))
        for _turn in range(6):
            relate(plans[0], "based_on", make_plan(plans[0].get_parent()))
        with CaptureQueriesContext(connection) as many:
            relations_of(PlanPage.objects.get(pk=plans[0].pk))
        assert len(few) == len(many) <= 4


class TestRefusing:
    def refused(self, plan, kind, target) -> str:
        with pytest.raises(ValidationError) as error:
            PlanRelation(page=plan, kind=kind, target=target).clean()
        return str(error.value.message_dict["target"][0])

    def test_a_document_has_no_relation_to_itself(self, plans):
        self.refused(plans[0], "replaces", plans[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanRelation.objects.create(page=plans[0], kind="replaces", target=plans[0], locale=plans[0].locale)

    def test_a_circle_is_refused_and_named(self, plans):
        relate(plans[0], "replaces", plans[1])
        relate(plans[2], "amended_by", plans[1])
        message = self.refused(plans[2], "replaces", plans[0])
        assert "3/KH → 1/KH → 2/KH → 3/KH" in message
        PlanRelation(page=plans[2], kind="based_on", target=plans[0]).clean()
        PlanRelation(page=plans[0], kind="replaces", target=plans[2]).clean()

    def test_a_relation_to_nothing_is_refused(self, plans):
        with pytest.raises(ValidationError):
            PlanRelation(page=plans[0], kind="replaces").clean()

    def test_the_form_names_the_mistake_and_keeps_what_was_typed(self, home, editor):  # noqa: F811
        rows = inline_formset([{"kind": "replaces", "target": "", "text": "", "ORDER": "1"}])
        response = add(editor, make_register(home), relations=rows, number="88/KH-ABC")
        assert not PlanPage.objects.exists()
        assert "88/KH-ABC" in response.content.decode()


class TestStatus:
    def test_a_replaced_document_is_offered_and_follows_with_consent(self, plans, admin_client, admin_user):
        relate(plans[0], "replaces", plans[1])
        assert [(each.plan.pk, each.status) for each in statuses_to_follow(plans[0])] == [
            (plans[1].pk, Status.REPLACED)
        ]
        assert PlanPage.objects.get(pk=plans[1].pk).status == Status.IN_FORCE
        url = reverse("plan_statuses", args=[plans[0].pk])
        assert "2/KH" in admin_client.get(url).content.decode()
        admin_client.post(url, {"plan": plans[1].pk})
        assert PlanPage.objects.get(pk=plans[1].pk).status == Status.REPLACED
        assert statuses_to_follow(plans[0]) == []

    def test_a_document_with_an_unpublished_draft_is_left_alone(self, plans, admin_user):
        relate(plans[0], "replaces", plans[1])
        draft = PlanPage.objects.get(pk=plans[1].pk)
        draft.title = "Chưa duyệt"
        draft.save_revision()
        left = follow(statuses_to_follow(plans[0])[0], admin_user)
        assert [page.pk for page in left] == [plans[1].pk]
        kept = PlanPage.objects.get(pk=plans[1].pk)
        assert (kept.status, kept.title) == (Status.IN_FORCE, "Kế hoạch 2")

    def test_who_may_not_edit_the_plan_cannot_change_statuses(self, plans, client):
        relate(plans[0], "replaces", plans[1])
        client.force_login(make_user("nguoi-la"))
        assert client.post(reverse("plan_statuses", args=[plans[0].pk]), {"plan": plans[1].pk}).status_code == 302
        assert PlanPage.objects.get(pk=plans[1].pk).status == Status.IN_FORCE


def test_drafts_of_before_keep_the_document_that_replaced_them(plans):
    revision = plans[0].save_revision()
    content = {**revision.content, "replaced_by": plans[1].pk, "status": "amended"}
    content.pop("relations")
    type(revision).objects.filter(pk=revision.pk).update(content=content)
    moving = importlib.import_module("plans.migrations.0003_fill_relations_and_periods")
    moving._rewrite_versions(apps, PlanPage, PlanRelation)
    restored = PlanPage.objects.get(pk=plans[0].pk).get_latest_revision_as_object()
    assert [(row.kind, row.target_id) for row in restored.relations.all()] == [("amended_by", plans[1].pk)]
    restored.save_revision().publish()
    assert told(PlanPage.objects.get(pk=plans[0].pk)) == {"amended_by": ["Kế hoạch 2"]}


def test_the_form_of_the_other_document_shows_where_the_relation_is_edited(plans, admin_client):
    relate(plans[0], "replaces", plans[1])
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[plans[1].pk])).content.decode()
    assert f'<a href="{reverse("wagtailadmin_pages:edit", args=[plans[0].pk])}">1/KH Kế hoạch 1</a>' in html
