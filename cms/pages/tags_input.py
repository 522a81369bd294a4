"""Tags as editors type them: one tag per meaning, however it is capitalised or accented."""

from taggit.utils import _parse_tags

from cms.text import clean_line, slugify

from .taxonomy import PageTag


def parse_tags(typed: str) -> list[str]:
    """The tag names in `typed`; a tag already known under the same key keeps its first spelling.

    Databases compare accented letters differently (SQLite knows no upper case "Đ"), so the key decides.
    """
    names = [clean_line(name) for name in _parse_tags(typed)]
    by_key = {slugify(name): name for name in reversed(names) if slugify(name)}
    known = dict(PageTag.objects.filter(slug__in=by_key).values_list("slug", "name"))
    return sorted(known.get(key, name) for key, name in by_key.items())
