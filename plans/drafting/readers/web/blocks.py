"""The elements of an HTML document, one after another, into the lines of a source."""

import re
from collections.abc import Callable

from plans.drafting.readers.building import Builder, PictureMark, Span, TableCell
from plans.drafting.readers.limits import DEEPEST_TABLE

from .embedded import embedded_picture
from .lists import WebList, word_label
from .looks import Look, declarations, inside, is_hidden
from .tables import PLACED, SECTIONS, grid_of, is_content

_SPACE = re.compile(r"[ \t\r\n\f]+")
# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption",
))
# fmt: on
_FOOTNOTE = re.compile(r"\d+")


class WebBlocks:
    """Writes elements into a builder; text is collected until the line ends."""

    def __init__(self, builder: Builder, convert: Callable[[str], str]):
        self._builder = builder
        self._convert = convert
        self._line: list[Span | PictureMark] = []
        self._look = Look()
        self._label = ""
        self._continues = False
        self._in_table = False
        self._depth = 0
        self.has_lost_pictures = False

    def write(self, root):
        """Everything in `root`."""
        self._inside(root, Look(), None)
        self._end_line(Look())

    def _inside(self, element, look: Look, items: WebList | None):
        """The text and the elements inside `element`, in order."""
        self._text(element.text, look)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, look, items)
            self._text(child.tail, look)

    def _element(self, element, look: Look, items: WebList | None):
        style = declarations(element)
        if is_hidden(element, style):
            return
        tag = element.tag
        if tag == "br":
            self._end_line(look, is_break=True)
        elif tag == "img":
            self._picture(element)
        elif style.get("mso-list") == "ignore":
            self._label = word_label(self._convert("".join(element.itertext())))
        elif tag in _BLOCKS:
            self._block(element, look, style, items)
        else:
            self._inside(element, inside(look, element, style), items)

    def _block(self, element, outer: Look, style: dict[str, str], items: WebList | None):
        self._end_line(outer)
        look = inside(outer, element, style)
        tag = element.tag
        if tag == "table":
            self._table(element, look)
        elif tag == "li" and items is not None:
            self._label = items.label(element, style)
            self._inside(element, look, None)
            self._end_line(look)
            self._label = ""
        elif tag in ("ol", "ul", "menu"):
            self._inside(element, look, WebList(element, style))
        elif style.get("mso-element") == "footnote":
            number = _FOOTNOTE.search(element.get("id") or "")
            with self._builder.within(footnote=int(number[0][:4]) if number else None):
                self._inside(element, look, None)
                self._end_line(look)
        else:
            self._inside(element, look, items if tag not in ("td", "th") else None)
            self._end_line(look, is_paragraph=tag in ("p", "hr"))

    def _text(self, text: str | None, look: Look):
        if not text:
            return
        text = self._convert(text)
        if look.is_upper:
            text = text.upper()
        if look.is_preformatted:
            first, *rest = text.split("\n")
            self._add(first, look)
            for line in rest:
                self._end_line(look, is_break=True)
                self._add(line, look)
            return
        text = _SPACE.sub(" ", text)
        last = self._line[-1] if self._line else None
        if text[0] == " " and (last is None or (isinstance(last, Span) and last.text.endswith(" "))):
            text = text[1:]
        self._add(text, look)

    def _add(self, text: str, look: Look):
        if text:
            self._line.append(Span(text, look.is_bold, look.is_italic))

    def _picture(self, element):
        found = embedded_picture(element.get("src") or "")
        if found is None:
            self.has_lost_pictures = True
        else:
            self._line.append(PictureMark(*found, (element.get("alt") or "")[:500]))

    def _end_line(self, look: Look, *, is_break: bool = False, is_paragraph: bool = False):
        """What was collected becomes a line; an empty one only where a paragraph or a break asks for it."""
        line, self._line = self._line, []
        has_words = any(isinstance(each, PictureMark) or each.text.strip() for each in line)
        if not has_words and not (is_break or (is_paragraph and line)):
            self._continues = False
            return
        label = ""
        if has_words:
            label, self._label = self._label, ""
            if label:
                line = [Span(" "), *line]
        if has_words or not self._in_table:
            self._builder.add_line(
                line,
                label,
                alignment=look.alignment,
                outline_level=look.outline_level,
                continues=self._continues and has_words,
            )
        self._continues = is_break and has_words

    def _strays(self, section, look: Look):
        """What stands in a table and in no cell of it: browsers show it before the table."""
        self._text(section.text, look)
        for child in section:
            if child.tag in SECTIONS:
                self._strays(child, look)
            elif child.tag not in PLACED and isinstance(child.tag, str):
                self._element(child, look, None)
            self._text(child.tail, look)

    def _table(self, table, look: Look):
        self._strays(table, look)
        self._end_line(look)
        grid = grid_of(table)
        self._depth += 1
        if self._in_table or grid.columns < 2 or self._depth > DEEPEST_TABLE:
            self._frame(grid.rows, look)
        elif not is_content(table, grid):
            self._side_by_side(grid.rows, look)
        else:
            self._in_table = True
            self._builder.add_table(
                (
                    [TableCell(self._writer(cell.element, look), cell.columns, cell.rows) for cell in row]
                    for row in grid.rows
                ),
                has_header=grid.has_header,
            )
            self._in_table = False
        self._depth -= 1

    def _writer(self, element, look: Look) -> Callable[[], None]:
        return lambda: self._block(element, look, declarations(element), None)

    def _frame(self, rows, look: Look):
        for row in rows:
            for cell in row:
                self._writer(cell.element, look)()

    def _side_by_side(self, rows, look: Look):
        """Rows of the same columns are written column by column; a cell over the whole width stands alone."""
        start = 0
        while start < len(rows):
            end = start + 1
            while end < len(rows) and len(rows[end]) == len(rows[start]):
                end += 1
            if len(rows[start]) < 2:
                self._frame(rows[start:end], look)
            else:
                layout = self._builder.new_layout()
                for column in range(len(rows[start])):
                    with self._builder.within(layout=layout, column=column):
                        self._frame([[row[column]] for row in rows[start:end]], look)
            start = end
