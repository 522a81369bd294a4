"""What stands behind the signature: appendices, forms and attached documents, each with a letterhead of its own."""

import re

from plans.drafting.document import Document
from plans.drafting.parts import Concern, OutlineItem, Paragraph, Part, Purpose

from . import certainty
from .closing import cells_of
from .document_types import type_of
from .folding import fold
from .labels import Kind, Label, label_of
from .letterhead import classify
from .lines import Line, cut, joined, raw_of
from .national import is_national
from .outline import is_attachment, read_body

_FORM = re.compile(
    r"(?:mau (?:phieu|don|giay|bien ban|bao cao|so|dang ky|bieu|to khai|van ban|danh sach)|bieu mau|bieu so"
    r"|bieu tong hop|phieu|don|to khai|danh sach|bang|lich|noi quy|bieu)\b.*"
)
_FORM_LABEL = re.compile(
    r"(?:Biểu|BIỂU|Mẫu|MẪU)(?:\s+(?:số|SỐ|mẫu|MẪU))?\s+(?:[0-9]{1,3}|[IVX]{1,4})(?=[\s.:/)–-]|$)\s?[.:]?"
)
_NOTE = re.compile(r"\((?:kem theo|ban hanh|dinh kem|theo|thuc hien).*")
_LONGEST_HEADING = 250
_LONGEST_NOTE = 400
_MOST_TITLE_LINES = 6
_LETTERHEAD_WINDOW = 12


def read_appendices(document: Document, lines: list[Line]) -> None:
    """Read `lines`, all that stands behind the signature, into the body of `document`."""
    _Reader(document, lines).read()


class _Reader:
    def __init__(self, document: Document, lines: list[Line]):
        self.document = document
        self.lines = lines
        self.body: list[Line] = []
        self.is_inside = False

    def read(self) -> None:
        index = 0
        while index < len(self.lines):
            letterhead = self._letterhead_end(index)
            if letterhead > index:
                self._flush()
                for line in self.lines[index:letterhead]:
                    self._keep_letterhead(line)
                index = letterhead
                if index < len(self.lines) and self._may_head(self.lines[index]):
                    index = self._read_heading(index)
            elif self._begins_appendix(index):
                self._flush()
                index = self._read_heading(index)
            else:
                self.body.append(self.lines[index])
                index += 1
        self._flush()

    def _flush(self) -> None:
        concern = None if self.is_inside else Concern.AFTER_SIGNATURE
        read_body(self.document, self.body, concern, is_nested=self.is_inside)
        self.body = []

    def _keep_letterhead(self, line: Line) -> None:
        if line.is_rule:
            self.document.markup.append(Part(line.pieces))
            return
        concern = Concern.NATIONAL_TITLE if any(map(is_national, _cells(line))) else None
        self.document.body.append(Paragraph(line.pieces, concern, certainty.OFFICE, Purpose.LETTERHEAD))

    def _letterhead_end(self, index: int) -> int:
        """Where the letterhead ends that begins with line `index`; `index` itself without one."""
        end = index
        has_national = False
        while end < len(self.lines) and end - index < _LETTERHEAD_WINDOW:
            line = self.lines[end]
            kinds = {classify(cell, False) for cell in _cells(line) if cell.strip()} if not line.table else {""}
            if not line.is_rule and not (kinds and kinds <= {"national", "office", "number", "date"}):
                break
            has_national = has_national or "national" in kinds
            end += 1
        return end if has_national else index

    def _begins_appendix(self, index: int) -> bool:
        line = self.lines[index]
        if _label(line):
            return True
        if not self._may_head(line) or not line.raw.isupper():
            return False
        if line.raw.rstrip().endswith((":", ";", ".")):
            return False
        return bool(_FORM.fullmatch(fold(line.raw.strip()))) or type_of(line.raw) is not None

    def _may_head(self, line: Line) -> bool:
        if line.table or line.is_rule or len(line.raw) > _LONGEST_HEADING or is_attachment(line):
            return False
        return bool(_label(line)) or ((line.raw.isupper() or line.is_centered) and not label_of(line.raw))

    def _read_heading(self, index: int) -> int:
        """The heading that begins with line `index`, with its title and the note below; returns what is next."""
        first = self.lines[index]
        label = _label(first)
        label_pieces, heading = cut(first.pieces, [label.end]) if label else ((), first.pieces)
        end = index + 1
        while end < len(self.lines) and end - index <= _MOST_TITLE_LINES and self._goes_on(index, end):
            heading = (*heading, *self.lines[end].pieces)
            end += 1
        sure = certainty.APPENDIX if label else certainty.FORM
        concern = None if label else Concern.AFTER_SIGNATURE
        label_part = Part(label_pieces, None, certainty.EXACT)
        self.document.body.append(OutlineItem(1, label_part, Part(heading, concern, sure), is_appendix=True))
        self.is_inside = True
        return self._read_note(end)

    def _goes_on(self, first: int, index: int) -> bool:
        """Whether line `index` belongs to the title of the heading that begins with line `first`."""
        line, above = self.lines[index], self.lines[index - 1]
        if line.table or line.is_rule or line.gap > 1 or len(line.raw) > _LONGEST_HEADING or label_of(line.raw):
            return False
        if _NOTE.match(fold(line.raw)) or line.raw.rstrip().endswith((":", ";", ".")) or is_attachment(line):
            return False
        is_below_label = index == first + 1 and (_label(above) is not None or type_of(above.raw) is not None)
        if is_below_label and (line.gap == 0 or line.raw.isupper() or line.is_centered):
            return True
        if line.is_centered and above.is_centered:
            return line.is_bold == above.is_bold
        return line.gap == 0 and line.raw.isupper() and above.raw.isupper()

    def _read_note(self, index: int) -> int:
        """The note "(Kèm theo …)" that begins with line `index`, over several lines; returns what is next."""
        while index < len(self.lines) and self.lines[index].is_rule:
            self.document.markup.append(Part(self.lines[index].pieces))
            index += 1
        if index == len(self.lines) or not _NOTE.match(fold(self.lines[index].raw)):
            return index
        end, length = index + 1, len(self.lines[index].raw)
        while ")" not in self.lines[end - 1].raw and end < len(self.lines) and length <= _LONGEST_NOTE:
            if self.lines[end].table or self.lines[end].gap:
                break
            length += len(self.lines[end].raw)
            end += 1
        note = joined(self.lines[index:end])
        self.document.body.append(Paragraph(note.pieces, None, certainty.PATTERN, Purpose.NOTE))
        return end


def _label(line: Line) -> Label | None:
    """ "Phụ lục I" or "Biểu số 01" in front of a title."""
    label = label_of(line.raw) if not line.table else None
    if label and label.kind is Kind.APPENDIX:
        return label
    form = _FORM_LABEL.match(line.raw)
    return Label(Kind.APPENDIX, form.group()) if form else None


def _cells(line: Line) -> list[str]:
    return [raw_of(cell) for cell in cells_of(line.pieces)]
