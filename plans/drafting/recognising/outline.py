"""The body: items of the outline, paragraphs and tables."""

from plans.drafting.document import Document
from plans.drafting.parts import Concern, OutlineItem, Paragraph, Part, Purpose

from . import certainty
from .blocks import Block, blocks_of, is_attachment, is_enacting
from .headings import capital_headings, heading_of, is_in_capitals, trusts_bold, unnumbered_heading
from .labels import HEADED, TITLES, Kind, levels_for
from .lines import Line, cut
from .series import jumps_of
from .typed_tables import with_typed_tables

__all__ = ["is_attachment", "read_body"]

_DEEPEST_HEADING = 4


def read_body(
    document: Document, lines: list[Line], concern: Concern | None = None, *, is_nested: bool = False
) -> None:
    """Read `lines` into `document.body`; attachments and page numbers get their own lists.

    Paragraphs get `concern`. `is_nested` says that the heading of an appendix stands above.
    """
    _BodyReader(document, lines, concern, is_nested).read()


class _BodyReader:
    def __init__(self, document: Document, lines: list[Line], concern: Concern | None, is_nested: bool):
        self.document = document
        self.concern = concern
        lines = with_typed_tables(lines)
        self.blocks = blocks_of(document, lines)
        self.trusts_bold = trusts_bold(lines)
        self.levels = levels_for({block.label.kind for block in self.blocks if block.label}, is_nested)
        self.jumps = jumps_of([block.label for block in self.blocks])
        self.capitals = capital_headings(self.blocks)
        self.styled_levels = self._levels_of_styles()
        self.level_above = 0

    def read(self) -> None:
        for index, block in enumerate(self.blocks):
            following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
            if block.first.table:
                self.document.body.append(block.first.table)
            elif block.label:
                self._read_item(block, following, self.jumps[index])
            elif len(block.lines) == 1 and is_attachment(block.first):
                self.document.attachments.append(Part(block.first.pieces, Concern.ATTACHMENT, certainty.PATTERN))
            elif not self.concern and (sure := unnumbered_heading(block, following, self.trusts_bold)):
                self._read_unnumbered(block, sure)
            elif not self.concern and index in self.capitals:
                self._read_unnumbered(block, certainty.UNNUMBERED_CAPITALS)
            else:
                self.document.body.append(self._paragraph(block))

    def _read_item(self, block: Block, following: Block | None, jumps: bool) -> None:
        """The item that `block` makes, its heading told apart from its text."""
        kind, level = block.label.kind, self.levels[block.label.kind]
        label, rest = cut(block.first.pieces, [block.label.end])
        in_heading, sure = heading_of(block, following, self.trusts_bold)
        below = tuple(piece for line in block.lines[1:] for piece in line.pieces)
        if in_heading is None:
            heading, text = (*rest, *below), ()
        else:
            heading, text = cut(rest, [in_heading]) if in_heading else ((), rest)
            text = (*text, *below)
        if heading:
            self.level_above = level
        self.document.body.append(
            OutlineItem(
                level,
                Part(label, Concern.NUMBER_JUMPS if jumps else None, _certainty_of_label(block, jumps)),
                Part(heading, block.concern if not text else None, sure),
                Part(text, block.concern if text else None, _certainty_of_text(block, certainty.ITEM)),
                is_appendix=kind is Kind.APPENDIX,
            )
        )

    def _read_unnumbered(self, block: Block, sure: float) -> None:
        """A heading without a label."""
        level = self._level_of_unnumbered(block)
        self.level_above = level if block.first.hint.outline_level else self.level_above
        concern = None if sure >= certainty.UNNUMBERED_STYLED else Concern.UNNUMBERED_HEADING
        self.document.body.append(OutlineItem(level, Part(), Part(block.pieces(), concern, sure)))

    def _level_of_unnumbered(self, block: Block) -> int:
        line = block.first
        if line.hint.outline_level:
            return self.styled_levels[line.hint.outline_level]
        if line.raw.isupper() or line.is_centered:
            return 1
        return min(self.level_above + 1, _DEEPEST_HEADING)

    def _levels_of_styles(self) -> dict[int, int]:
        """The level of each outline level of the file: that of the labels it stands at, or its rank."""
        used = sorted({block.first.hint.outline_level for block in self.blocks} - {0})
        levels = {style: min(rank, _DEEPEST_HEADING) for rank, style in enumerate(used, start=1)}
        for block in reversed(self.blocks):
            if block.label and block.label.kind in HEADED and block.first.hint.outline_level:
                levels[block.first.hint.outline_level] = self.levels[block.label.kind]
        return levels

    def _paragraph(self, block: Block) -> Paragraph:
        concern = block.concern or self.concern
        if is_enacting(block.first):
            return Paragraph(block.pieces(), concern, certainty.PATTERN, Purpose.ENACTING)
        if not concern and is_in_capitals(block):
            concern = Concern.UNNUMBERED_HEADING
        sure = certainty.DOUBTFUL if concern else certainty.PARAGRAPH
        return Paragraph(block.pieces(), concern, _certainty_of_text(block, sure))


def _certainty_of_label(block: Block, jumps: bool) -> float:
    if block.first.hint.label_length:
        return certainty.EXACT
    if jumps:
        return certainty.LABEL_JUMPS
    return (
        certainty.LABEL_IN_ORDER
        if block.label.kind in TITLES or block.label.kind is Kind.ARTICLE
        else certainty.LABEL_FIRST
    )


def _certainty_of_text(block: Block, sure: float) -> float:
    if block.concern is Concern.BROKEN_SENTENCE:
        return certainty.MENDED
    return min(sure, certainty.JOINED) if len(block.lines) > 1 else sure
