"""The body: numbered items and paragraphs, with sentences put together that line or page ends broke."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cms.text import fold
from plans.drafting.document import Concern, Document, OutlineItem, Paragraph, Part, Piece, Role

from .labels import HEADED, TITLES, Kind, Label, label_of, levels_for
from .lines import Line, column_width, cut

_TERMINAL = tuple('.:;!?…”"»')
_PAGE_NUMBER = re.compile(r"(?:[-–]\s{0,3})?(?:Trang\s)?[0-9]{1,4}(?:\s{0,2}[-–]|/[0-9]{1,4})?\s*")
_ATTACHMENT = re.compile(
    r"(?:tai lieu|tep|file|van ban|tap tin|phu luc)(?: tin)? (?:dinh kem|kem theo|tai ve)\s*[:.].*|dinh kem\s*:.*"
)
_RUN_IN = re.compile(r":(?=\s)")

_LONGEST_TITLE = 300
_LONGEST_HEADING = 150
_LONGEST_RUN_IN = 120
_LONGEST_BOLD = 200
_LONGEST_SENTENCE_HEADING = 60
_LONG_LINE = 60


@dataclass
class Block:
    """Lines that belong together: a labelled item or a paragraph."""

    lines: list[Line]
    label: Label | None = None
    concern: Concern | None = None
    length: int = field(init=False)

    def __post_init__(self):
        self.length = len(self.lines[0].raw)

    @property
    def last(self) -> Line:
        """Its last line."""
        return self.lines[-1]

    def add(self, line: Line):
        """Go on with `line`."""
        self.lines.append(line)
        self.length += len(line.raw) + 1


def read_body(document: Document, lines: list[Line], concern: Concern | None = None) -> None:
    """Read `lines` as items and paragraphs into `document.body`; attachments and page numbers get their own lists."""
    blocks = _blocks(document, lines)
    levels = levels_for({block.label.kind for block in blocks if block.label})
    for block, following in zip(blocks, [*blocks[1:], None], strict=False):
        if block.label:
            has_children = bool(following and following.label and following.label.kind > block.label.kind)
            document.body.append(_item(block, levels[block.label.kind], has_children))
        elif len(block.lines) == 1 and is_attachment(block.last):
            document.attachments.append(Part(block.last.pieces, Concern.ATTACHMENT))
        else:
            marked = block.concern or concern or _doubt_about(block)
            document.body.append(Paragraph(_pieces(block), marked))


def is_attachment(line: Line) -> bool:
    """Whether `line` names attached files: "Tài liệu đính kèm: …"."""
    return len(line.raw) <= _LONGEST_TITLE and bool(_ATTACHMENT.fullmatch(fold(line.raw.strip())))


def _blocks(document: Document, lines: list[Line]) -> list[Block]:
    """`lines` put together into items and paragraphs."""
    labels = _labels(lines)
    width = column_width(lines)
    blocks: list[Block] = []
    for index, (line, label) in enumerate(zip(lines, labels, strict=True)):
        previous = blocks[-1] if blocks else None
        if line.is_rule:
            document.markup.append(Part(line.pieces))
        elif label:
            blocks.append(Block([line], label))
        elif previous and _is_page_number(previous, line, lines, index):
            document.leftovers.append(Paragraph(line.pieces, Concern.PAGE_NUMBER))
        elif previous and _goes_on(previous, line, width):
            if line.gap:
                previous.concern = Concern.BROKEN_SENTENCE
            previous.add(line)
        else:
            blocks.append(Block([line]))
    return blocks


def _labels(lines: list[Line]) -> list[Label | None]:
    """The label of each line; capital letters count only as a series that begins with A, B."""
    labels = [label_of(line.raw) for line in lines]
    capitals = {label.text[0] for label in labels if label and label.kind is Kind.CAPITAL}
    has_series = {"A", "B"} <= capitals
    return [None if label and label.kind is Kind.CAPITAL and not has_series else label for label in labels]


def _goes_on(block: Block, line: Line, width: int) -> bool:
    """Whether `line`, which has no label, continues `block`."""
    end, first = block.last.raw.rstrip(), line.raw[0]
    if is_attachment(line):
        return False
    if block.label and len(block.lines) == 1 and not block.last.raw[block.label.end :].strip():
        # "Phần I" alone on its line: the heading stands below.
        return line.gap <= 1
    if line.gap == 0 and width and len(end) >= 0.75 * width:
        return not (block.label and block.label.kind in TITLES and line.raw.isupper() != end.isupper())
    if end.endswith(_TERMINAL):
        return False
    if line.gap == 0:
        if block.label and block.label.kind in TITLES and end.isupper():
            return line.raw.isupper() and len(end) >= _LONG_LINE / 2
        return first.islower() or (len(end) >= _LONG_LINE and not end.isupper() and first.isalnum() and width > 0)
    return first.islower() and (block.length >= _LONG_LINE or end.endswith(","))


def _is_page_number(block: Block, line: Line, lines: list[Line], index: int) -> bool:
    """Whether `line` is a page number in the middle of a sentence."""
    if len(line.raw) > 15 or not _PAGE_NUMBER.fullmatch(line.raw) or index + 1 >= len(lines):
        return False
    return not block.last.raw.rstrip().endswith(_TERMINAL) and lines[index + 1].raw[0].islower()


def _doubt_about(block: Block) -> Concern | None:
    text = block.lines[0].raw
    is_capitals = len(block.lines) == 1 and len(text) <= _LONGEST_HEADING and text.isupper() and len(text) > 3
    return Concern.UNNUMBERED_HEADING if is_capitals else None


def _pieces(block: Block, skip: int = 0) -> tuple[Piece, ...]:
    """The pieces of `block` behind the first `skip` characters."""
    first = cut(block.lines[0].pieces, [skip])[-1] if skip else block.lines[0].pieces
    return (*first, *(piece for line in block.lines[1:] for piece in line.pieces))


def _item(block: Block, level: int, has_children: bool) -> OutlineItem:
    """The item that `block` makes, its heading told apart from its text."""
    first = block.lines[0]
    label, rest = cut(first.pieces, [block.label.end])
    in_heading = _heading_end(block, has_children)
    if in_heading is None:
        heading, text = (*rest, *_following(block.lines[1:])), ()
    else:
        heading, text = cut(rest, [in_heading]) if in_heading else ((), rest)
        text = (*text, *_following(block.lines[1:]))
    return OutlineItem(level, Part(label), Part(heading), Part(text, block.concern))


def _following(lines: Iterable[Line]) -> tuple[Piece, ...]:
    return tuple(piece for line in lines for piece in line.pieces)


def _heading_end(block: Block, has_children: bool) -> int | None:
    """How many characters of the first line behind the label are heading; None: all of the block; 0: none."""
    kind, first = block.label.kind, block.lines[0]
    if kind not in HEADED:
        return 0
    rest = first.raw[block.label.end :]
    if kind in TITLES and block.length <= _LONGEST_TITLE and not rest.rstrip().endswith((".", ";")):
        return None
    bold = _bold_start(first, block.label.end)
    if 0 < bold < len(rest.rstrip()) and bold <= _LONGEST_BOLD:
        return bold
    run_in = _RUN_IN.search(rest, 0, _LONGEST_RUN_IN)
    if run_in and rest[run_in.end() :].strip():
        return run_in.end()
    end = block.last.raw.rstrip()
    if end.endswith(":") or not end.endswith(_TERMINAL):
        return None if block.length <= _LONGEST_HEADING else 0
    is_short = block.length <= _LONGEST_SENTENCE_HEADING or (has_children and block.length <= _LONGEST_HEADING)
    return None if is_short and has_children else 0


def _bold_start(line: Line, skip: int) -> int:
    """How many characters behind the first `skip` are bold without a break; 0 when the next word is not."""
    position = bold = 0
    for piece in line.pieces:
        if piece.role is not Role.TEXT:
            continue
        position += len(piece.text)
        if position <= skip:
            continue
        if not piece.is_bold:
            break
        bold = position - skip
    return bold
