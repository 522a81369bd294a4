"""The end of a document: recipients and signers, one below the other or side by side."""

import re
from dataclasses import dataclass, field

from plans.drafting.document import Document
from plans.drafting.parts import Concern, Paragraph, Part, Piece, Signer

from . import certainty
from .labels import Kind, label_of
from .layouts import Layouts
from .lines import Line, as_captions, cut, raw_of
from .outline import is_attachment
from .signatures import RECIPIENTS, is_authority, is_name, is_note, is_signed_note, is_title
from .signers import Column, signer_of

_CELL_GAP = re.compile(r"\t+|[^\S\t]{3,}")
_LONGEST_CELL = 200
_DEEP_INDENT = 8
_MOST_RECIPIENTS = 200
_MOST_COLUMNS = 8

Pieces = tuple[Piece, ...]


@dataclass
class Closing:
    """The recipients and signers found in the lines from `start` up to `end`."""

    start: int
    end: int
    caption: Part = field(default_factory=Part)
    recipients: list[Part] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)
    leftovers: list[Paragraph] = field(default_factory=list)
    markup: list[Part] = field(default_factory=list)

    def write_to(self, document: Document) -> None:
        """Add what was found to `document`."""
        document.recipients_caption = self.caption
        document.recipients += self.recipients
        document.signers += self.signers
        document.leftovers += self.leftovers
        document.markup += self.markup

    def leave(self, pieces: Pieces) -> None:
        """Keep what was not understood."""
        self.leftovers.append(Paragraph(pieces, Concern.UNPLACED, certainty.UNPLACED))


class ClosingReader:
    """Reads lines and cells from `start` on into a `Closing`; `heading` is the line of "Nơi nhận:", if any."""

    def __init__(self, lines: list[Line], start: int, heading: int | None, layouts: Layouts):
        self.lines = lines
        self.heading = heading
        self.layouts = layouts
        self.closing = Closing(start, len(lines))
        self.columns: dict[object, Column] = {}
        self.list_key: object = None
        self.in_list = False
        self.authority: list[Piece] = []
        self.title: list[Piece] = []

    def read(self) -> Closing:
        """Everything up to the first line that belongs to no closing."""
        index = self.closing.start
        while index < len(self.lines):
            line = self.lines[index]
            if line.is_rule:
                self.closing.markup.append(Part(line.pieces))
            elif line.table or is_attachment(line) or is_label(line.raw, Kind.APPENDIX):
                break
            elif index == self.heading:
                self._read_heading(line)
            elif not self._read_line(line):
                break
            index += 1
        self._finish_signer(())
        for column in self.columns.values():
            signers, leftovers = column.signers()
            self.closing.signers += signers
            self.closing.leftovers += leftovers
        self.closing.signers.sort(key=_start_of)
        self.closing.end = index
        return self.closing

    def _read_heading(self, line: Line):
        """ "Nơi nhận:", perhaps with the first recipient or a signer's title on the same line."""
        heading = RECIPIENTS.match(line.raw)
        caption, rest = cut(line.pieces, [heading.end()])
        self.closing.caption = Part(as_captions(caption), None, certainty.EXACT)
        self.in_list = True
        keyed = self._keyed(line)
        self.list_key = keyed[0][0]
        cells = [raw_of(cell).strip() for cell in cells_of(rest)]
        if len(keyed) == 1 and not any(cells):
            return
        parts = cells_of(rest)
        first_key = 0 if len(keyed) > 1 else None
        for place, cell in enumerate(parts):
            key = None if first_key is None else place + (len(keyed) - len(parts))
            raw = raw_of(cell)
            if not raw.strip():
                continue
            if (
                key == 0
                or (key is None and not self._read_signature(cell))
                or (key is not None and not self._column(key).takes(cell))
            ):
                self._add_recipient(cell)

    def _read_line(self, line: Line) -> bool:
        keyed = self._keyed(line)
        if len(keyed) == 1 and keyed[0][0] is None:
            return self._read_alone(line)
        if line.hint.layout is not None and line not in self.layouts:
            return False
        for key, cell in keyed:
            if not raw_of(cell).strip():
                continue
            is_listed = self.in_list and key == self.list_key
            is_set = line.hint.layout is not None
            if is_listed and self._read_recipient(cell, line.gap, is_set):
                continue
            if not self._column(key, is_set).takes(cell) and not self._read_recipient(cell, line.gap):
                self.closing.leave(cell)
        return True

    def _read_alone(self, line: Line) -> bool:
        """A line with one cell, in no column."""
        pieces, raw = line.pieces, line.raw
        if is_label(raw, Kind.DASH) and self._read_recipient(pieces, line.gap):
            return True
        waiting = None if self.title or self.authority else self._waiting_column()
        if waiting and (is_title(raw) or is_signed_note(raw) or is_name(raw, is_certain=True)):
            waiting.lines.append(pieces)
            return True
        return self._read_signature(pieces) or self._read_recipient(pieces, line.gap)

    def _keyed(self, line: Line) -> list[tuple[object, Pieces]]:
        """The cells of `line` with the column each stands in; None for a line that stands in none."""
        if line in self.layouts:
            return [(self.layouts.column_of(line), line.pieces)]
        cells = cells_of(line.pieces)
        most = 1 + max((key for key in (*self.columns, self.list_key) if isinstance(key, int)), default=0)
        if len(cells) == 1:
            return [(most - 1 if most > 1 and line.indent >= _DEEP_INDENT else None, cells[0])]
        shift = most - len(cells) if line.indent >= _DEEP_INDENT and most > len(cells) else 0
        return [(shift + place, cell) for place, cell in enumerate(cells)]

    def _column(self, key: object, is_set: bool = False) -> Column:
        return self.columns.setdefault(key, Column(is_set))

    def _waiting_column(self) -> Column | None:
        return next((column for column in reversed(self.columns.values()) if column.awaits_name), None)

    def _read_recipient(self, pieces: Pieces, gap: int, is_set: bool = False) -> bool:
        """A line of the list: with a dash, or going on where the last one broke off."""
        raw = raw_of(pieces).strip()
        if not self.in_list or len(self.closing.recipients) >= _MOST_RECIPIENTS:
            return False
        if is_label(raw, Kind.DASH) or is_label(raw, Kind.PLUS):
            self._add_recipient(pieces)
            return True
        last = self.closing.recipients[-1] if self.closing.recipients else None
        if len(raw) > _LONGEST_CELL:
            return False
        if gap == 0 and last and raw[:1].islower():
            self.closing.recipients[-1] = Part((*last.pieces, *pieces), None, certainty.JOINED)
        elif is_set or last is None or (gap == 0 and raw.endswith((";", "./."))):
            self._add_recipient(pieces)
        else:
            return False
        return True

    def _add_recipient(self, pieces: Pieces):
        raw = raw_of(pieces)
        lead = len(raw) - len(raw.lstrip())
        label = label_of(raw.strip())
        sure = certainty.RECIPIENT_BARE
        if label and label.kind >= Kind.DASH:
            dash, text = cut(pieces, [lead + label.end])
            pieces = (*as_captions(dash), *text)
            sure = certainty.RECIPIENT
        self.closing.recipients.append(Part(pieces, None, sure))

    def _read_signature(self, pieces: Pieces) -> bool:
        """A line of the signature block: authority, title, "(Đã ký)", name."""
        raw = raw_of(pieces)
        if is_authority(raw):
            if self.title:
                self._finish_signer(())
            self.authority += pieces
        elif is_title(raw):
            self.title += pieces
        elif (self.title or self.authority) and (is_signed_note(raw) or is_note(raw)):
            self.closing.leave(pieces)
        elif is_name(raw, is_certain=bool(self.title or self.authority)) and self._awaits_name():
            self._finish_signer(pieces)
        else:
            return False
        return True

    def _awaits_name(self) -> bool:
        return bool(self.title or self.authority or (not self.closing.signers and self.heading is None))

    def _finish_signer(self, name: Pieces):
        if self.authority or self.title or name:
            self.closing.signers.append(signer_of(self.authority, self.title, name))
        self.authority, self.title = [], []


def is_label(raw: str, kind: Kind) -> bool:
    """Whether `raw` begins with a label of this `kind`."""
    label = label_of(raw.strip())
    return label is not None and label.kind is kind


def cells_of(pieces: Pieces) -> list[Pieces]:
    """The cells set side by side in one line by tabs or runs of spaces."""
    raw = raw_of(pieces)
    if len(raw) > _LONGEST_CELL:
        return [pieces]
    lead = len(raw) - len(raw.lstrip())
    gaps = [gap.end() for gap in _CELL_GAP.finditer(raw.rstrip(), lead)]
    return cut(pieces, gaps[: _MOST_COLUMNS - 1])


def _start_of(signer: Signer) -> int:
    return min(part.start for part in (signer.authority, signer.title, signer.name) if part)
