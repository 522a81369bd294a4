"""Where a document ends: finds the stretch of recipients and signers and has it read."""

from .closing import Closing, ClosingReader, cells_of, is_label
from .labels import Kind
from .layouts import Layouts
from .lines import Line, raw_of
from .outline import is_attachment
from .signatures import is_authority, is_name, is_recipients, is_signed_note, is_title

_SIGNER_WINDOW = 14


def read_closing(lines: list[Line]) -> Closing:
    """The closing of a document; its `start` equals `len(lines)` when it has none."""
    layouts = Layouts(lines)
    first = next((index for index, line in enumerate(lines) if is_recipients(line.raw)), None)
    if first is None:
        return _signers_only(lines, layouts)
    start = first
    while start > 0 and (
        lines[start - 1] in layouts
        or (
            first - start < _SIGNER_WINDOW and _may_sign(lines[start - 1], is_below_title=_has_title(lines, start - 1))
        )
    ):
        start -= 1
    if not _has_signature(lines[start:first]):
        start = first
    return ClosingReader(lines, start, first, layouts).read()


def _signers_only(lines: list[Line], layouts: Layouts) -> Closing:
    """Without recipients: the lines in front of the annexes or at the very end that can only be signatures."""
    annex = next((index for index, line in enumerate(lines) if is_label(line.raw, Kind.APPENDIX)), len(lines))
    for limit in dict.fromkeys((annex, len(lines))):
        start, end = _signed_stretch(lines, limit, layouts)
        if start < end:
            return ClosingReader(lines[:end], start, None, layouts).read()
    return Closing(len(lines), len(lines))


def _signed_stretch(lines: list[Line], end: int, layouts: Layouts) -> tuple[int, int]:
    """Where the signatures above `end` begin and end; an empty stretch when nobody signed there."""
    while end > 0 and (is_attachment(lines[end - 1]) or lines[end - 1].is_rule):
        end -= 1
    start = end
    while start > 0 and (
        lines[start - 1] in layouts
        or (end - start < _SIGNER_WINDOW and _may_sign(lines[start - 1], is_below_title=_has_title(lines, start - 1)))
    ):
        start -= 1
    block = lines[start:end]
    if not block:
        return end, end
    last = [raw_of(cell) for cell in cells_of(block[-1].pieces)]
    has_name = all(is_name(cell, is_certain=_has_signature(block[:-1])) for cell in last)
    follows_end = start > 0 and lines[start - 1].raw.rstrip(' “”"').endswith(".")
    is_lone_name = len(block) == 1 and has_name and follows_end and block[0].gap > 0
    is_set = any(line in layouts for line in block)
    return (start, end) if is_lone_name or is_set or (has_name and _has_signature(block)) else (end, end)


def _may_sign(line: Line, is_below_title: bool) -> bool:
    """Whether `line`, or each of its cells, can stand in a signature."""
    if line.table:
        return False
    cells = [raw_of(cell) for cell in cells_of(line.pieces)] if len(line.raw) <= 200 else [line.raw]
    if len(cells) == 1:
        return _is_signature(line.raw) or (is_below_title and is_name(line.raw, is_certain=True))
    if any(is_title(cell) or is_authority(cell) for cell in cells):
        return True
    return all(not cell.strip() or _is_signature(cell) or is_name(cell, is_certain=is_below_title) for cell in cells)


def _is_signature(raw: str) -> bool:
    return is_authority(raw) or is_title(raw) or is_name(raw) or is_signed_note(raw)


def _has_title(lines: list[Line], index: int) -> bool:
    """Whether a title or an authority stands shortly above line `index`."""
    return _has_signature(lines[max(0, index - 4) : index])


def _has_signature(lines: list[Line]) -> bool:
    return any(is_title(cell) or is_authority(cell) for line in lines for cell in map(raw_of, cells_of(line.pieces)))
