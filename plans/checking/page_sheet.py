"""A page of the site as the format checker sees it, and changing its texts by the places of its sheet.

Places are content paths: "number", "legal_bases.0.text", "body.<block id>.heading", "body.<block id>.entries.1.text".
"""

from wagtail import blocks

from cms.blocks.outline import FIRST_BULLET_LEVEL, level_of
from cms.blocks.rich_words import UnmendableError, changed, words_of
from cms.blocks.table import AccessibleTableBlock
from cms.blocks.words import texts_in
from plans.models import PlanPage

from .sheet import Item, Kind, Sheet, Text

_ROWS = (
    ("legal_bases", (("text", Kind.BASIS),)),
    ("recipients", (("text", Kind.RECIPIENT),)),
    ("signers", (("authority", Kind.AUTHORITY), ("title", Kind.SIGNER_TITLE), ("name", Kind.SIGNER_NAME))),
    ("attachments", (("label", Kind.ATTACHMENT),)),
)
_PLACES = {
    Kind.NUMBER: "number",
    Kind.PLACE: "place",
    Kind.DATE: "issued_on",
    Kind.TYPE: "document_type",
    Kind.TITLE: "title",
    Kind.AGENCY: "issuer",
    Kind.BASIS: "legal_bases",
    Kind.RECIPIENT: "recipients",
    Kind.SIGNER_NAME: "signers",
}
_LANGUAGE = "vi"


def can_be_checked(page) -> bool:
    """Whether the rules apply: a page with a body of its own (an alias has another page's), in Vietnamese."""
    body = getattr(page, "body", None)
    return hasattr(body, "stream_block") and page.alias_of_id is None and page.locale.language_code == _LANGUAGE


def sheet_of_page(page) -> Sheet:
    """What the checker is to judge of `page` as it stands in memory (the published state, a draft, a preview)."""
    if not isinstance(page, PlanPage):
        sheet = Sheet(is_official=False, is_laid_out=True, is_issued=page.live)
        _add(sheet, "title", Kind.TITLE, page.title)
        _add(sheet, "summary", Kind.CELL, getattr(page, "summary", ""))
        _Body(sheet).read(page.body)
        return sheet
    sheet = Sheet(
        document_type=page.document_type,
        issued_on=page.issued_on,
        is_laid_out=True,
        is_issued=page.live,
        places=dict(_PLACES),
    )
    _add(sheet, "issuer", Kind.AGENCY, page.issuer.name if page.issuer else "")
    for name, kind in (("number", Kind.NUMBER), ("place", Kind.PLACE), ("title", Kind.TITLE)):
        _add(sheet, name, kind, getattr(page, name))
    _add(sheet, "summary", Kind.CELL, page.summary)
    _add_rows(sheet, page, _ROWS[:1])
    _Body(sheet).read(page.body)
    _add_rows(sheet, page, _ROWS[1:])
    return sheet


def change_text(page, place: str, start: int, end: int, replacement: str) -> None:
    """Replace characters `start` to `end` of the text at `place` of `page`, in memory.

    UnmendableError when there is no such text, or it cannot hold the change.
    """
    name, *path = place.split(".")
    if name == "body" and path:
        stored = page.body.stream_block.get_prep_value(page.body)
        _change_stored(page.body.stream_block, stored, path, (start, end, replacement))
        page.body = page.body.stream_block.to_python(stored)
    elif not path:
        if name not in ("number", "place", "title", "summary") or not hasattr(page, name):
            raise UnmendableError
        setattr(page, name, _cut_in(getattr(page, name), start, end, replacement))
    else:
        row_index, field = path if len(path) == 2 else ("", "")
        known = {(rows, column) for rows, columns in _ROWS for column, _kind in columns}
        rows = list(getattr(page, name).all()) if (name, field) in known else []
        if not row_index.isdecimal() or int(row_index) >= len(rows):
            raise UnmendableError
        row = rows[int(row_index)]
        setattr(row, field, _cut_in(getattr(row, field), start, end, replacement))
        setattr(page, name, rows)


def _add(sheet: Sheet, place: str, kind: Kind, words: str, item: int = -1) -> None:
    if words and words.strip():
        sheet.texts.append(Text(place, kind, words, item))


def _add_rows(sheet: Sheet, page, parts) -> None:
    for name, columns in parts:
        for index, row in enumerate(getattr(page, name).all()):
            for column, kind in columns:
                _add(sheet, f"{name}.{index}.{column}", kind, getattr(row, column))


class _Body:
    """Reads a stream value into a sheet."""

    def __init__(self, sheet: Sheet):
        self.sheet = sheet
        self.starts_anew = False

    def read(self, body) -> None:
        """Every block of `body` in order."""
        for child in body:
            place = f"body.{child.id}"
            if child.block_type == "outline_item":
                self._read_item(place, child.value)
            elif child.block_type == "heading":
                self.starts_anew = self.starts_anew or level_of(child.value.get("level")) <= 2
                _add(self.sheet, f"{place}.heading", Kind.HEADING, child.value.get("heading") or "")
            elif child.block_type == "paragraph":
                _add(self.sheet, place, Kind.PARAGRAPH, words_of(child.value.source))
            else:
                for inner, words in texts_in(child.block, child.value):
                    _add(self.sheet, f"{place}{inner}", Kind.CELL, words)

    def _read_item(self, place: str, value) -> None:
        level, heading = level_of(value.get("level")), value.get("heading") or ""
        number = len(self.sheet.items)
        label = value.get("label") or ""
        is_bullet = level >= FIRST_BULLET_LEVEL and not heading
        self.sheet.items.append(Item(level, label, f"{place}.label", is_bullet, self.starts_anew))
        self.starts_anew = False
        text = value.get("text")
        _add(self.sheet, f"{place}.label", Kind.LABEL, label, number)
        _add(self.sheet, f"{place}.heading", Kind.HEADING, heading, number)
        _add(self.sheet, f"{place}.text", Kind.ITEM, words_of(text.source) if text else "", number)


def _change_stored(block, stored, path: list[str], change: tuple[int, int, str]):
    """Change one text inside `stored`, the stored form of a value of `block`; returns the new stored form."""
    try:
        if isinstance(block, blocks.StreamBlock):
            child = next(entry for entry in stored if entry["id"] == path[0])
            child["value"] = _change_stored(block.child_blocks[child["type"]], child["value"], path[1:], change)
        elif isinstance(block, blocks.StructBlock):
            stored[path[0]] = _change_stored(block.child_blocks[path[0]], stored[path[0]], path[1:], change)
        elif isinstance(block, blocks.ListBlock):
            entry = stored[int(path[0])]
            entry["value"] = _change_stored(block.child_block, entry["value"], path[1:], change)
        elif isinstance(block, AccessibleTableBlock):
            cells = stored["data"][int(path[0])]
            cells[int(path[1])] = _cut_in(cells[int(path[1])] or "", *change)
        elif isinstance(block, blocks.RichTextBlock) and not path:
            return changed(stored, *change)
        elif isinstance(block, blocks.CharBlock | blocks.TextBlock) and not path:
            return _cut_in(stored, *change)
        else:
            raise UnmendableError
    except (KeyError, IndexError, StopIteration, TypeError, ValueError) as error:
        raise UnmendableError from error
    return stored


def _cut_in(words: str, start: int, end: int, replacement: str) -> str:
    if not 0 <= start <= end <= len(words):
        raise UnmendableError
    return words[:start] + replacement + words[end:]
