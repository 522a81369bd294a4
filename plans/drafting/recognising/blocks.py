"""The lines of a body put together into items, paragraphs and tables; broken sentences are mended."""

import re
from dataclasses import dataclass, field

from plans.drafting.document import Document
from plans.drafting.parts import Concern, Paragraph, Part, Piece

from . import certainty
from .folding import fold
from .labels import TITLES, Kind, Label, label_of, numbered_label
from .lines import Line, column_width, cut

_TERMINAL = tuple('.:;!?…”"»')
_PAGE_NUMBER = re.compile(r"(?:[-–]\s{0,3})?(?:Trang\s)?[0-9]{1,4}(?:\s{0,2}[-–]|/[0-9]{1,4})?\s*")
_ATTACHMENT = re.compile(
    r"(?:tai lieu|tep|file|van ban|tap tin|phu luc)(?: tin)? (?:dinh kem|kem theo|tai ve)\s*[:.].*|dinh kem\s*:.*"
)
_ENACTING = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|CHỈ THỊ|THÔNG BÁO|QUY ĐỊNH|YÊU CẦU)\s*:?\s*")
_LONGEST_ATTACHMENT = 300
_LONG_LINE = 60


@dataclass
class Block:
    """Lines that belong together: a labelled item, a paragraph or a table."""

    lines: list[Line]
    label: Label | None = None
    concern: Concern | None = None
    length: int = field(init=False)

    def __post_init__(self):
        self.length = len(self.lines[0].raw)

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0]

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]

    @property
    def is_bare_label(self) -> bool:
        """Whether it is a label with nothing behind it yet: "Chương I" above its title."""
        return bool(self.label) and len(self.lines) == 1 and not self.last.raw[self.label.end :].strip()

    def add(self, line: Line):
        """Go on with `line`."""
        self.lines.append(line)
        self.length += len(line.raw) + 1

    def pieces(self, skip: int = 0) -> tuple[Piece, ...]:
        """The pieces behind the first `skip` characters."""
        first = cut(self.first.pieces, [skip])[-1] if skip else self.first.pieces
        return (*first, *(piece for line in self.lines[1:] for piece in line.pieces))


def blocks_of(document: Document, lines: list[Line]) -> list[Block]:
    """`lines` put together; rules and page numbers go to their lists in `document`."""
    labels = _labels(lines)
    width = column_width(lines)
    blocks: list[Block] = []
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        previous = blocks[-1] if blocks and not blocks[-1].first.table else None
        if line.table:
            blocks.append(Block([line]))
        elif line.is_rule:
            document.markup.append(Part(line.pieces))
        elif label and not (previous and _is_page_number(previous, line, lines, index)):
            blocks.append(Block([line], label))
        elif previous and _is_page_number(previous, line, lines, index):
            document.leftovers.append(Paragraph(line.pieces, Concern.PAGE_NUMBER, certainty.PARAGRAPH))
        elif previous and _goes_on(previous, line, width):
            if line.gap and not previous.is_bare_label:
                previous.concern = Concern.BROKEN_SENTENCE
            previous.add(line)
        else:
            blocks.append(Block([line]))
    return blocks


def is_attachment(line: Line) -> bool:
    """Whether `line` names attached files: "Tài liệu đính kèm: …"."""
    return len(line.raw) <= _LONGEST_ATTACHMENT and bool(_ATTACHMENT.fullmatch(fold(line.raw.strip())))


def is_enacting(line: Line) -> bool:
    """Whether `line` is nothing but "QUYẾT ĐỊNH:"."""
    return len(line.raw) <= 30 and bool(_ENACTING.fullmatch(line.raw))


def _labels(lines: list[Line]) -> list[Label | None]:
    """The label of each line; capital letters count only as a series that begins with A, B."""
    labels = [
        numbered_label(line.raw, line.hint.label_length) if line.hint.label_length else label_of(line.raw)
        for line in lines
    ]
    capitals = {label.text[0] for label in labels if label and label.kind is Kind.CAPITAL}
    has_series = {"A", "B"} <= capitals
    return [None if label and label.kind is Kind.CAPITAL and not has_series else label for label in labels]


def _goes_on(block: Block, line: Line, width: int) -> bool:
    """Whether `line`, which has no label, continues `block`."""
    end, first = block.last.raw.rstrip(), line.raw[:1]
    if is_attachment(line) or is_enacting(line) or is_enacting(block.last):
        return False
    if block.is_bare_label:
        # "Phần I" alone on its line: the heading stands below.
        return line.gap <= 1
    if _is_set_apart(block.last, line):
        return False
    if line.hint.continues and not line.gap:
        return line.is_bold == block.last.is_bold
    if line.gap == 0 and width and len(end) >= 0.75 * width:
        return not (block.label and block.label.kind in TITLES and line.raw.isupper() != end.isupper())
    if end.endswith(_TERMINAL):
        return False
    if line.gap == 0:
        if block.label and block.label.kind in TITLES and end.isupper():
            return line.raw.isupper() and len(end) >= _LONG_LINE / 2
        return first.islower() or (len(end) >= _LONG_LINE and not end.isupper() and first.isalnum() and width > 0)
    return first.islower() and (block.length >= _LONG_LINE or end.endswith(","))


def _is_set_apart(line: Line, following: Line) -> bool:
    """Whether the file sets the two lines so differently that no sentence runs on from one to the other."""
    if line.hint.outline_level != following.hint.outline_level or following.hint.footnote != line.hint.footnote:
        return True
    if (line.hint.layout, line.hint.column) != (following.hint.layout, following.hint.column):
        return True
    has_alignments = line.hint.alignment and following.hint.alignment
    return bool(has_alignments) and line.is_centered != following.is_centered


def _is_page_number(block: Block, line: Line, lines: list[Line], index: int) -> bool:
    """Whether `line` is a page number in the middle of a sentence, or alone on its line between two empty ones."""
    if len(line.raw) > 15 or not _PAGE_NUMBER.fullmatch(line.raw) or index + 1 >= len(lines):
        return False
    following = lines[index + 1]
    if not block.last.raw.rstrip().endswith(_TERMINAL) and following.raw[:1].islower():
        return True
    return line.raw.startswith(("-", "–")) and line.gap > 0 and following.gap > 0
