"""The admin's own page search, which is Wagtail's, finds folded words as well."""

import pytest
from django.contrib.auth import get_user_model

from tests.factories.plans import make_plan, make_register
from tests.factories.search import make_plain_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, home, django_capture_on_commit_callbacks):
    """A logged-in administrator of a site with one page on dialogue, one plan, and another page."""
    client.force_login(get_user_model().objects.create_superuser("quan-tri", "qt@example.vn", "x"))
    with django_capture_on_commit_callbacks(execute=True):
        make_plain_page(home, "Hội nghị Đối thoại", "Trả lời kiến nghị")
        make_plain_page(home, "Liên hệ", "Số điện thoại")
        make_plan(make_register(home, title="Sổ văn bản"), title="Cải cách", slug="cc", number="1891/KH-SKHCN")
    return client


def listed(client, address, typed) -> set[str]:
    response = client.get(address, {"q": typed})
    assert response.status_code == 200
    return {
        title for title in ("Hội nghị Đối thoại", "Liên hệ", "Cải cách", "Sổ văn bản") if f"{title}" in response.text
    }


@pytest.mark.parametrize("typed", ["doi thoai", "đối thoại", "Hội nghị", "hoi nghi"])
def test_the_search_of_all_pages_finds_titles_without_accents(editor, typed):
    assert listed(editor, "/admin/pages/search/results/", typed) == {"Hội nghị Đối thoại"}


@pytest.mark.parametrize("typed", ["doi thoai", "đối thoại"])
def test_the_search_of_one_section_finds_titles_without_accents(editor, home, typed):
    assert listed(editor, f"/admin/pages/{home.pk}/results/", typed) == {"Hội nghị Đối thoại"}


@pytest.mark.parametrize("typed", ["1891/KH-SKHCN", "1891/kh-skhcn", "1891 KH SKHCN", "1891"])
def test_the_search_of_all_pages_finds_document_numbers(editor, typed):
    assert "Cải cách" in listed(editor, "/admin/pages/search/results/", typed)
