"""The body of a page as parts of a document: every block that a body may hold, those of plug-ins included.

Numbered items, headings, tables, pictures, files, quotes and call-outs have a way of their own onto paper; of every
other block the words that readers see are taken, as paragraphs, lists and tables.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms.blocks.links import links_for_readers
from cms.blocks.outline import FIRST_BULLET_LEVEL, Outline, OutlineItem
from cms.blocks.table import table_rows
from cms.text import fold

from .document import Box, Cell, Heading, Items, Paragraph, Part, Picture, Run, Table, runs_of
from .html_parts import parts_of_html
from .pictures import picture_bytes

_ANNEX_WORDS = ("phu luc", "bieu mau", "mau so", "mau bieu")
_SHARES = {"wide": 1.0, "half": 0.5, "small": 0.35}


@dataclass
class BodyParts:
    """The text itself, and the annexes behind it."""

    body: list[Part] = field(default_factory=list)
    annexes: list[list[Part]] = field(default_factory=list)


def body_parts_of(body, base: str = "") -> BodyParts:
    """The stream value `body` as parts; `base` completes the addresses of links.

    A heading "Phụ lục …" begins an annex, and all that follows belongs to it.
    """
    outline = Outline.of(body)
    found = BodyParts()
    target = found.body
    for position, child in enumerate(body):
        item = outline.by_position.get(position)
        if _begins_annex(child.block_type, item):
            found.annexes.append([])
            target = found.annexes[-1]
        target.extend(_parts(child, item, base))
    return found


def _begins_annex(block_type: str, item: OutlineItem | None) -> bool:
    """A large heading "Phụ lục I", or an item of the first level labelled so."""
    if item is None or item.level != 1:
        return False
    words = item.heading if block_type == "heading" else item.label
    return fold(words).startswith(_ANNEX_WORDS)


def _parts(child, item: OutlineItem | None, base: str) -> Iterator[Part]:
    setter = _SETTERS.get(child.block_type)
    if item is not None and child.block_type == "outline_item":
        yield from _outline_item(item, parts_of_html(str(child.value.get("text") or ""), base))
    elif item is not None:
        yield Heading(item.heading, level=item.level)
    elif setter is not None:
        yield from setter(child.value, base)
    else:
        yield from parts_of_html(str(child.render()), base)


def _outline_item(item: OutlineItem, text: list[Part]) -> Iterator[Part]:
    """Label, heading and text. A heading that ends in a colon leads into its text on the same line."""
    first = text[0] if text else None
    is_led_into = item.heading.endswith(":") and isinstance(first, Paragraph)
    if item.heading and (is_led_into or item.level >= FIRST_BULLET_LEVEL):
        heading = Run(f"{item.heading} " if is_led_into else item.heading, is_bold=True)
        runs = (heading, *runs_of(first.text)) if is_led_into else (heading,)
        yield Paragraph(runs, label=item.label, level=item.level)
        yield from text[1:] if is_led_into else text
    elif item.heading:
        yield Heading(item.heading, level=item.level, label=item.label)
        yield from text
    elif isinstance(first, Paragraph):
        yield replace(first, label=item.label, level=item.level)
        yield from text[1:]
    else:
        yield Paragraph("", label=item.label, level=item.level)
        yield from text


def _table(value, base: str) -> Iterator[Part]:
    rows = table_rows(value)
    if not any(any(row) for row in rows):
        return
    choice = value.get("table_header_choice", "")
    cells = _merged(rows, value.get("mergeCells"))
    has_header = choice in ("row", "both")
    yield Table(
        header=cells[0] if has_header else (),
        rows=tuple(cells[1:] if has_header else cells),
        widths=_widths(rows),
        caption=value.get("table_caption") or "",
        has_header_column=choice in ("col", "column", "both"),
    )


def _merged(rows: list[list[str]], merges) -> list[tuple]:
    """The rows with merged cells joined; words of covered cells are kept in the cell that covers them."""
    height, width = len(rows), len(rows[0])
    cells: list[list] = [list(row) for row in rows]
    covered: set[tuple[int, int]] = set()
    for merge in merges if isinstance(merges, list) else ():
        try:
            row, column, down, right = (int(merge[name]) for name in ("row", "col", "rowspan", "colspan"))
        except (KeyError, TypeError, ValueError):
            continue
        area = {(r, c) for r in range(row, row + down) for c in range(column, column + right)}
        fits = row >= 0 and column >= 0 and down > 0 and right > 0 and row + down <= height and column + right <= width
        if not fits or len(area) < 2 or area & covered:
            continue
        covered |= area
        words = [rows[r][c] for r, c in sorted(area) if rows[r][c]]
        cells[row][column] = Cell("\n".join(words), columns=right, rows=down)
        for r, c in area - {(row, column)}:
            cells[r][c] = None
    return [tuple(cell for cell in row if cell is not None) for row in cells]


def _widths(rows: list[list[str]]) -> tuple[int, ...]:
    """Wider columns for longer texts, within bounds, so that a column of numbers does not take a third of the page."""
    widths = []
    for column in zip(*rows, strict=True):
        longest_word = max((len(word) for cell in column for word in cell.split()), default=1)
        longest = max((len(line) for cell in column for line in cell.splitlines()), default=1)
        widths.append(max(min(longest, 40), min(longest_word, 14), 3) + 2)
    return tuple(widths)


def _picture(value, base: str) -> Iterator[Part]:
    yield from _one_picture(value.get("image"), value.get("caption"), _SHARES.get(value.get("size"), 1.0))


def _one_picture(image, caption: str | None, share: float) -> Iterator[Part]:
    """A picture; when its file is gone, what is said about it."""
    credit = getattr(image, "credit", "") if image else ""
    words = " ".join(part for part in (caption, f"({credit})" if credit else "") if part)
    data = picture_bytes(image) if image else None
    if data:
        description = "" if getattr(image, "decorative", False) else getattr(image, "contextual_alt_text", None)
        yield Picture(data, description=description or "", caption=words, share=share)
    elif words:
        yield Paragraph(words, is_italic=True, is_centred=True)


def _gallery(value, base: str) -> Iterator[Part]:
    yield from _headed(value.get("heading"))
    for entry in value.get("pictures") or ():
        yield from _one_picture(entry.get("image"), entry.get("caption"), 0.5)


def _files(value, base: str) -> Iterator[Part]:
    yield from _headed(value.get("heading"))
    items = []
    for entry in value.get("files") or ():
        file = entry.get("document")
        if file:
            kind = f" ({file.file_extension.upper()}, {filesizeformat(file.file_size)})"
            items.append((Run(entry.text, address=urljoin(base, file.url) if base else ""), Run(kind)))
    if items:
        yield Items(tuple(items))


def _links(value, base: str) -> Iterator[Part]:
    """Links and buttons, with their addresses: paper cannot be clicked."""
    yield from _headed(value.get("heading"))
    items = []
    for link in links_for_readers(value.get("links") or value.get("buttons") or ()):
        address = urljoin(base, link.href)
        shown = f" ({address})" if address != link.text else ""
        items.append((Run(link.text, address=address), Run(shown)))
    if items:
        yield Items(tuple(items))


def _quote(value, base: str) -> Iterator[Part]:
    if value.get("text"):
        yield Paragraph(value["text"], is_quote=True)
    if value.get("source"):
        yield Paragraph(f"({value['source']})", is_quote=True)


def _call_out(value, base: str) -> Iterator[Part]:
    heading = value.get("heading") or dict(value.block.child_blocks["kind"].field.choices).get(value.get("kind"), "")
    parts = [*_headed(str(heading)), *parts_of_html(str(value.get("text") or ""), base)]
    if parts:
        yield Box(tuple(parts))


def _steps(value, base: str) -> Iterator[Part]:
    yield from _headed(value.get("heading"))
    for number, step in enumerate(value.get("steps") or (), 1):
        yield Paragraph((Run(_("Step %(number)s: ") % {"number": number} + step["title"], is_bold=True),))
        yield from parts_of_html(str(step.get("text") or ""), base)


def _timeline(value, base: str) -> Iterator[Part]:
    yield from _headed(value.get("heading"))
    for moment in value.get("moments") or ():
        yield Paragraph((Run(f"{moment['when']}: ", is_bold=True), Run(moment["title"])))
        yield from parts_of_html(str(moment.get("text") or ""), base)


def _headed(heading: str | None) -> Iterator[Part]:
    if heading:
        yield Paragraph(heading, is_bold=True)


_SETTERS: dict[str, Callable[..., Iterator[Part]]] = {
    "table": _table,
    "image": _picture,
    "gallery": _gallery,
    "documents": _files,
    "links": _links,
    "buttons": _links,
    "quote": _quote,
    "callout": _call_out,
    "steps": _steps,
    "timeline": _timeline,
}
