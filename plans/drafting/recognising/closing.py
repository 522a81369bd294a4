"""The end of a document: recipients and signers, one below the other or in two columns."""

import re
from dataclasses import dataclass, field

from cms.text import fold
from plans.drafting.document import Concern, Document, Paragraph, Part, Piece, Signer

from .labels import Kind, label_of
from .lines import Line, as_captions, cut, raw_of
from .outline import is_attachment

_RECIPIENTS = re.compile(r"n[oơ]i\s+nh[aậ]n\s*:?", re.IGNORECASE)
_AUTHORITY = re.compile(r"(?:tm|kt|tl|tuq|t/m|k/t|t/l|q)\s?\.?\s?(?=\w).{2,80}")
# With accents: "Trưởng phòng" is a title, "Trương Thị Lụa" a name.
_TITLE = re.compile(
    r"(?:q\.\s?)?(?:(?:quyền|phó|tổng|phó tổng)\s)?"
    r"(?:giám đốc|chủ tịch|chủ nhiệm|bí thư|phó bí thư|trưởng|chánh|phó\s|(?:tổng )?cục trưởng|chi cục trưởng"
    r"|vụ trưởng|bộ trưởng|thứ trưởng|thủ tướng|hiệu trưởng|viện trưởng|kế toán trưởng|tổ trưởng|đội trưởng"
    r"|trạm trưởng|uỷ viên|ủy viên|người lập|đại diện|thư k[ýí]|chủ toạ|chủ tọa|chủ trì)\b.{0,80}"
)
_DEGREE = re.compile(r"(?:(?:pgs|gs|ts|ths|bs|ks|cn|ls|bscki+|dr)\.?\s?)*", re.IGNORECASE)
_SIGNED = re.compile(
    r"\W*(?:da ky|ky ten|ky, dong dau|ky va dong dau|ky, ghi ro ho ten|chu ky|da ky va dong dau).{0,30}"
)
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]*)*")
_CELL_GAP = re.compile(r"\t+|[^\S\t]{3,}")

_LONGEST_NAME = 60
_LONGEST_CELL = 200
_SIGNER_WINDOW = 14
_MOST_RECIPIENTS = 200


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


def read_closing(lines: list[Line]) -> Closing:
    """The closing of a document; its `start` equals `len(lines)` when it has none."""
    first = next((index for index, line in enumerate(lines) if _is_recipients(line)), None)
    if first is None:
        return _signers_only(lines)
    start = first
    while start > 0 and first - start < _SIGNER_WINDOW and _may_sign(lines[start - 1]):
        start -= 1
    if not _has_title(lines[start:first]):
        start = first
    return _Reader(lines, start, first).read()


def _signers_only(lines: list[Line]) -> Closing:
    """Without recipients: the lines in front of the annexes or at the very end that can only be signatures."""
    annex = next((index for index, line in enumerate(lines) if _is_label(line.raw, Kind.APPENDIX)), len(lines))
    for limit in dict.fromkeys((annex, len(lines))):
        start, end = _signed_stretch(lines, limit)
        if start < end:
            return _Reader(lines[:end], start, None).read()
    return Closing(len(lines), len(lines))


def _signed_stretch(lines: list[Line], end: int) -> tuple[int, int]:
    """Where the signatures above `end` begin and end; an empty stretch when nobody signed there."""
    while end > 0 and (is_attachment(lines[end - 1]) or lines[end - 1].is_rule):
        end -= 1
    start = end
    while start > 0 and end - start < _SIGNER_WINDOW and _may_sign(lines[start - 1]):
        start -= 1
    block = lines[start:end]
    has_name = bool(block) and is_name(block[-1].raw, is_certain=_has_title(block[:-1]))
    follows_end = start > 0 and lines[start - 1].raw.rstrip(' “”"').endswith(".")
    is_lone_name = len(block) == 1 and has_name and follows_end and block[0].gap > 0
    return (start, end) if is_lone_name or (has_name and _has_title(block)) else (end, end)


class _Reader:
    """Reads lines and cells of the closing into fields."""

    def __init__(self, lines: list[Line], start: int, recipients_at: int | None):
        self.lines = lines
        self.recipients_at = recipients_at
        self.closing = Closing(start, len(lines))
        self.authority: list[Piece] = []
        self.title: list[Piece] = []
        self.in_list = False

    def read(self) -> Closing:
        index = self.closing.start
        while index < len(self.lines):
            line = self.lines[index]
            if line.is_rule:
                self.closing.markup.append(Part(line.pieces))
            elif index == self.recipients_at:
                self._read_heading(line)
            elif not self._read_line(line):
                break
            index += 1
        self._finish_signer(())
        self.closing.end = index
        return self.closing

    def _read_heading(self, line: Line):
        """ "Nơi nhận:", perhaps with the first recipient or a signer's title on the same line."""
        heading = _RECIPIENTS.match(line.raw)
        caption, rest = cut(line.pieces, [heading.end()])
        self.closing.caption = Part(as_captions(caption))
        self.in_list = True
        for cell in self._cells(rest):
            if raw_of(cell).strip() and not self._read_signature(cell):
                self._add_recipient(cell)

    def _read_line(self, line: Line) -> bool:
        if is_attachment(line):
            return False
        cells = self._cells(line.pieces)
        if len(cells) > 1:
            for cell in cells:
                if not self._read_signature(cell) and not self._read_recipient(cell, line.gap):
                    self.closing.leftovers.append(Paragraph(cell, Concern.UNPLACED))
            return True
        if _is_label(line.raw, Kind.DASH) and self._read_recipient(line.pieces, line.gap):
            return True
        return self._read_signature(line.pieces) or self._read_recipient(line.pieces, line.gap)

    def _cells(self, pieces: tuple[Piece, ...]) -> list[tuple[Piece, ...]]:
        raw = raw_of(pieces)
        if len(raw) > _LONGEST_CELL:
            return [pieces]
        lead = len(raw) - len(raw.lstrip())
        return cut(pieces, [gap.end() for gap in _CELL_GAP.finditer(raw.rstrip(), lead)])

    def _read_recipient(self, pieces: tuple[Piece, ...], gap: int) -> bool:
        """A line of the list: with a dash, or going on where the last one broke off."""
        raw = raw_of(pieces).strip()
        if not self.in_list or len(self.closing.recipients) >= _MOST_RECIPIENTS:
            return False
        if _is_label(raw, Kind.DASH) or _is_label(raw, Kind.PLUS):
            self._add_recipient(pieces)
            return True
        last = self.closing.recipients[-1] if self.closing.recipients else None
        if gap == 0 and last and raw[:1].islower() and len(raw) <= _LONGEST_CELL:
            self.closing.recipients[-1] = Part((*last.pieces, *pieces))
            return True
        if gap == 0 and len(raw) <= _LONGEST_CELL and raw.endswith((";", "./.")):
            self._add_recipient(pieces)
            return True
        if last is None and len(raw) <= _LONGEST_CELL:
            self._add_recipient(pieces)
            return True
        return False

    def _add_recipient(self, pieces: tuple[Piece, ...]):
        raw = raw_of(pieces)
        lead = len(raw) - len(raw.lstrip())
        label = label_of(raw.strip())
        if label and label.kind >= Kind.DASH:
            dash, text = cut(pieces, [lead + label.end])
            pieces = (*as_captions(dash), *text)
        self.closing.recipients.append(Part(pieces))

    def _read_signature(self, pieces: tuple[Piece, ...]) -> bool:
        """A line of the signature block: authority, title, "(Đã ký)", name."""
        raw = raw_of(pieces)
        if is_authority(raw):
            if self.title:
                self._finish_signer(())
            self.authority += pieces
        elif is_title(raw):
            self.title += pieces
        elif (self.title or self.authority) and _SIGNED.fullmatch(fold(raw.strip())):
            self.closing.leftovers.append(Paragraph(pieces, Concern.UNPLACED))
        elif is_name(raw, is_certain=bool(self.title or self.authority)) and self._awaits_name():
            self._finish_signer(pieces)
        else:
            return False
        return True

    def _awaits_name(self) -> bool:
        return bool(self.title or self.authority or (not self.closing.signers and self.recipients_at is None))

    def _finish_signer(self, name: tuple[Piece, ...]):
        if self.authority or self.title or name:
            self.closing.signers.append(Signer(Part(tuple(self.authority)), Part(tuple(self.title)), Part(name)))
        self.authority, self.title = [], []


def _is_recipients(line: Line) -> bool:
    found = _RECIPIENTS.match(line.raw)
    rest = line.raw[found.end() :].strip() if found else ""
    return bool(found) and len(line.raw) <= _LONGEST_CELL and (":" in found.group() or not rest)


def _is_label(raw: str, kind: Kind) -> bool:
    label = label_of(raw.strip())
    return label is not None and label.kind is kind


def _may_sign(line: Line) -> bool:
    raw = line.raw
    return is_authority(raw) or is_title(raw) or is_name(raw) or bool(_SIGNED.fullmatch(fold(raw[:80].strip())))


def _has_title(lines: list[Line]) -> bool:
    return any(is_title(line.raw) or is_authority(line.raw) for line in lines)


def is_authority(raw: str) -> bool:
    """Whether `raw` says in whose place somebody signs: "KT. GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN"."""
    text = raw.strip()
    return len(text) <= 100 and text[:1].isupper() and bool(_AUTHORITY.fullmatch(fold(text))) and text[:2].isupper()


def is_title(raw: str) -> bool:
    """Whether `raw` is a signer's title: in capitals, or a short line with nothing behind it."""
    text = raw.strip()
    if not text or len(text) > 100 or not text[0].isupper() or text[-1] in ".;:,":
        return False
    return bool(_TITLE.fullmatch(text.lower())) and (text.isupper() or len(text.split()) <= 6)


def is_name(raw: str, is_certain: bool = False) -> bool:
    """Whether `raw` can be nothing but a person's name; in capitals only where one `is_certain` to come."""
    text = raw.strip()
    if not text or len(text) > _LONGEST_NAME:
        return False
    words = text[_DEGREE.match(text).end() :].split()
    if not 2 <= len(words) <= 6 or not all(_NAME_WORD.fullmatch(word) and word[0].isupper() for word in words):
        return False
    if text.isupper():
        return is_certain
    return all(word[1:] == word[1:].lower() or "." in word or "'" in word or "’" in word for word in words)
