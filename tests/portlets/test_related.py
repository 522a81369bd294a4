"""The box with related pages: picked by hand, then same tags, then same field."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.pages.models import PlainPage, RelatedPage, SubjectField
from cms.pages.related import related_to
from tests.factories.conferences import make_conference
from tests.factories.plans import make_plan, make_register

pytestmark = pytest.mark.django_db


def make_page(parent, title, *tags, age=0, **fields):
    page = parent.add_child(
        instance=PlainPage(title=title, first_published_at=timezone.now() - timedelta(days=age), **fields)
    )
    if tags:
        page.tags.add(*tags)
        page.save()
    return page


def titles(page, count=5) -> list[str]:
    return [found.title for found in related_to(page, count)]


def test_hand_picked_pages_come_first_in_the_editors_order(home):
    tagged = make_page(home, "tagged", "đối thoại")
    first, second = make_page(home, "first"), make_page(home, "second")
    page = make_page(home, "page", "đối thoại")
    page.related_pages = [RelatedPage(related=second, sort_order=0), RelatedPage(related=first, sort_order=1)]
    page.save()
    assert titles(page) == ["second", "first", tagged.title]


def test_most_common_tags_win_then_the_newest(home):
    page = make_page(home, "page", "a", "b")
    make_page(home, "old one", "a", age=9)
    make_page(home, "new one", "b", age=1)
    make_page(home, "both", "a", "b", age=30)
    make_page(home, "none", "c")
    assert titles(page) == ["both", "new one", "old one"]


def test_a_page_is_never_related_to_itself_and_none_stands_twice(home):
    page = make_page(home, "page", "a")
    other = make_page(home, "other", "a")
    page.related_pages = [RelatedPage(related=page), RelatedPage(related=other), RelatedPage(related=other)]
    page.save()
    assert titles(page) == ["other"]


def test_drafts_private_pages_and_other_languages_never_show(home, english):
    page = make_page(home, "page", "a")
    draft = make_page(home, "draft", "a", live=False)
    private = make_page(home, "private", "a")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    make_page(private, "below private", "a")
    home.copy_for_translation(english)
    make_page(home, "page to be translated", "a").copy_for_translation(english, alias=True)
    page.related_pages = [RelatedPage(related=draft), RelatedPage(related=private)]
    page.save()
    assert titles(page) == ["page to be translated"]


def test_a_picked_page_stands_for_its_translation(home, english):
    home.copy_for_translation(english)
    picked = make_page(home, "được chọn")
    page = make_page(home, "trang")
    english_picked = picked.copy_for_translation(english)
    english_picked.title, english_picked.live = "picked", True
    english_picked.save()
    english_page = page.copy_for_translation(english)
    english_page.related_pages = [RelatedPage(related=picked)]
    english_page.save()
    assert titles(english_page) == ["picked"]


def test_pages_of_other_types_with_the_same_field_fill_up(home):
    field = SubjectField.objects.create(name="Cải cách hành chính")
    plan = make_plan(make_register(home))
    conference = make_conference(home)
    plan.subject_fields.add(field)
    conference.subject_fields.add(field)
    plan.save()
    conference.save()
    other_field = make_plan(plan.get_parent(), title="Kế hoạch khác", slug="khac", number="16/KH-SKHCN")
    other_field.subject_fields.add(SubjectField.objects.create(name="Y tế"))
    other_field.save()
    assert titles(plan) == [conference.title]


def test_the_number_of_pages_is_kept(home):
    page = make_page(home, "page", "a")
    for number in range(6):
        make_page(home, f"{number}", "a", age=number)
    assert titles(page, 4) == ["0", "1", "2", "3"]


def test_a_page_without_relations_has_none(home):
    make_page(home, "other", "a")
    assert titles(make_page(home, "page")) == []


def test_queries_do_not_grow_with_the_pages(home, django_assert_max_num_queries):
    page = make_page(home, "page", "a")
    for number in range(20):
        make_page(home, f"{number}", "a")
    with django_assert_max_num_queries(8):
        assert len(related_to(page, 20)) == 20
