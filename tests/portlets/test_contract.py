"""What every portlet must do, whichever app brings it."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from django.utils import translation
from wagtail import blocks

from cms.blocks.registry import BlockRegistry
from cms.portlets.portlet import Portlet
from cms.portlets.registry import portlets

ENTRIES = portlets.entries()


def block_of(entry):
    return portlets.stream_block.child_blocks[entry.name]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_portlet_renders_its_preview(home, entry, language):
    block = block_of(entry)
    value = block.get_preview_value()
    with translation.override(language):
        html = block.render(value, {"page": home, "request": RequestFactory().get("/", HTTP_HOST="localhost")})
    assert isinstance(html, str)
    assert "style=" not in html, "inline styles are refused by the site's content security policy"
    assert "<script" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_portlet_survives_a_screen_without_page_and_an_empty_value(entry):
    block = block_of(entry)
    for value in (block.get_preview_value(), block.get_default()):
        block.render(value, {"page": None, "request": RequestFactory().get("/", HTTP_HOST="localhost")})


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_portlet_has_a_name_a_group_an_icon_and_a_template(entry):
    block = block_of(entry)
    assert isinstance(block, Portlet)
    assert str(block.meta.label) != ""
    assert entry.group
    assert block.meta.icon
    assert block.meta.template.endswith(f"/portlets/{entry.name}.html")
    assert block.get_preview_value() is not None


@pytest.mark.django_db
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_a_portlet_makes_no_query_per_item(home, entry, django_assert_max_num_queries):
    block = block_of(entry)
    value = block.get_preview_value()
    with django_assert_max_num_queries(12):
        block.render(value, {"page": home, "request": RequestFactory().get("/", HTTP_HOST="localhost")})


def test_the_portlets_of_this_issue_are_there():
    names = {entry.name for entry in ENTRIES}
    assert {"navigation", "text", "links", "related", "visit_counter", "search_box"} <= names


def make_registry() -> BlockRegistry:
    return BlockRegistry("no_such_module")


def test_two_portlets_of_one_name_are_refused_with_both_places():
    registry = make_registry()
    registry.register("box")(type("First", (blocks.CharBlock,), {}))
    with pytest.raises(ImproperlyConfigured, match=r"Two blocks want the name 'box'.*Rename"):
        registry.register("box")(type("Second", (blocks.CharBlock,), {}))


def test_a_portlet_registered_after_the_list_was_read_is_refused_with_a_hint():
    registry = make_registry()
    registry.entries()
    with pytest.raises(ImproperlyConfigured, match=r"too late.*no_such_module\.py.*INSTALLED_APPS"):
        registry.register("box")(type("Late", (blocks.CharBlock,), {}))


def test_a_new_portlet_needs_no_migration():
    from cms.portlets.models import PortletRegion

    _name, _path, arguments, _options = PortletRegion._meta.get_field("boxes").deconstruct()
    assert arguments == []
