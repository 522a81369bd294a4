"""The parts of an official document, each with the stretch of the source it was read from. No database, no Django."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby


class Role(StrEnum):
    """What a piece of the source is to its part."""

    TEXT = "text"
    CAPTION = "caption"  # words the field itself stands for: "Số:", "ngày", the dash before a recipient
    MARKUP = "markup"  # marks of emphasis, headings and ruled lines: #, **, -----


class Concern(StrEnum):
    """Why a part wants the editor's eye."""

    SITE_TEXT = "site_text"
    UNPLACED = "unplaced"
    NATIONAL_TITLE = "national_title"
    DATE_INCOMPLETE = "date_incomplete"
    NUMBER_INCOMPLETE = "number_incomplete"
    BROKEN_SENTENCE = "broken_sentence"
    UNNUMBERED_HEADING = "unnumbered_heading"
    ATTACHMENT = "attachment"
    AFTER_SIGNATURE = "after_signature"
    PAGE_NUMBER = "page_number"
    TITLE_GUESSED = "title_guessed"
    TOO_LONG = "too_long"
    NUMBER_JUMPS = "number_jumps"
    PICTURE_OUTSIDE = "picture_outside"


class Purpose(StrEnum):
    """What a paragraph of the body is for."""

    TEXT = "text"
    ADDRESSEE = "addressee"  # "Kính gửi: …" of a letter, the offices a telegram goes to
    AUTHORITY = "authority"  # who decides, above the bases: "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ …"
    ENACTING = "enacting"  # "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:" below the bases
    LETTERHEAD = "letterhead"  # a line of the letterhead an appendix or form brings along
    NOTE = "note"  # "(Kèm theo Kế hoạch số …)" below a title


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the source, on line `line`, and how they were set."""

    start: int
    end: int
    text: str
    line: int
    role: Role = Role.TEXT
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one emphasis, white space collapsed; what drafts are set from."""

    text: str
    is_bold: bool = False
    is_italic: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document; `text` reads it in one line, without captions and markup.

    `confidence` says how sure the recogniser is that the part is what it is taken for: from 0, a guess, to 1.
    """

    pieces: tuple[Piece, ...] = ()
    concern: Concern | None = None
    confidence: float = 1.0

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def start(self) -> int:
        """Where it begins in the source; -1 for an empty part."""
        return self.pieces[0].start if self.pieces else -1

    @property
    def end(self) -> int:
        """Where it ends in the source; -1 for an empty part."""
        return self.pieces[-1].end if self.pieces else -1

    @property
    def text(self) -> str:
        """Its words in one line."""
        return "".join(run.text for run in self.runs)

    @property
    def runs(self) -> list[Run]:
        """Its words with their emphasis; line ends and runs of white space became one space."""
        return collapsed(self._spaced())

    def _spaced(self) -> Iterator[Run]:
        line = None
        for piece in self.pieces:
            if piece.role is not Role.TEXT:
                continue
            # White space between lines is in no piece.
            text = piece.text if line in (None, piece.line) else f" {piece.text}"
            line = piece.line
            yield Run(text, piece.is_bold, piece.is_italic)


NOTHING = Part()


@dataclass(frozen=True, slots=True)
class Paragraph(Part):
    """Running text of the body, or a stretch that was not understood (then `concern` says why)."""

    purpose: Purpose = Purpose.TEXT


@dataclass(frozen=True, slots=True)
class Cell(Part):
    """A cell of a table; it covers `columns` columns and `rows` rows, and may be empty."""

    columns: int = 1
    rows: int = 1

    @property
    def lines(self) -> list[Part]:
        """Its paragraphs, one for each line of the source."""
        groups = groupby(self.pieces, key=lambda piece: piece.line)
        return [Part(tuple(pieces), confidence=self.confidence) for _line, pieces in groups]


@dataclass(frozen=True, slots=True)
class Table(Part):
    """A table of the body; `pieces` are those of all its cells, the first `header_rows` rows head its columns."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Picture(Part):
    """The picture `index` of the source's pictures, which stood at `position`; no characters belong to it."""

    index: int = 0
    position: int = -1

    @property
    def start(self) -> int:
        """Where it stood in the source."""
        return self.position


@dataclass(frozen=True, slots=True)
class Footnote(Part):
    """The text of note `number`; its mark ("[1]") stays in the text where it stood."""

    number: int = 0


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """An item of the outline: `label` as printed, empty where numbering is missing; `heading` and `text` may be empty.

    `is_appendix` marks the items that begin an appendix or a form behind the signature.
    """

    level: int
    label: Part
    heading: Part = NOTHING
    text: Part = NOTHING
    is_appendix: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """Those of label, heading and text that are not empty."""
        return tuple(part for part in (self.label, self.heading, self.text) if part)

    @property
    def start(self) -> int:
        """Where it begins in the source; -1 for an empty item."""
        return self.parts[0].start if self.parts else -1

    @property
    def concern(self) -> Concern | None:
        """The first concern of its parts."""
        return next((part.concern for part in self.parts if part.concern), None)

    @property
    def confidence(self) -> float:
        """That of its least certain part."""
        return min((part.confidence for part in self.parts), default=0.0)

    @property
    def is_bullet(self) -> bool:
        """Whether it is a dash or plus item."""
        return self.level >= 5 and not self.heading


@dataclass(frozen=True, slots=True)
class DatedPlace:
    """ "Quảng Ngãi, ngày 20 tháng 01 năm 2022": `day` is None while day or month are left blank."""

    place: Part
    written: Part
    day: date | None


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: authority ("KT. GIÁM ĐỐC"), title, name; each may be empty."""

    authority: Part = NOTHING
    title: Part = NOTHING
    name: Part = NOTHING

    @property
    def confidence(self) -> float:
        """That of its least certain part."""
        return min((part.confidence for part in (self.authority, self.title, self.name) if part), default=0.0)


@dataclass(frozen=True, slots=True)
class Appendix:
    """What stands behind the signature as a document of its own: `heading` begins it, `parts` follow.

    Lines of its own letterhead are among `parts` (`Purpose.LETTERHEAD`); those above the heading come first.
    """

    heading: OutlineItem
    parts: tuple[OutlineItem | Paragraph | Table | Picture, ...] = ()


def collapsed(runs: Iterable[Run]) -> list[Run]:
    """Runs of equal emphasis joined, with single spaces and none at the ends."""
    result: list[Run] = []
    wants_space = False
    for (is_bold, is_italic), group in groupby(runs, key=lambda run: (run.is_bold, run.is_italic)):
        raw = "".join(run.text for run in group)
        words = raw.split()
        if not words:
            wants_space = wants_space or bool(raw)
            continue
        lead = " " if result and (wants_space or raw[0].isspace()) else ""
        result.append(Run(lead + " ".join(words), is_bold, is_italic))
        wants_space = raw[-1].isspace()
    return result
