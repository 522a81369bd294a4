"""The top of a document: offices, national title, number, place and date, kind and title."""

import re
from dataclasses import dataclass

from cms.text import fold
from plans.drafting.document import Concern, DatedPlace, Document, Paragraph, Part, Piece

from . import surroundings
from .bases import is_basis
from .dates import match_bare_day, match_placed_day
from .labels import label_of
from .lines import Line, as_captions, cut, raw_of

TYPES = {
    "ke hoach": "Kế hoạch",
    "chuong trinh": "Chương trình",
    "thong bao": "Thông báo",
    "quyet dinh": "Quyết định",
    "chi thi": "Chỉ thị",
    "nghi quyet": "Nghị quyết",
    "quy dinh": "Quy định",
    "quy che": "Quy chế",
    "huong dan": "Hướng dẫn",
    "de an": "Đề án",
    "phuong an": "Phương án",
    "bao cao": "Báo cáo",
    "to trinh": "Tờ trình",
    "cong van": "Công văn",
    "giay moi": "Giấy mời",
    "bien ban": "Biên bản",
    "ket luan": "Kết luận",
    "thong cao": "Thông cáo",
}
_TITLE_START = re.compile(rf"(?:{'|'.join(TYPES)})\b")
_NATIONAL = re.compile(
    r"(?:cong hoa xa hoi chu nghia viet nam|doc lap\s*[-–—]\s*tu do\s*[-–—]\s*hanh phuc|dang cong san viet nam)\W*"
)
_OFFICE = re.compile(
    r"(?:uy ban|ubnd|hdnd|hoi dong|so|bo|phong|ban|cuc|chi cuc|tong cuc|vu|van phong|trung tam|truong|vien|benh vien"
    r"|cong an|dang uy|huyen uy|tinh uy|thanh uy|chi bo|dang bo|tinh|thanh pho|tp|huyen|quan|thi xa|thi tran|xa|phuong"
    r"|doan|hoi|lien doan|mat tran|uy ban mttq|thanh tra|kho bac|toa an|vien kiem sat|quoc hoi|chinh phu)\b.*"
)
_NUMBER = re.compile(r"số\s{0,3}[:.]?\s{0,40}(?=\S)", re.IGNORECASE)
_SYMBOL = re.compile(r"[0-9.…_\s]{0,30}[0-9A-ZĐa-z]{0,12}\s?[/–-][\w/\s.&–-]{1,60}", re.IGNORECASE)
_CELL_GAP = re.compile(r"\t+|[^\S\t]{3,}")
_SUBJECT = re.compile(r"(?:v/v|ve viec|ve)\b")

_HEAD_LINES = 60
_LONGEST_LINE = 300
_LONGEST_TITLE = 600
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
                self._keep(line, Concern.SITE_TEXT)
            elif self._read_cells(line) or self._read_whole(line) or self._read_title(line):
                pass
            elif self.document.title or self._is_body(line):
                break
            else:
                unknown.append(line)
            self.end += 1
        rest = self.lines[self.end :]
        if not self._has_letterhead():
            return [*unknown, *rest]
        if not self.document.title:
            unknown = self._guess_title(unknown)
        for line in unknown:
            self._keep(line, Concern.UNPLACED)
        return rest

    def _has_letterhead(self) -> bool:
        document = self.document
        return bool(document.title or document.agency_lines or document.number or document.dated)

    def _keep(self, line: Line, concern: Concern):
        self.document.leftovers.append(Paragraph(line.pieces, concern))

    def _is_body(self, line: Line) -> bool:
        return len(line.raw) > _LONGEST_LINE or is_basis(line) or label_of(line.raw) is not None

    def _read_whole(self, line: Line) -> bool:
        return len(line.raw) <= _LONGEST_LINE and self._read_piece_of_head(line.pieces)

    def _read_cells(self, line: Line) -> bool:
        """Two columns set side by side by tabs or spaces, when each of them is understood."""
        if len(line.raw) > _LONGEST_LINE:
            return False
        gaps = [gap.end() for gap in _CELL_GAP.finditer(line.raw.rstrip())][:_MOST_GAPS]
        # Blanks to be filled in by hand are gaps too, so each gap alone is tried as well.
        for cuts in [gaps, *([gap] for gap in gaps)] if gaps else []:
            cells = cut(line.pieces, cuts)
            if all(classify(raw_of(cell), bool(self.document.title)) for cell in cells):
                taken = [self._read_piece_of_head(cell) for cell in cells]
                self.document.leftovers += [
                    Paragraph(cell, Concern.UNPLACED)
                    for cell, is_taken in zip(cells, taken, strict=True)
                    if not is_taken
                ]
                return True
        return False

    def _read_piece_of_head(self, pieces: tuple[Piece, ...]) -> bool:
        """Take one line or cell into the field it belongs to; False leaves it to others."""
        raw, document = raw_of(pieces), self.document
        match classify(raw, bool(document.title)):
            case "national":
                document.national_title.append(Part(pieces, Concern.NATIONAL_TITLE))
            case "number" if not document.number:
                document.number = _number(pieces, raw)
            case "date" if not document.dated:
                document.dated = _dated_place(pieces, raw)
            case "office":
                document.agency_lines.append(Part(pieces))
            case "type" if not document.type_line:
                document.type_line = Part(pieces)
                document.document_type = TYPES[fold(raw.strip()).strip(" .:")]
            case _:
                return False
        return True

    def _read_title(self, line: Line) -> bool:
        """The title: what follows the kind of document, or a line that begins with it."""
        document = self.document
        if document.title or len(line.raw) > _LONGEST_TITLE or is_basis(line):
            return False
        folded = fold(line.raw.strip())
        starts = _TITLE_START.match(folded)
        if document.type_line:
            is_sentence = len(line.raw) > 120 and line.raw.rstrip().endswith((".", ":", ";"))
            if label_of(line.raw) or is_sentence:
                return False
        elif not starts or folded.endswith(("./.", ".", ";")) or ":" in folded:
            return False
        pieces = list(line.pieces)
        while self._title_goes_on():
            self.end += 1
            pieces += self.lines[self.end].pieces
        document.title = Part(tuple(pieces))
        if not document.document_type and starts:
            document.document_type = TYPES[starts.group()]
        return True

    def _title_goes_on(self) -> bool:
        if self.end + 1 >= len(self.lines):
            return False
        line, following = self.lines[self.end], self.lines[self.end + 1]
        if following.gap or following.is_rule or len(following.raw) > _LONGEST_LINE or is_basis(following):
            return False
        is_new = label_of(following.raw) or classify(following.raw, True) or line.raw.rstrip().endswith((".", ":"))
        return not is_new and (line.raw.isupper() == following.raw.isupper() or following.raw[0].islower())

    def _guess_title(self, unknown: list[Line]) -> list[Line]:
        """Without any kind of document, a subject line ("V/v …") or the only line left is the title."""
        subjects = [line for line in unknown if _SUBJECT.match(fold(line.raw))] or unknown[-1:]
        if not subjects or subjects[0].raw.rstrip().endswith((".", ":", ";")):
            return unknown
        self.document.title = Part(subjects[0].pieces, Concern.TITLE_GUESSED)
        return [line for line in unknown if line is not subjects[0]]


def classify(raw: str, has_title: bool) -> str:
    """What a line or cell at the top is: "national", "number", "date", "office", "type", or "" for anything else.

    Names of offices are looked for above the title only.
    """
    if len(raw) > _LONGEST_LINE:
        return ""
    text = raw.strip()
    folded = fold(text)
    if _NATIONAL.fullmatch(folded):
        return "national"
    number = _NUMBER.match(text)
    if number and _SYMBOL.fullmatch(text, number.end()) and any(char.isupper() for char in text[number.end() :]):
        return "number"
    if match_placed_day(text) or match_bare_day(text):
        return "date"
    if has_title:
        return ""
    if folded.strip(" .:") in TYPES:
        return "type"
    is_name = text.isupper() or (len(text) <= 80 and text[-1:].isalpha() and text[:1].isupper())
    if is_name and len(text) <= 120 and _OFFICE.fullmatch(folded):
        return "office"
    return ""


def _number(pieces: tuple[Piece, ...], raw: str) -> Part:
    lead = len(raw) - len(raw.lstrip())
    caption = _NUMBER.match(raw, lead)
    before, number = cut(pieces, [caption.end() if caption else lead])
    symbol = raw_of(number).strip()
    is_complete = symbol[:1].isdigit()
    return Part((*as_captions(before), *number), None if is_complete else Concern.NUMBER_INCOMPLETE)


def _dated_place(pieces: tuple[Piece, ...], raw: str) -> DatedPlace:
    text = raw.strip()
    lead = len(raw) - len(raw.lstrip())
    found = match_placed_day(text)
    if not found:
        day = match_bare_day(text)[0]
        return DatedPlace(Part(), Part(pieces, None if day else Concern.DATE_INCOMPLETE), day)
    place_end, written_start, day = found
    place, comma, written = cut(pieces, [lead + place_end, lead + written_start])
    return DatedPlace(
        Part((*place, *as_captions(comma))), Part(written, None if day else Concern.DATE_INCOMPLETE), day
    )
