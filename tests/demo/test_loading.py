"""The demo site: complete, repeatable, and honest about dates."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, Workflow

from cms.demo.loading import load
from cms.demo.roles import APPROVERS, AUTHORS, CLERKS
from cms.home.models import HomePage
from cms.visits.models import OpeningBalance
from news.models import ArticlePage
from plans.conferences.models import ConferencePage
from plans.conferences.schedule import Window
from plans.models import PlanPage
from polls.models import Ballot, Poll

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(datetime(2026, 11, 22, 10, 0))


def load_quietly(now=NOW):
    return load(now, say=lambda line: None)


def vietnamese(model):
    return model.objects.filter(locale__language_code="vi")


def test_the_four_plans_keep_their_structure(demo):
    assert vietnamese(PlanPage).count() == 4
    plan = PlanPage.objects.get(slug="doi-thoai-quang-ngai-2022", locale__language_code="vi")
    assert plan.number == "62/KH-SKHCN"
    assert plan.issuer.parent_line == "UBND tỉnh Quảng Ngãi"
    assert [row.text for row in plan.recipients.all()][-1] == "Lưu: VT, VP."
    assert plan.signers.get().title == "PHÓ GIÁM ĐỐC"
    labels = [block.value["label"] for block in plan.body if block.block_type == "outline_item"]
    assert labels[:3] == ["I.", "1.", "-"]
    assert {"II.", "III.", "5.1.", "+"} <= set(labels)


def test_one_conference_is_open_and_one_has_results(demo):
    coming, held = vietnamese(ConferencePage).order_by("-starts_at")
    assert coming.window(NOW) is Window.OPEN
    assert coming.starts_at > NOW
    assert coming.starts_at.weekday() < 5
    assert held.ends_at < NOW
    assert held.questions_count >= held.answered_there_count + held.answered_in_writing_count > 0


def test_poll_and_counter_begin_as_on_the_old_site(demo):
    poll = Poll.objects.get(locale__language_code="vi")
    votes = [Ballot.objects.filter(choice=choice).count() for choice in poll.choices_in_order()]
    assert votes == [0, 1, 1]
    balance = OpeningBalance.objects.get()
    assert (balance.visits, balance.views) == (1_734, 1_963_550)


def test_english_pages_stand_beside_the_vietnamese_ones(demo):
    home = HomePage.objects.get(locale__language_code="en")
    assert home.live
    assert home.headline == "Plans in the open, questions answered"
    plan = PlanPage.objects.get(locale__language_code="en")
    assert plan.number == "62/KH-SKHCN"
    assert "administrative procedures" in plan.title
    assert Poll.objects.get(locale__language_code="en").question == "How do you like the look of this site?"


def test_loading_again_adds_and_changes_nothing(demo):
    article = ArticlePage.objects.first()
    article.title = "Tiêu đề do biên tập viên sửa"
    article.save_revision().publish()
    before = (Page.objects.count(), Ballot.objects.count(), get_user_model().objects.count())
    assert load_quietly() == {}
    assert (Page.objects.count(), Ballot.objects.count(), get_user_model().objects.count()) == before
    article.refresh_from_db()
    assert article.title == "Tiêu đề do biên tập viên sửa"


def test_loading_weeks_later_opens_registration_again(demo):
    later = NOW + timedelta(days=40)
    load_quietly(later)
    coming = vietnamese(ConferencePage).order_by("-starts_at").first()
    assert coming.window(later) is Window.OPEN
    assert coming.starts_at > later


def test_the_three_roles_can_do_their_work_and_no_more(demo):
    users = get_user_model().objects
    author, approver, clerk = (users.get(username=name) for name in ("soan", "duyet", "tiepnhan"))
    assert [user.groups.get().name for user in (author, approver, clerk)] == [AUTHORS, APPROVERS, CLERKS]
    register = Page.objects.get(slug="ke-hoach", locale__language_code="vi")
    assert register.permissions_for_user(author).can_add_subpage()
    assert not register.permissions_for_user(author).can_publish()
    assert register.permissions_for_user(approver).can_publish()
    assert not register.permissions_for_user(clerk).can_edit()
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()
    assert clerk.has_perm("registrations.view_registration")
    assert not author.has_perm("registrations.view_registration")
    assert not approver.has_perm("registrations.export_registration")
    assert Page.objects.get(pk=register.pk).get_workflow() == Workflow.objects.get()
