"""Registering blocks: plug-ins need no list, mistakes are refused with a hint."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from wagtail import blocks

from cms.blocks.registry import BlockRegistry, body_blocks
from cms.portlets.registry import portlets


class OneBlock(blocks.CharBlock):
    pass


class OtherBlock(blocks.CharBlock):
    pass


def test_a_registered_block_is_offered_under_its_name():
    registry = BlockRegistry("no_such_module")
    registry.register("one", group="Boxes")(OneBlock)
    assert isinstance(registry.stream_block.child_blocks["one"], OneBlock)
    assert registry.stream_block.child_blocks["one"].meta.group == "Boxes"


def test_two_blocks_under_one_name_are_refused_with_both_origins():
    registry = BlockRegistry("no_such_module")
    registry.register("one")(OneBlock)
    with pytest.raises(ImproperlyConfigured, match=r"Two blocks want the name 'one'.*Rename one"):
        registry.register("one")(OtherBlock)


def test_registering_again_after_a_reload_is_no_mistake():
    registry = BlockRegistry("no_such_module")
    registry.register("one")(OneBlock)
    registry.register("one")(OneBlock)
    assert len(registry.entries()) == 1


def test_a_block_that_comes_too_late_is_refused_with_the_place_for_it():
    registry = BlockRegistry("no_such_module")
    registry.entries()
    with pytest.raises(ImproperlyConfigured, match=r"too late.*no_such_module\.py"):
        registry.register("one")(OneBlock)


def test_blocks_stand_in_the_order_they_ask_for():
    registry = BlockRegistry("no_such_module")
    registry.register("late", order=20)(OneBlock)
    registry.register("early", order=10)(OtherBlock)
    assert [entry.name for entry in registry.entries()] == ["early", "late"]


@pytest.mark.django_db
@pytest.mark.parametrize("registry", [body_blocks, portlets], ids=["blocks", "portlets"])
def test_every_registered_block_has_label_icon_and_a_preview_that_renders(registry, home, rf):
    request = rf.get("/")
    context = {"page": home, "request": request}
    for name, block in registry.stream_block.child_blocks.items():
        assert str(block.label), name
        assert block.meta.icon != "placeholder", f"{name}: choose an icon"
        assert block.meta.preview_value is not None, f"{name}: give a preview_value"
        value = block.normalize(block.get_preview_value())
        html = block.render(value, context=dict(context))
        assert "style=" not in html, f"{name}: no inline style, the site's security policy forbids it"
        assert "<script" not in html, f"{name}: no inline script, the site's security policy forbids it"


@pytest.mark.django_db
def test_every_body_block_survives_storing_and_reading(home):
    body = [(name, block.get_preview_value()) for name, block in body_blocks.stream_block.child_blocks.items()]
    home.body = body
    home.save_revision().publish()
    home.refresh_from_db()
    assert [child.block_type for child in home.body] == [name for name, _ in body]
