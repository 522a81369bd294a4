"""The top of a document: offices, national title, number, place and date, kind and title."""

import re
from dataclasses import dataclass
from functools import lru_cache

from plans.drafting.document import Document
from plans.drafting.parts import Concern, DatedPlace, Paragraph, Part, Piece, Purpose

from . import certainty, surroundings
from .agencies import continues, is_office, superior_count
from .bases import is_basis
from .blocks import is_enacting
from .dates import match_bare_day, match_placed_day
from .document_types import WITHOUT_TITLE, type_of
from .labels import label_of
from .letters import is_addressing
from .lines import Line, as_captions, cut, joined, raw_of
from .national import is_national
from .number_line import match_number, number_of
from .titles import is_authority_line, is_subject, read_title

_CELL_GAP = re.compile(r"\t+|[^\S\t]{3,}")
_HEAD_LINES = 60
_LONGEST_LINE = 300
_LONGEST_CELL = 120
_MOST_GAPS = 8


@dataclass
class Head:
    """Reads the lines at the top one after the other into `document`; `end` is the line being read."""

    document: Document
    lines: list[Line]
    end: int = 0

    def read(self) -> list[Line]:
        """Read the letterhead; returns the lines that are left for the body."""
        unknown: list[Line] = []
        while self.end < min(len(self.lines), _HEAD_LINES):
            line = self.lines[self.end]
            if line.is_rule:
                self.document.markup.append(Part(line.pieces))
            elif surroundings.is_above(line):
                self._keep(line, Concern.SITE_TEXT, certainty.SITE_TEXT)
            elif line.table or is_addressing(line):
                break
            elif self._read_broken(line):
                self.end += 1
            elif any(
                read(line) for read in (self._read_cells, self._read_whole, self._read_by_place, self._read_rest)
            ):
                pass
            elif (taken := read_title(self.document, self.lines, self.end, classify)) > self.end:
                self.end = taken - 1
            elif is_authority_line(self.document, self.lines, self.end):
                self._keep_authority(line)
            elif self.document.title or self._is_body(line) or self._needs_no_title():
                break
            else:
                unknown.append(line)
            self.end += 1
        self.document.superior_count = superior_count(self.document.agency_lines)
        return self._without_unknown(unknown)

    def _without_unknown(self, unknown: list[Line]) -> list[Line]:
        """What is left for the body, when the lines of `unknown` were not understood."""
        rest = self.lines[self.end :]
        document = self.document
        if not (document.title or document.agency_lines or document.number or document.dated or document.type_line):
            return [*unknown, *rest]
        if not document.title and not self._needs_no_title():
            unknown = self._guess_title(unknown)
        for line in unknown:
            self._keep(line, Concern.UNPLACED, certainty.UNPLACED)
        return rest

    def _keep(self, line: Line, concern: Concern, sure: float):
        self.document.leftovers.append(Paragraph(line.pieces, concern, sure))

    def _keep_authority(self, line: Line):
        """Who decides, over all its lines: "HỘI ĐỒNG NHÂN DÂN XÃ …" and "KHÓA II, KỲ HỌP THỨ NĂM"."""
        lines = [line]
        for following in self.lines[self.end + 1 : self.end + 4]:
            if following.gap or not following.raw.isupper() or is_enacting(following) or label_of(following.raw):
                break
            lines.append(following)
        self.end += len(lines) - 1
        pieces = joined(lines).pieces
        self.document.body.append(Paragraph(pieces, None, certainty.BY_PLACE, Purpose.AUTHORITY))

    def _is_body(self, line: Line) -> bool:
        return len(line.raw) > _LONGEST_LINE or is_basis(line) or label_of(line.raw) is not None

    def _needs_no_title(self) -> bool:
        """Whether the kind of document says all there is to say above the text."""
        return self.document.document_type in WITHOUT_TITLE and bool(self.document.type_line)

    def _read_whole(self, line: Line) -> bool:
        return len(line.raw) <= _LONGEST_LINE and self._read_piece_of_head(line.pieces)

    def _read_broken(self, line: Line) -> bool:
        """A line of the national title or a day that the narrow cell broke in two."""
        following = self.lines[self.end + 1] if self.end + 1 < len(self.lines) else None
        if following is None or following.gap or following.table or len(line.raw) + len(following.raw) > _LONGEST_CELL:
            return False
        if (line.hint.layout, line.hint.column) != (following.hint.layout, following.hint.column):
            return False
        if _CELL_GAP.search(line.raw) or _CELL_GAP.search(following.raw) or classify(following.raw, False):
            return False
        both = joined([line, following])
        is_day = "ngày" in line.raw.lower() and match_placed_day(both.raw.strip()) is not None
        is_national_title = is_national(both.raw) and not is_national(line.raw)
        return (is_day or is_national_title) and self._read_piece_of_head(both.pieces)

    def _read_by_place(self, line: Line) -> bool:
        """A line in the first cell of the letterhead, above the number: whatever it says, an office."""
        document = self.document
        if line.hint.layout is None or line.hint.column != 0 or document.number or document.type_line:
            return False
        if document.title or len(line.raw) > _LONGEST_LINE or is_subject(line) or label_of(line.raw):
            return False
        if not self._stands_beside_national_title(line.hint.layout):
            return False
        document.agency_lines.append(Part(line.pieces, None, certainty.BY_PLACE))
        return True

    def _read_rest(self, line: Line) -> bool:
        """The second line of an office's name: "VÀ XÃ HỘI"."""
        document = self.document
        if not document.agency_lines or document.number or document.type_line or document.title or line.gap:
            return False
        last = document.agency_lines[-1]
        is_next = last.pieces[0].line == line.number - 1
        if not is_next or not line.raw.isupper() or not continues(last.text, line.raw.strip()):
            return False
        document.agency_lines.append(Part(line.pieces, None, certainty.BY_PLACE))
        return True

    def _stands_beside_national_title(self, layout: int) -> bool:
        lines = [line for line in self.lines[:_HEAD_LINES] if line.hint.layout == layout]
        return any(classify(line.raw, False) in ("national", "number") for line in lines)

    def _read_cells(self, line: Line) -> bool:
        """Two columns set side by side by tabs or spaces, when each of them is understood."""
        if len(line.raw) > _LONGEST_LINE:
            return False
        gaps = [gap.end() for gap in _CELL_GAP.finditer(line.raw.rstrip())][:_MOST_GAPS]
        # Blanks to be filled in by hand are gaps too, so each gap alone is tried as well.
        for cuts in [gaps, *([gap] for gap in gaps)] if gaps else []:
            cells = cut(line.pieces, cuts)
            if all(self._is_understood(raw_of(cell)) for cell in cells):
                for cell in cells:
                    self._read_cell(cell)
                return True
        return False

    def _is_understood(self, raw: str) -> bool:
        return bool(classify(raw, bool(self.document.title))) or not any(map(str.isalnum, raw))

    def _read_cell(self, cell: tuple[Piece, ...]):
        if not any(map(str.isalnum, raw_of(cell))):
            self.document.markup.append(Part(as_captions(cell)))
        elif not self._read_piece_of_head(cell):
            self.document.leftovers.append(Paragraph(cell, Concern.UNPLACED, certainty.UNPLACED))

    def _read_piece_of_head(self, pieces: tuple[Piece, ...]) -> bool:
        """Take one line or cell into the field it belongs to; False leaves it to others."""
        raw, document = raw_of(pieces), self.document
        match classify(raw, bool(document.title)):
            case "national":
                document.national_title.append(Part(pieces, Concern.NATIONAL_TITLE, certainty.EXACT))
            case "number" if not document.number:
                document.number = number_of(pieces)
            case "date" if not document.dated:
                document.dated = dated_place(pieces)
            case "office" if not document.type_line:
                document.agency_lines.append(Part(pieces, None, certainty.OFFICE))
            case "type" if not document.type_line:
                document.type_line = Part(pieces, None, certainty.EXACT)
                document.document_type = type_of(raw) or ""
            case _:
                return False
        return True

    def _guess_title(self, unknown: list[Line]) -> list[Line]:
        """Without any title, a subject line or the only line left is the title, when a kind of document has any."""
        subjects = [line for line in unknown if is_subject(line)] or unknown[-1:]
        if not subjects or subjects[0].raw.rstrip().endswith((".", ":", ";")):
            return unknown
        self.document.title = Part(subjects[0].pieces, Concern.TITLE_GUESSED, certainty.TITLE_GUESSED)
        return [line for line in unknown if line is not subjects[0]]


def classify(raw: str, has_title: bool) -> str:
    """What a line or cell at the top is: "national", "number", "date", "office", "type", or "" for anything else.

    Names of offices are looked for above the title only.
    """
    return _classify(raw.strip(), has_title) if len(raw) <= _LONGEST_LINE else ""


@lru_cache(maxsize=4096)
def _classify(text: str, has_title: bool) -> str:
    if is_national(text):
        return "national"
    if match_number(text) is not None:
        return "number"
    if match_placed_day(text) or match_bare_day(text):
        return "date"
    if has_title:
        return ""
    if type_of(text) is not None:
        return "type"
    return "office" if is_office(text) else ""


def dated_place(pieces: tuple[Piece, ...]) -> DatedPlace:
    """Place and day in `pieces` of a line that `classify` calls a date."""
    raw = raw_of(pieces)
    text = raw.strip()
    lead = len(raw) - len(raw.lstrip())
    found = match_placed_day(text)
    if not found:
        day = match_bare_day(text)[0]
        return DatedPlace(Part(), _written(pieces, day), day)
    place_end, written_start, day = found
    place, comma, written = cut(pieces, [lead + place_end, lead + written_start])
    is_blank = not any(map(str.isalpha, raw_of(place)))
    place = Part((*(as_captions(place) if is_blank else place), *as_captions(comma)), None, certainty.PATTERN)
    return DatedPlace(place, _written(written, day), day)


def _written(pieces: tuple[Piece, ...], day) -> Part:
    return Part(pieces, None if day else Concern.DATE_INCOMPLETE, certainty.PATTERN if day else certainty.BLANK)
