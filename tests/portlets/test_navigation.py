"""The navigation box: the section the reader is in, opened to where the reader is."""

import pytest
from wagtail.models import PageViewRestriction

from cms.pages.models import PlainPage, SectionPage
from cms.pages.navigation import CROWD, branch_around

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home):
    return home.add_child(instance=SectionPage(title="Đối thoại"))


def add(parent, title, **fields):
    return parent.add_child(instance=PlainPage(title=title, **fields))


def outline(branch) -> list:
    return [[child.page.title, outline(child)] if child.children else child.page.title for child in branch.children]


def test_it_shows_the_section_opened_along_the_way_to_the_page(home, section):
    first, second = add(section, "một"), add(section, "hai")
    add(first, "một a")
    page = add(second, "hai a")
    add(home.add_child(instance=SectionPage(title="Tin tức")), "tin")
    assert outline(branch_around(page, None, 2)) == ["một", ["hai", ["hai a"]]]
    assert outline(branch_around(section, None, 2)) == ["một", "hai"]


def test_it_marks_the_page_and_the_way_to_it(section):
    above = add(section, "hai")
    page = add(above, "hai a")
    branch = branch_around(page, None, 2)
    assert branch.is_above
    assert branch.children[0].is_above
    assert branch.children[0].children[0].is_current
    assert not branch.children[0].is_current


def test_it_opens_no_deeper_than_asked(section):
    page = add(add(add(section, "1"), "2"), "3")
    assert outline(branch_around(page, None, 1)) == ["1"]
    assert outline(branch_around(page, None, 3)) == [["1", [["2", ["3"]]]]]


def test_on_the_home_page_it_shows_the_sections(home, section):
    home.add_child(instance=SectionPage(title="Tin tức"))
    assert outline(branch_around(home, None, 2)) == ["Đối thoại", "Tin tức"]


def test_it_may_begin_elsewhere(home, section):
    add(section, "một")
    other = home.add_child(instance=SectionPage(title="Tin tức"))
    assert outline(branch_around(other, section, 2)) == ["một"]


def test_drafts_and_private_pages_do_not_show(section):
    add(section, "dự thảo", live=False)
    private = add(section, "nội bộ")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page = add(section, "công khai")
    assert outline(branch_around(page, None, 2)) == ["công khai"]


def test_of_a_crowd_only_pages_for_menus_and_the_current_one_show(section):
    pages = [add(section, f"{number:02}", show_in_menus=number == 3) for number in range(CROWD + 5)]
    assert outline(branch_around(pages[20], None, 1)) == ["03", "20"]


def test_queries_do_not_grow_with_the_pages(section, django_assert_max_num_queries):
    for number in range(20):
        page = add(section, f"{number}")
    with django_assert_max_num_queries(6):
        branch = branch_around(page, None, 2)
        assert all(child.url for child in branch.children)
