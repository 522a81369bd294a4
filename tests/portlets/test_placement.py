"""Which boxes a page shows: own first, then inherited, until a page shuts out those above it."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from cms.pages.models import PlainPage, SectionPage
from cms.portlets.models import PortletRegion
from cms.portlets.placement import boxes_for, plan_for
from tests.factories.portlets import headings, place
from tests.factories.site import make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home):
    return home.add_child(instance=SectionPage(title="Đối thoại"))


@pytest.fixture
def page(section):
    return section.add_child(instance=PlainPage(title="Hội nghị"))


def test_own_boxes_come_first_then_those_of_the_nearest_page(home, section, page):
    place(home, "home")
    place(page, "own 1", "own 2")
    place(section, "section")
    assert headings(boxes_for(page)["right"]) == ["own 1", "own 2", "section", "home"]


def test_every_inherited_box_names_the_page_it_comes_from(home, section, page):
    place(home, "home")
    place(section, "section")
    boxes = boxes_for(page)["right"]
    assert [(box.origin.pk, box.is_inherited) for box in boxes] == [(section.pk, True), (home.pk, True)]
    assert not boxes_for(section)["right"][0].is_inherited


def test_regions_do_not_mix(home, page):
    place(home, "left", region="left")
    place(home, "footer", region="footer")
    shown = {str(region): headings(boxes) for region, boxes in boxes_for(page).items()}
    assert shown == {"left": ["left"], "right": [], "footer": ["footer"]}


def test_a_page_that_does_not_inherit_shuts_out_what_is_above_it_for_itself_and_below(home, section, page):
    place(home, "home")
    place(section, "section", blocks_parent=True)
    place(page, "own")
    assert headings(boxes_for(page)["right"]) == ["own", "section"]
    assert headings(boxes_for(section)["right"]) == ["section"]
    assert headings(boxes_for(home)["right"]) == ["home"]


def test_shutting_out_in_one_region_leaves_the_others(home, section, page):
    place(home, "right")
    place(home, "footer", region="footer")
    place(section, region="right", blocks_parent=True)
    assert headings(boxes_for(page)["right"]) == []
    assert headings(boxes_for(page)["footer"]) == ["footer"]


def test_the_editor_learns_what_is_shut_out_and_where(home, section, page):
    place(home, "home")
    place(section, "section", blocks_parent=True)
    plan = plan_for(page)["right"]
    assert plan.closed_by.pk == section.pk
    assert headings(plan.inherited) == ["section"]
    assert headings(plan.shut_out) == ["home"]
    assert plan.own is None


def test_boxes_of_pages_beside_and_below_do_not_show(home, section, page):
    place(section.add_child(instance=PlainPage(title="Bên cạnh")), "beside")
    place(page, "below")
    assert headings(boxes_for(section)["right"]) == []


@pytest.mark.parametrize("depth", [0, 1, 8])
def test_all_regions_are_one_query_at_any_depth(home, django_assert_num_queries, depth):
    place(home, "home")
    place(home, "left", region="left")
    page = home
    for level in range(depth):
        page = page.add_child(instance=PlainPage(title=f"Cấp {level}"))
        place(page, f"level {level}")
    with django_assert_num_queries(1):
        boxes = {region: headings(found) for region, found in boxes_for(page).items()}
    assert len(boxes["right"]) == depth + 1


def test_a_moved_page_inherits_from_its_new_place(home, section, page):
    place(section, "section")
    other = home.add_child(instance=SectionPage(title="Tin tức"))
    place(other, "other")
    page.move(other, pos="last-child")
    page.refresh_from_db()
    assert headings(boxes_for(page)["right"]) == ["other"]


def test_the_boxes_of_a_deleted_page_go_with_it(section, page):
    place(page, "own")
    page.delete()
    assert not PortletRegion.objects.exists()


@pytest.fixture
def english_home(home, english):
    page = home.copy_for_translation(english)
    page.live = True
    page.save()
    return page


@pytest.fixture
def english_section(english_home, section, english):
    page = section.copy_for_translation(english)
    page.live = True
    page.save()
    return page


def test_a_translation_without_boxes_shows_those_of_its_source(
    home, section, english_section, django_assert_num_queries
):
    place(home, "home")
    place(section, "section")
    with django_assert_num_queries(1):
        assert headings(boxes_for(english_section)["right"]) == ["section", "home"]
    assert plan_for(english_section)["right"].is_borrowed
    assert not plan_for(section)["right"].is_borrowed


def test_one_box_in_the_other_language_ends_borrowing_in_that_region_alone(home, english_home, english_section):
    place(home, "vi right")
    place(home, "vi left", region="left")
    place(english_home, "en right")
    boxes = boxes_for(english_section)
    assert headings(boxes["right"]) == ["en right"]
    assert headings(boxes["left"]) == ["vi left"]


def test_an_english_page_that_does_not_inherit_borrows_nothing(home, english_home, english_section):
    place(home, "vi")
    place(english_home, blocks_parent=True)
    assert headings(boxes_for(english_section)["right"]) == []


def test_the_source_never_shows_boxes_of_its_translation(home, english_home, section):
    place(english_home, "en")
    assert headings(boxes_for(section)["right"]) == []


def test_boxes_of_a_source_page_closed_to_the_public_are_not_borrowed(
    home, section, english_section, django_assert_num_queries
):
    place(home, "home")
    place(section, "secret")
    assert headings(boxes_for(english_section)["right"]) == ["secret", "home"]
    make_private(section)
    with django_assert_num_queries(1):
        assert headings(boxes_for(english_section)["right"]) == ["home"]
    assert headings(boxes_for(section)["right"]) == ["secret", "home"]


def test_boxes_below_a_closed_source_page_are_not_borrowed(section, english_section, english):
    page = section.add_child(instance=PlainPage(title="Hội nghị"))
    place(page, "secret")
    english_page = page.copy_for_translation(english)
    make_private(section)
    assert headings(boxes_for(english_page)["right"]) == []


def test_boxes_of_an_unpublished_source_page_are_not_borrowed(home, section, english_section):
    place(section, "secret")
    section.unpublish()
    assert headings(boxes_for(english_section)["right"]) == []


def test_a_restriction_beside_the_source_page_leaves_its_boxes(home, section, english_section):
    place(section, "section")
    make_private(home.add_child(instance=SectionPage(title="Nội bộ")))
    assert headings(boxes_for(english_section)["right"]) == ["section"]


def rendered(page) -> list[str]:
    request = RequestFactory().get("/", HTTP_HOST="localhost")
    template = Template(
        "{% load portlet_tags %}{% rendered_portlets as regions %}{% for box in regions.right %}{{ box }}|{% endfor %}"
    )
    return template.render(Context({"page": page, "request": request})).split("|")[:-1]


def test_boxes_come_out_as_html_not_as_escaped_text(page):
    place(page, "Đường dây <nóng>")
    (html,) = rendered(page)
    assert html.startswith("<section")
    assert "Đường dây &lt;nóng&gt;" in html


def test_screens_that_are_no_page_show_the_boxes_of_the_home_page(home):
    place(home, "home")
    assert len(rendered(None)) == 1


def test_a_box_of_links_does_not_name_a_page_closed_to_the_public(home, page):
    closed = home.add_child(instance=PlainPage(title="Tờ trình mật"))
    PortletRegion.objects.create(
        page=page, region="right", boxes=[("links", {"heading": "", "links": [{"page": closed}]})]
    )
    assert "Tờ trình mật" in rendered(page)[0]
    make_private(closed)
    assert rendered(page) == []


def test_a_box_with_nothing_to_show_leaves_not_even_its_heading(page):
    PortletRegion.objects.create(
        page=page, region="right", boxes=[("related", {"heading": "Tin liên quan", "count": 5})]
    )
    assert rendered(page) == []


def test_a_box_whose_plug_in_is_gone_is_left_out(page):
    row = place(page, "own")
    PortletRegion.objects.filter(pk=row.pk).update(
        boxes=[
            {"type": "of_a_removed_app", "value": {}},
            {"type": "text", "value": {"heading": "còn", "text": "<p>x</p>"}},
        ]
    )
    assert len(rendered(page)) == 1
