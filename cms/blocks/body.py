"""The body of a page as one block: outline labels and anchors are known to all blocks in it."""

from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from wagtail import blocks

from cms.text import clean

from .finishing import finish_body
from .outline import Outline


class BodyBlock(blocks.StreamBlock):
    """A stream whose numbered items know their place; runs of dash and plus items become lists.

    A page may hand over the outline it has already made as `outline` in the context. Whatever way
    content comes in, its texts are made clean Vietnamese when they are stored.
    """

    def get_prep_value(self, value):
        """What is stored: every text in NFC, without control and invisible characters."""
        return _cleaned(super().get_prep_value(value))

    def render_basic(self, value, context=None):
        context = dict(context or {})
        outline = context.get("outline")
        if not isinstance(outline, Outline) or outline.body is not value:
            outline = Outline.of(value)
        context["outline"] = outline
        html = format_html_join("\n", "{}", ((part,) for part in self._parts(value, outline, context)))
        return finish_body.apply(html, context)

    def _parts(self, value, outline, context):
        """HTML of each block in order; a run of bullets comes as one list."""
        run = []
        for position, child in enumerate(value):
            item = outline.by_position.get(position)
            if item is not None and item.is_bullet:
                run.append((item, child.value))
                continue
            if run:
                yield _bullets(run, context)
                run = []
            yield _wrapped(child, item, context)
        if run:
            yield _bullets(run, context)


def _cleaned(stored):
    """Stored content (texts, lists, mappings) with clean texts; ASCII without controls is clean already."""
    if isinstance(stored, str):
        return stored if stored.isascii() and stored.isprintable() else clean(stored)
    if isinstance(stored, list):
        return [_cleaned(part) for part in stored]
    if isinstance(stored, dict):
        return {key: _cleaned(part) for key, part in stored.items()}
    return stored


def _wrapped(child, item, context):
    """One block as HTML, told its outline item if it is one."""
    return child.render(context={**context, "outline_item": item, "id": child.id})


def _bullets(run, context):
    """A run of bullets as nested lists: plus items stand below the dash item before them."""
    top = []
    for item, value in run:
        entry = {"item": item, "value": value, "children": []}
        if item.level > 5 and top and top[-1]["item"].level == 5:
            top[-1]["children"].append(entry)
        else:
            top.append(entry)
    return mark_safe(render_to_string("blocks/outline_list.html", {**context, "entries": top}))  # noqa: S308
