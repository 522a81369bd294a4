"""What stands inside a paragraph of Word: text with its look, line breaks, pictures, note marks and text boxes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from plans.drafting.readers.building import PictureMark, Span

from .names import COMPATIBILITY, DRAWING, MATH, VAL, VML, A, W
from .package import WordPackage, link_of
from .styles import Style, Styles, text_look
from .symbols import in_unicode, symbol

_DESCENDED = {
    W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent")
} | {f"{W}bdo", f"{W}dir", f"{W}ruby", f"{W}rubyBase", f"{MATH}oMath", f"{MATH}oMathPara"}
_PAGE_OR_COLUMN = ("page", "column")


@dataclass(slots=True)
class Content:
    """A paragraph, read: its lines (more than one where they were broken by hand) and the boxes anchored in it."""

    lines: list[list[Span | PictureMark]] = field(default_factory=lambda: [[]])
    boxes: list = field(default_factory=list)
    # Line index to the number of pages that begin before that line (or behind the last).
    page_breaks: dict[int, int] = field(default_factory=dict)

    def break_page(self, index: int, is_unwanted: bool = False):
        """A page begins before the line `index`."""
        if not is_unwanted:
            self.page_breaks[index] = self.page_breaks.get(index, 0) + 1

    @property
    def is_empty(self) -> bool:
        """Whether it holds no visible character and no picture."""
        return not any(isinstance(each, PictureMark) or each.text.strip() for line in self.lines for each in line)


class Fields:
    """Follows fields through a story: their instructions are not text, their results are."""

    def __init__(self, story):
        self._open: list[bool] = []
        kinds = [char.get(f"{W}fldCharType") for char in story.iter(f"{W}fldChar")]
        # Where a field is never closed, what follows must not be taken for its instruction.
        self._is_trusted = kinds.count("begin") == kinds.count("end")

    def step(self, kind: str | None):
        """A field begins, shows its result or ends."""
        if kind == "begin":
            self._open.append(True)
        elif kind == "separate" and self._open:
            self._open[-1] = False
        elif kind == "end" and self._open:
            self._open.pop()

    def end_paragraph(self):
        """No instruction is trusted beyond its paragraph: a field whose middle was deleted would swallow the rest."""
        self._open = [False] * len(self._open)

    @property
    def is_instruction(self) -> bool:
        """Whether what comes next is no text."""
        return self._is_trusted and any(self._open)


@dataclass(slots=True)
class Story:
    """What the reading of paragraphs keeps between them: fields, notes met, and what was left out."""

    package: WordPackage
    styles: Styles
    fields: Fields
    note: Callable[[str, str], int]
    convert: Callable[[str, str], str]
    has_hidden: bool = False
    has_lost_pictures: bool = False
    has_foreign_parts: bool = False
    # The page as far as the file tells; None where it does not. `is_rendered`: Word noted where pages ended.
    page: int | None = None
    is_rendered: bool = False


class Inline:
    """Reads one paragraph after another of a story."""

    def __init__(self, story: Story):
        self._story = story
        self._content = Content()
        self._style = Style()

    def read(self, paragraph, style: Style) -> Content:
        """What stands in `paragraph`, which is set in `style`."""
        self._content, self._style = Content(), style
        self._walk(paragraph)
        self._story.fields.end_paragraph()
        return self._content

    def _walk(self, element):
        for child in element:
            if child.tag == f"{W}r":
                self._run(child)
            elif child.tag in _DESCENDED:
                self._walk(child)
            elif child.tag == f"{COMPATIBILITY}AlternateContent":
                self._walk(chosen(child))
            elif isinstance(child.tag, str) and child.tag.startswith(MATH):
                self._formula(child)

    def _formula(self, element):
        text = "".join(each.text or "" for each in element.iter(f"{MATH}t"))
        if text:
            self._add(Span(text))

    def _run(self, run):
        properties = run.find(f"{W}rPr")
        direct = text_look(properties)
        reference = properties.find(f"{W}rStyle") if properties is not None else None
        text_style = self._story.styles.get(reference.get(VAL), "character") if reference is not None else None
        look = self._story.styles.look_of(direct, self._style, text_style)

        def add(text: str):
            if look.hidden:
                self._story.has_hidden = self._story.has_hidden or bool(text.strip())
            elif text and not self._story.fields.is_instruction:
                text = in_unicode(self._story.convert(text, look.font or ""))
                self._add(Span(text.upper() if look.capitals else text, bool(look.bold), bool(look.italic)))

        self._run_content(run, add)

    def _run_content(self, run, add: Callable[[str], None]):
        for child in run:
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name == "t":
                add(child.text or "")
            elif name in ("tab", "ptab"):
                add("\t")
            elif name == "noBreakHyphen":
                add("-")
            elif name == "sym":
                add(symbol(child.get(f"{W}char") or "", child.get(f"{W}font") or ""))
            elif name == "br" and child.get(f"{W}type") in _PAGE_OR_COLUMN:
                self._break_line(breaks_page=child.get(f"{W}type") == "page")
            elif name in ("br", "cr"):
                self._break_line()
            elif name == "lastRenderedPageBreak":
                self._content.break_page(len(self._content.lines) - (not any(self._content.lines[-1])))
            elif name == "fldChar":
                self._story.fields.step(child.get(f"{W}fldCharType"))
            elif name in ("footnoteReference", "endnoteReference"):
                add(f"[{self._story.note(name.removesuffix('Reference'), child.get(f'{W}id') or '')}]")
            elif name in ("drawing", "pict", "object"):
                self._drawing(child)
            elif name == "ruby":
                self._walk(child)
            elif child.tag == f"{COMPATIBILITY}AlternateContent":
                self._run_content(chosen(child), add)

    def _drawing(self, drawing):
        """Pictures stay where they are; the text of boxes is read after the paragraph."""
        self._content.boxes += _outermost(drawing, f"{W}txbxContent")
        described = next(drawing.iter(f"{DRAWING}docPr", f"{VML}shape"), None)
        description = ""
        if described is not None:
            description = described.get("descr") or described.get("title") or described.get("alt") or ""
        for picture in drawing.iter(f"{A}blip", f"{VML}imagedata"):
            if _is_in_box(picture, drawing):
                continue
            found = self._story.package.picture(link_of(picture))
            if found is None:
                self._story.has_lost_pictures = True
            else:
                self._add(PictureMark(*found, description))

    def _break_line(self, breaks_page: bool = False):
        if self._story.fields.is_instruction:
            return
        self._content.lines.append([])
        if breaks_page:
            self._content.break_page(len(self._content.lines) - 1, self._story.is_rendered)

    def _add(self, each: Span | PictureMark):
        self._content.lines[-1].append(each)


def chosen(alternatives):
    """The one of several ways to write the same thing that holds something to read."""
    for alternative in alternatives:
        if next(alternative.iter(f"{W}txbxContent", f"{A}blip", f"{W}t", f"{VML}imagedata"), None) is not None:
            return alternative
    return ()


def _is_in_box(picture, drawing) -> bool:
    """Whether `picture` stands in the text of a box of `drawing`; it is read with that text then."""
    for above in picture.iterancestors():
        if above is drawing:
            return False
        if above.tag == f"{W}txbxContent":
            return True
    return False


def _outermost(element, tag: str) -> Iterator:
    """The elements `tag` inside `element` that are in no other of their kind; of alternatives, one."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag == f"{COMPATIBILITY}AlternateContent":
            yield from _outermost(chosen(child), tag)
        else:
            yield from _outermost(child, tag)
