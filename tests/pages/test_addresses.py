"""Addresses of pages are made from Vietnamese titles, in letters everybody can type."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from taggit.utils import parse_tags
from wagtail.models import Page

from cms.pages.models import PageTag, PlainPage, SubjectField
from tests.factories.site import make_plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("quantri", "", "mat-khau-thu-1"))
    return client


def save_new(editor, parent, **fields):
    data = {
        "title": "Đường dây nóng",
        "slug": "",
        "summary": "",
        "tags": "",
        "body-count": "0",
        "related_pages-TOTAL_FORMS": "0",
        "related_pages-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **fields,
    }
    return editor.post(reverse("wagtailadmin_pages:add", args=["pages", "plainpage", parent.pk]), data)


def test_an_empty_address_is_made_from_the_title(editor, home):
    assert save_new(editor, home).status_code == 302
    assert PlainPage.objects.get().slug == "duong-day-nong"


def test_the_second_page_of_a_title_gets_an_address_of_its_own(editor, home):
    save_new(editor, home)
    save_new(editor, home)
    assert sorted(PlainPage.objects.values_list("slug", flat=True)) == ["duong-day-nong", "duong-day-nong-2"]


def test_a_typed_address_is_kept(editor, home):
    save_new(editor, home, slug="hotline")
    assert PlainPage.objects.get().slug == "hotline"


def test_a_title_without_letters_still_gets_an_address(editor, home):
    save_new(editor, home, title="…")
    assert PlainPage.objects.get().slug == "trang"


def test_a_page_without_title_is_refused_with_a_message(editor, home):
    response = save_new(editor, home, title="")
    assert response.status_code == 200
    assert not PlainPage.objects.exists()


def test_a_decomposed_title_is_stored_composed(home):
    page = make_plain(home, title="Giới thiệu\u200b")
    page.refresh_from_db()
    assert page.title == "Giới thiệu"


def test_one_tag_however_it_is_typed(home):
    PageTag.objects.create(name="Đối thoại")
    assert parse_tags("ĐỐI THOẠI, đối thoại, Doi thoai") == ["Đối thoại"]
    page = make_plain(home)
    page.tags.add(*parse_tags('"đối thoại"'))
    page.save()
    assert PageTag.objects.count() == 1
    assert Page.objects.filter(tagged_items__tag__slug="doi-thoai").get().pk == page.pk


def test_two_fields_of_one_name_are_refused_in_words_not_by_the_database(editor):
    address = reverse("wagtailsnippets_pages_subjectfield:add")
    data = {"name": "Sở hữu trí tuệ", "name_en": "", "slug": "", "sort_order": "0"}
    assert editor.post(address, data).status_code == 302
    again = editor.post(address, {**data, "name": "SỞ HỮU TRÍ TUỆ"})
    assert again.status_code == 200
    assert "name" in again.context["form"].errors
    assert SubjectField.objects.count() == 1
