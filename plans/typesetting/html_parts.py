"""HTML of a page, read as parts of a document: what editors write, and what any plug-in's block shows.

Every word that readers of the page see is kept; looks that paper does not have (buttons, details to open) become
plain paragraphs.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml import html as lxml_html

from .document import Cell, Items, Paragraph, Part, Run, Table

_SKIPPED = {"script", "style", "template", "input", "select", "textarea", "svg", "iframe", "object", "button"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p",
    "pre", "section", "summary", "table", "ul",
}  # fmt: skip
_BOLD_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "summary"}
_LOOKS = {
    "b": {"is_bold": True},
    "strong": {"is_bold": True},
    "i": {"is_italic": True},
    "em": {"is_italic": True},
    "sup": {"is_raised": True},
    "sub": {"is_lowered": True},
}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_MARKS = ("-", "+")
_PLAIN = Run("")


def parts_of_html(markup: str, base: str = "") -> list[Part]:
    """The parts `markup` consists of; `base` completes the addresses of links."""
    if not markup.strip():
        return []
    reader = _Reader(base)
    reader.block(lxml_html.fragment_fromstring(markup, create_parent="div"), _Setting())
    reader.end_paragraph()
    return reader.parts


@dataclass(frozen=True)
class _Setting:
    """Where the reader stands: the looks of words here, and those of a paragraph that ends here."""

    run: Run = _PLAIN
    is_bold: bool = False
    is_quote: bool = False
    is_italic: bool = False
    is_centred: bool = False
    depth: int = 0


class _Reader:
    def __init__(self, base: str):
        self.base = base
        self.parts: list[Part] = []
        self._runs: list[Run] = []
        self._setting = _Setting()

    def block(self, element, setting: _Setting) -> None:
        """Everything in `element`, a paragraph or what holds paragraphs."""
        self._words(element.text, setting)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, setting)
            self._words(child.tail, setting)

    def end_paragraph(self) -> None:
        """What has been read since the last paragraph is one, if there are words in it."""
        runs, self._runs = tidied(self._runs), []
        if runs:
            setting = self._setting
            self.parts.append(
                Paragraph(
                    runs,
                    is_bold=setting.is_bold,
                    is_italic=setting.is_italic,
                    is_quote=setting.is_quote,
                    is_centred=setting.is_centred,
                )
            )

    def _element(self, element, setting: _Setting) -> None:
        tag = element.tag
        if tag in _SKIPPED or _is_hidden(element):
            return
        if tag not in _BLOCKS:
            self._inline(element, tag, setting)
            return
        self.end_paragraph()
        match tag:
            case "ul" | "ol":
                self._list(element, tag == "ol", setting)
            case "table":
                self.parts.extend(_table_of(element, self.base))
            case "dl":
                self._terms(element, setting)
            case _:
                self.block(element, _inside(tag, setting))
        self.end_paragraph()

    def _inline(self, element, tag: str, setting: _Setting) -> None:
        if tag == "br":
            self._words_as_they_are("\n", setting)
        elif tag == "img":
            self._words(element.get("alt"), setting)
        else:
            run = replace(setting.run, **_LOOKS.get(tag, {}))
            if tag == "a":
                address = urljoin(self.base, element.get("href") or "")
                run = replace(run, address=address if _ADDRESS.match(address) else "")
            self.block(element, replace(setting, run=run))

    def _list(self, element, is_numbered: bool, setting: _Setting) -> None:
        number = 1
        for entry in element.iterchildren("li"):
            before = len(self.parts)
            self.block(entry, replace(setting, depth=setting.depth + 1, is_bold=False))
            self.end_paragraph()
            if len(self.parts) == before:
                continue
            found = self.parts[before]
            if isinstance(found, Paragraph) and not found.label:
                self.parts[before] = Items(
                    (_as_words(found),),
                    mark=_MARKS[min(setting.depth, 1)],
                    is_numbered=is_numbered,
                    depth=setting.depth,
                    first=number,
                )
                self._join(before)
            number += 1

    def _join(self, place: int) -> None:
        """An item behind one of the same list goes into that list."""
        item = self.parts[place]
        earlier = self.parts[place - 1] if place else None
        if isinstance(earlier, Items) and _is_next(earlier, item):
            self.parts[place - 1 : place + 1] = [replace(earlier, items=(*earlier.items, *item.items))]

    def _terms(self, element, setting: _Setting) -> None:
        """A term and what is said about it are one paragraph: "Thời gian: tháng 6"."""
        waiting: tuple[Run, ...] = ()
        for child in element.iter("dt", "dd"):
            found = parts_of_html(lxml_html.tostring(child, encoding="unicode", with_tail=False), self.base)
            if child.tag == "dt":
                words = tuple(replace(run, is_bold=True) for part in found for run in _as_words(part))
                waiting = (*words, Run(": ", is_bold=True)) if words else ()
            else:
                if waiting and found and isinstance(found[0], Paragraph):
                    found[0] = replace(found[0], text=(*waiting, *_as_words(found[0])))
                elif waiting:
                    found.insert(0, Paragraph(waiting))
                waiting = ()
                self.parts.extend(found)
        if waiting:
            self.parts.append(Paragraph(waiting))

    def _words(self, text: str | None, setting: _Setting) -> None:
        if text:
            self._words_as_they_are(_SPACE.sub(" ", text), setting)

    def _words_as_they_are(self, text: str, setting: _Setting) -> None:
        self._setting = setting
        self._runs.append(replace(setting.run, text=text))


def tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of the same look joined, single spaces, none at the ends or around line ends; empty without words."""
    joined: list[Run] = []
    for run in runs:
        text = run.text
        before = joined[-1].text[-1:] if joined else " "
        if before in (" ", "\n"):
            text = text.lstrip(" ")
        if text.startswith("\n") and joined:
            joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
        if not text or (not joined and not text.strip()):
            continue
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(joined[-1], text=joined[-1].text + text)
        else:
            joined.append(replace(run, text=text))
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(joined)


def _as_words(part: Part) -> tuple[Run, ...]:
    """The runs of a paragraph; a bold one has bold runs."""
    if isinstance(part, Items):
        return tuple(run for item in part.items for run in item)
    if not isinstance(part, Paragraph):
        return ()
    return tuple(replace(run, is_bold=run.is_bold or part.is_bold) for run in part.text)


def _is_next(earlier: Items, item: Items) -> bool:
    same_list = (earlier.mark, earlier.is_numbered, earlier.depth) == (item.mark, item.is_numbered, item.depth)
    return same_list and (not item.is_numbered or item.first == earlier.first + len(earlier.items))


def _inside(tag: str, setting: _Setting) -> _Setting:
    if tag in _BOLD_BLOCKS:
        return replace(setting, is_bold=True)
    if tag == "blockquote":
        return replace(setting, is_quote=True)
    if tag == "figcaption":
        return replace(setting, is_italic=True, is_centred=True)
    return setting


def _is_hidden(element) -> bool:
    return element.get("hidden") is not None or "visually-hidden" in (element.get("class") or "").split()


def _table_of(element, base: str) -> Iterator[Part]:
    """A table, its caption kept; one without rows leaves nothing."""
    rows, header, is_headed_left = [], (), False
    for row in element.iter("tr"):
        cells = list(row.iterchildren("th", "td"))
        contents = tuple(_cell_of(cell, base) for cell in cells)
        if not rows and not header and cells and all(cell.tag == "th" for cell in cells):
            header = contents
        elif cells:
            is_headed_left = is_headed_left or cells[0].tag == "th"
            rows.append(contents)
    caption = element.find("caption")
    if rows or header:
        words = " ".join(caption.text_content().split()) if caption is not None else ""
        yield Table(header, tuple(rows), caption=words, has_header_column=is_headed_left)


def _cell_of(element, base: str) -> Cell:
    inner = lxml_html.tostring(element, encoding="unicode", with_tail=False)
    lines = parts_of_html(re.sub(r"^<t[hd]\b", "<div", inner).removesuffix(f"</{element.tag}>") + "</div>", base)
    runs: list[Run] = []
    for line in lines:
        runs += [Run("\n")] if runs else []
        runs += _as_words(line)
    return Cell(tuple(runs), columns=_span(element, "colspan"), rows=_span(element, "rowspan"))


def _span(element, name: str) -> int:
    written = element.get(name) or "1"
    return max(1, min(int(written), 1000)) if written.isdecimal() else 1
