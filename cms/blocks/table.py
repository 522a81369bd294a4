"""Tables that screen readers can read, that are pasted from Word or Excel, and that can be translated."""

import copy
import hashlib
import json
import re

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.table_block.blocks import TableBlock

from cms.text import clean, clean_line

from .groups import MEDIA
from .registry import body_blocks

MOST_CELLS = 20_000

_LETTER = re.compile(r"[^\W\d_]")


def table_rows(value: dict | None) -> list[list[str]]:
    """The cells of a stored table as text, every row equally long; empty for what is no table."""
    data = value.get("data") if isinstance(value, dict) else None
    rows = [row for row in data if isinstance(row, list)] if isinstance(data, list) else []
    width = max((len(row) for row in rows), default=0)
    return [[_text(cell) for cell in row] + [""] * (width - len(row)) for row in rows]


@body_blocks.register("table", group=MEDIA, order=60)
class AccessibleTableBlock(TableBlock):
    """A table with a caption and header cells; cells hold plain text, line ends are kept.

    Stored as {"data": [[text or None, …], …], "table_caption": text, "table_header_choice":
    "row" | "column" | "both" | "neither"}.
    """

    def value_from_form(self, value):
        """The table in a posted form; what cannot be read is an empty table."""
        try:
            return json.loads(value)
        except (TypeError, ValueError):
            return None

    def to_python(self, value):
        """A stored table; anything else counts as none."""
        return super().to_python(value) if isinstance(value, dict) else None

    def clean(self, value):
        """A clean, rectangular table of bearable size with something in it."""
        if value:
            rows = table_rows(value)
            if sum(len(row) for row in rows) > MOST_CELLS:
                raise ValidationError(
                    _("The table has more than %(most)s cells. Attach it as a file instead."),
                    params={"most": MOST_CELLS},
                )
            value = {**value, "data": rows, "table_caption": clean_line(value.get("table_caption") or "")}
        if not self.is_deferred_validation and not any(any(row) for row in table_rows(value)):
            raise ValidationError(_("The table is empty. Fill it in or delete it."))
        return super().clean(value)

    def render(self, value, context=None):
        """The table as HTML; an empty one leaves nothing."""
        rows = table_rows(value)
        if not any(any(row) for row in rows):
            return ""
        choice = value.get("table_header_choice", "")
        has_header_row = choice in ("row", "both")
        own_context = {
            **(context or {}),
            "caption": value.get("table_caption") or "",
            "head": rows[0] if has_header_row else [],
            "rows": rows[1:] if has_header_row else rows,
            "has_header_column": choice in ("col", "column", "both"),
        }
        return mark_safe(render_to_string("blocks/table.html", own_context))  # noqa: S308 - a template's output

    def get_searchable_content(self, value):
        """Caption and cells, for search."""
        caption = value.get("table_caption") if isinstance(value, dict) else ""
        return [text for text in (caption, *(cell for row in table_rows(value) for cell in row)) if text]

    def get_translatable_segments(self, value):
        """What wagtail-localize offers for translation: caption and cells with letters in them.

        Segments are named by their text, so that moving rows keeps translations and a text that
        stands in several cells is translated once.
        """
        from wagtail_localize.segments import StringSegmentValue

        texts = dict.fromkeys(text for text in self.get_searchable_content(value) if _LETTER.search(text))
        return [StringSegmentValue(_segment_name(text), text) for text in texts]

    def restore_translated_segments(self, value, segments):
        """A copy of `value` with the translated texts in place."""
        translations = {segment.path: segment.render_text() for segment in segments}
        translated = copy.deepcopy(value)
        translated["data"] = [
            [translations.get(_segment_name(cell), cell) for cell in row] for row in table_rows(translated)
        ]
        caption = translated.get("table_caption") or ""
        translated["table_caption"] = translations.get(_segment_name(caption), caption)
        return translated

    class Meta:
        label = _("Table")
        icon = "table"
        description = _("Paste cells from Word or Excel; choose which of them are headers.")
        preview_value = {
            "data": [["Thời gian", "Nội dung"], ["07:30", "Đón tiếp đại biểu"], ["08:00", "Khai mạc"]],
            "table_caption": "Chương trình",
            "table_header_choice": "row",
        }


def _text(cell) -> str:
    return "" if cell is None else clean(str(cell))


def _segment_name(text: str) -> str:
    return "cell-" + hashlib.sha256(text.encode()).hexdigest()[:16]
