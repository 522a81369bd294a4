"""What of an item is its heading, and which lines without a label are headings all the same."""

import re

from plans.drafting.parts import Role

from . import certainty
from .blocks import Block, is_enacting
from .labels import HEADED, TITLES, Kind
from .lines import Line

_TERMINAL = tuple('.:;!?…”"»')
_RUN_IN = re.compile(r":(?=\s)")
_LEAD_IN = re.compile(
    r".*(?:như sau|sau đây|dưới đây|sau|gồm|gồm có|bao gồm|cụ thể|các việc|nội dung)\s*:", re.IGNORECASE
)
_DUTY = re.compile(r"\b(?:phải|được|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|thực hiện)\b")

_OPENS_TEXT = frozenset({Kind.ARTICLE, Kind.NUMBER, Kind.DECIMAL, Kind.DEEP_DECIMAL})

_LONGEST_TITLE = 300
_LONGEST_HEADING = 150
_LONGEST_STYLED_SENTENCE = 120
_LONGEST_RUN_IN = 120
_LONGEST_BOLD = 200
_LONGEST_SENTENCE_HEADING = 60
_LONGEST_WORDS = 30
_MOSTLY = 0.5
_FEWEST_CAPITALS = 2


def heading_of(block: Block, following: Block | None, trusts_bold: bool) -> tuple[int | None, float]:
    """How many characters of the first line behind the label are heading (None: all of the block), and how sure it is.

    `trusts_bold` is False in a document that is bold all over.
    """
    kind, first = block.label.kind, block.first
    if kind not in HEADED:
        return 0, certainty.ITEM
    has_children = bool(following and following.label and following.label.kind > kind)
    has_text_below = bool(following and not following.label and not following.first.table) and kind in _OPENS_TEXT
    rest = first.raw[block.label.end :]
    end = block.last.raw.rstrip()
    is_sentence = end.endswith((".", ";"))
    if kind in TITLES and block.length <= _LONGEST_TITLE and not rest.rstrip().endswith((".", ";")):
        return None, certainty.HEADING_TITLE
    is_styled = first.hint.outline_level > 0 or (trusts_bold and all(line.is_bold for line in block.lines))
    if is_styled and block.length <= (_LONGEST_STYLED_SENTENCE if is_sentence else _LONGEST_TITLE):
        return None, certainty.HEADING_STYLED
    bold = _bold_heading_end(first, block.label.end) if trusts_bold else 0
    if bold:
        return bold, certainty.HEADING_BOLD_START
    run_in = _RUN_IN.search(rest, 0, _LONGEST_RUN_IN)
    if run_in and rest[run_in.end() :].strip():
        return run_in.end(), certainty.HEADING_RUN_IN
    if end.endswith(":") or not end.endswith(_TERMINAL):
        is_heading = block.length <= _LONGEST_HEADING and not _leads_in(end)
        return (None, certainty.HEADING_SHORT) if is_heading else (0, certainty.ITEM)
    if has_children and block.length <= _LONGEST_HEADING:
        return None, certainty.HEADING_SENTENCE
    is_question = end.endswith("?") and block.length <= _LONGEST_HEADING
    if has_text_below and (is_question or block.length <= _LONGEST_WORDS):
        return None, certainty.HEADING_SENTENCE
    return 0, certainty.ITEM


def _leads_in(end: str) -> bool:
    """Whether a line is no heading but the beginning of a sentence that the items below it end."""
    if _LEAD_IN.fullmatch(end):
        return True
    return end.endswith(":") and len(end) > _LONGEST_SENTENCE_HEADING and bool(_DUTY.search(end))


def unnumbered_heading(block: Block, following: Block | None, trusts_bold: bool) -> float:
    """How sure the file's own setting makes it that `block`, without a label, is a heading; 0 when it is none."""
    line = block.first
    text = line.raw.strip()
    if block.label or line.table or len(block.lines) > 2 or following is None or is_enacting(line):
        return 0
    if block.length > _LONGEST_HEADING or text.endswith((".", ";", ",")) or not any(map(str.isalpha, text)):
        return 0
    if line.hint.outline_level:
        return certainty.UNNUMBERED_STYLED
    is_above_text = not following.first.is_bold or following.label is not None or following.first.table is not None
    if trusts_bold and block.lines[0].is_bold and is_above_text and not _LEAD_IN.fullmatch(text):
        return certainty.UNNUMBERED_BOLD
    return 0


def capital_headings(blocks: list[Block]) -> set[int]:
    """The blocks that are headings by their capitals alone, in a text that numbers nothing on the outside."""
    if any(block.label and block.label.kind in TITLES for block in blocks):
        return set()
    found = [
        index
        for index, block in enumerate(blocks[:-1])
        if is_in_capitals(block) and not is_enacting(block.first) and not is_in_capitals(blocks[index + 1])
    ]
    return set(found) if len(found) >= _FEWEST_CAPITALS else set()


def is_in_capitals(block: Block) -> bool:
    """Whether `block` is one short line in capitals without a label."""
    text = block.first.raw
    is_line = not block.label and len(block.lines) == 1 and not block.first.table
    return is_line and 3 < len(text) <= _LONGEST_HEADING and text.isupper()


def trusts_bold(lines: list[Line]) -> bool:
    """Whether bold type means something in `lines`: not when most of the words are bold."""
    bold = words = 0
    for line in lines:
        for piece in line.pieces if not line.table else ():
            if piece.role is Role.TEXT:
                words += len(piece.text)
                bold += len(piece.text) if piece.is_bold else 0
    return bold <= _MOSTLY * words


def _bold_heading_end(line: Line, skip: int) -> int:
    """Where a bold beginning ends that is a heading for what follows it; 0 without one.

    "**Thời gian:** từ …" has one, "**Sở Y tế** chủ trì …" only stresses a word.
    """
    rest = line.raw[skip:]
    bold = _bold_start(line, skip)
    if not 0 < bold < len(rest.rstrip()) or bold > _LONGEST_BOLD:
        return 0
    after = rest[bold:].lstrip()
    if after.startswith(":"):
        return rest.index(":", bold) + 1 if after[1:].strip() else 0
    if rest[:bold].rstrip().endswith((":", ".", "–", "-")) or not after[:1].islower():
        return bold
    return 0


def _bold_start(line: Line, skip: int) -> int:
    """How many characters behind the first `skip` are bold without a break; 0 when the next word is not."""
    position = bold = 0
    for piece in line.pieces:
        if piece.role is not Role.TEXT:
            continue
        position += len(piece.text)
        if position <= skip:
            continue
        seen = piece.text[max(0, len(piece.text) - (position - skip)) :]
        if not piece.is_bold and seen.strip():
            break
        bold = position - skip if piece.is_bold else bold
    return bold
