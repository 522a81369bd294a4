"""A .docx file into a `Source`."""

from django.utils.translation import gettext as _

from plans.drafting.encodings import way_from_old_font
from plans.drafting.readers.archive import Archive
from plans.drafting.readers.building import Builder
from plans.drafting.readers.limits import MOST_RUNS, too_long
from plans.drafting.readers.markup import damaged
from plans.drafting.reading import UnreadableError, checked, old_encoding
from plans.drafting.source import Source

from .blocks import Blocks, is_letterhead
from .fonts import OldFonts
from .inline import Fields, Story
from .names import RELATION, W
from .numbering import Numbering
from .package import WordPackage
from .styles import Styles

_NOTE_KINDS = {"footnote": "footnotes", "endnote": "endnotes"}


def read_docx(archive: Archive) -> Source:
    """What the Word document in `archive` says; `UnreadableError` where it cannot be read."""
    try:
        return _read(WordPackage(archive))
    except RecursionError as error:
        raise damaged() from error


def _read(package: WordPackage) -> Source:
    if sum(1 for _run in package.document.iter(f"{W}r")) > MOST_RUNS:
        raise too_long()
    fonts = OldFonts()
    source = _Document(package, fonts.watch).read()
    way = fonts.way()
    if way is None:
        try:
            checked(source.text)
        except UnreadableError:
            way = way_from_old_font(source.text)
            if way is None:
                raise
            raise old_encoding(_Document(package, lambda text, font: way(text)).read()) from None
        return source
    raise old_encoding(_Document(package, fonts.convert).read())


class _Document:
    """One reading of a Word document."""

    def __init__(self, package: WordPackage, convert):
        self._package = package
        self._styles = Styles(package.part("styles"))
        self._numbering = Numbering(package.part("numbering"), self._styles)
        self._builder = Builder("docx")
        self._convert = convert
        self._notes: list[tuple[str, str]] = []
        self._remarks: dict[str, None] = {}

    def read(self) -> Source:
        """The whole document: a letterhead in the page header, the body, then the notes."""
        body = self._package.document.find(f"{W}body")
        if body is None:
            raise damaged()
        for reference in body.iter(f"{W}headerReference"):
            header = self._package.linked(reference.get(f"{RELATION}id") or "")
            if header is not None and is_letterhead(header):
                self._write(header)
                break
        self._write(body, pages=True)
        self._write_notes()
        if next(body.iter(f"{W}commentReference"), None) is not None:
            self._remark(_("Comments in the margin were left out."))
        if next(body.iter(f"{W}del", f"{W}ins", f"{W}moveFrom"), None) is not None:
            self._remark(_("Tracked changes were read as if accepted."))
        return self._builder.build(self._remarks)

    def _write(self, container, label: str = "", pages: bool = False):
        story = Story(self._package, self._styles, Fields(container), self._note, self._convert)
        if pages:
            story.is_rendered = next(container.iter(f"{W}lastRenderedPageBreak"), None) is not None
            story.page = 1 if story.is_rendered or _breaks_pages(container) else None
        Blocks(self._builder, story, self._numbering).write(container, label)
        if story.has_hidden:
            self._remark(_("Hidden text was left out."))
        if story.has_lost_pictures:
            self._remark(_("Drawings and pictures that no web page can show were left out."))
        if story.has_foreign_parts:
            self._remark(_("A part that another program put into the file was left out."))

    def _note(self, kind: str, identifier: str) -> int:
        """The number of a note, by the order in which notes are met."""
        if (kind, identifier) not in self._notes:
            self._notes.append((kind, identifier))
        return self._notes.index((kind, identifier)) + 1

    def _write_notes(self):
        if not self._notes:
            return
        elements = {}
        for kind, part in _NOTE_KINDS.items():
            root = self._package.part(part)
            for element in root if root is not None else ():
                elements[kind, element.get(f"{W}id") or ""] = element
        self._builder.add_line([])
        # A note inside a note is met while this goes on.
        for index, key in enumerate(self._notes, 1):
            if key in elements:
                with self._builder.within(footnote=index):
                    self._write(elements[key], f"[{index}]")

    def _remark(self, sentence: str):
        self._remarks[sentence] = None


def _breaks_pages(body) -> bool:
    breaks = any(each.get(f"{W}type") == "page" for each in body.iter(f"{W}br"))
    return breaks or next(body.iter(f"{W}pageBreakBefore"), None) is not None
