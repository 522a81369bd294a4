"""What changes or hides a public page although nobody publishes it."""

import pytest
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import PageViewRestriction

from cms.media.models import Attachment
from plans.models import PlanPage, PlanRelation
from plans.publishing.certificate import certificate_of
from plans.publishing.models import PublicationRecord
from plans.publishing.verifying import differences
from tests.factories.plans import make_issuer, make_plan, make_register

from .test_log import plan_with_file, stages


def restrict(page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def test_an_alias_that_follows_its_source_has_a_record_of_each_change(home):
    register = make_register(home)
    plan = make_plan(register)
    alias = CreatePageAliasAction(plan, parent=register, update_slug="ban-sao").execute(skip_permission_checks=True)
    alias.save()
    assert stages(alias) == ["published"]
    plan.title = "Kế hoạch sửa đổi"
    plan.save_revision().publish()
    assert stages(alias) == ["published", "changed"]
    assert list(differences()) == []


class TestRestrictions:
    def test_a_branch_closed_and_opened_again_is_withdrawn_and_published(self, home):
        register = make_register(home)
        plan = make_plan(register)
        restriction = restrict(register)
        restriction.save()
        assert stages(plan) == ["published", "withdrawn"]
        assert list(differences()) == []
        restriction.delete()
        assert stages(plan) == ["published", "withdrawn", "published"]

    def test_what_is_published_behind_a_restriction_is_not_recorded(self, home):
        register = make_register(home)
        restrict(register)
        plan = make_plan(register)
        plan.save_revision().publish()
        assert stages(plan) == []
        assert list(differences()) == []

    def test_a_restricted_page_that_is_deleted_is_not_published_by_that(self, home):
        plan = make_plan(make_register(home))
        restrict(plan)
        key = plan.pk
        plan.delete()
        assert [each.what for each in PublicationRecord.objects.filter(page_id=key)] == ["withdrawn", "published"]

    def test_moving_a_page_behind_a_restriction_withdraws_it(self, home):
        plan = make_plan(make_register(home))
        closed = make_register(home, slug="noi-bo")
        restrict(closed)
        plan.move(closed, pos="last-child")
        assert stages(plan) == ["published", "withdrawn"]

    def test_a_restricted_page_is_certified_as_not_public(self, home):
        plan = make_plan(make_register(home))
        record = PublicationRecord.objects.of(plan).get()
        public = certificate_of(record, timezone.now()).finding
        PageViewRestriction.objects.bulk_create([PageViewRestriction(page=plan, restriction_type="login")])
        assert certificate_of(record, timezone.now()).finding != public
        assert len(list(differences())) == 1


class TestWhatPagesName:
    def test_an_issuer_given_another_name_changes_its_plans(self, home):
        issuer = make_issuer()
        plan = make_plan(make_register(home), issuer=issuer)
        issuer.save()
        assert stages(plan) == ["published"]
        issuer.name = "Sở Thông tin"
        issuer.save()
        assert stages(plan) == ["published", "changed"]
        assert list(differences()) == []

    def test_a_text_changed_past_the_portal_is_not_covered_up(self, home):
        issuer = make_issuer()
        plan = make_plan(make_register(home), issuer=issuer)
        PlanPage.objects.filter(pk=plan.pk).update(place="Nơi khác")
        issuer.name = "Sở Thông tin"
        issuer.save()
        assert stages(plan) == ["published"]
        assert len(list(differences())) == 1

    @pytest.mark.parametrize("by_queryset", [False, True])
    def test_an_attached_file_that_is_deleted_is_a_change(self, home, by_queryset):
        plan = plan_with_file(home)
        file = plan.attachments.get().document
        if by_queryset:
            Attachment.objects.filter(pk=file.pk).delete()
        else:
            file.delete()
        assert stages(plan) == ["published", "changed"]
        assert list(differences()) == []

    def test_a_related_plan_that_is_deleted_is_a_change(self, home):
        register = make_register(home)
        other = make_plan(register, slug="ke-hoach-khac")
        plan = make_plan(register, live=False)
        plan.relations = [PlanRelation(target=other, kind=PlanRelation._meta.get_field("kind").choices[0][0])]
        plan.save_revision().publish()
        other.delete()
        assert stages(plan) == ["published", "changed"]
        assert list(differences()) == []
