"""What an official document is made of, as read from a source text; nothing of it may be lost.

Every part keeps the `Piece`s of the source it was read from, so the conservation law can be
checked: all pieces of a document, in source order, hold every character of `source` that is no
white space exactly once (`Document.source_text`). No database, no Django.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
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
    """A stretch of the document; `text` reads it in one line, without captions and markup."""

    pieces: tuple[Piece, ...] = ()
    concern: Concern | None = None

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def start(self) -> int:
        """Where it begins in the source; -1 for an empty part."""
        return self.pieces[0].start if self.pieces else -1

    @property
    def text(self) -> str:
        """Its words in one line."""
        return "".join(run.text for run in self.runs)

    @property
    def runs(self) -> list[Run]:
        """Its words with their emphasis; line ends and runs of white space became one space."""
        return _collapsed(self._spaced())

    def _spaced(self) -> Iterator[Run]:
        line = None
        for piece in self.pieces:
            if piece.role is not Role.TEXT:
                continue
            # White space between lines is in no piece.
            text = piece.text if line in (None, piece.line) else f" {piece.text}"
            line = piece.line
            yield Run(text, piece.is_bold, piece.is_italic)


@dataclass(frozen=True, slots=True)
class Paragraph(Part):
    """Running text of the body, or a stretch that was not understood (then `concern` says why)."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A numbered item: `label` as printed, `heading` and `text` may each be empty."""

    level: int
    label: Part
    heading: Part = Part()
    text: Part = Part()

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.label.start

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

    authority: Part = Part()
    title: Part = Part()
    name: Part = Part()


@dataclass(slots=True)
class Document:
    """A document as recognised in `source` (text after `cms.text.clean`)."""

    source: str
    agency_lines: list[Part] = field(default_factory=list)
    national_title: list[Part] = field(default_factory=list)
    number: Part = Part()
    dated: DatedPlace | None = None
    type_line: Part = Part()
    title: Part = Part()
    legal_bases: list[Part] = field(default_factory=list)
    body: list[OutlineItem | Paragraph] = field(default_factory=list)
    recipients_caption: Part = Part()
    recipients: list[Part] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)
    attachments: list[Part] = field(default_factory=list)
    leftovers: list[Paragraph] = field(default_factory=list)
    markup: list[Part] = field(default_factory=list)
    document_type: str = ""

    @property
    def outline(self) -> list[OutlineItem]:
        """The numbered items."""
        return [part for part in self.body if isinstance(part, OutlineItem)]

    @property
    def headings(self) -> list[OutlineItem]:
        """The numbered items with a heading."""
        return [item for item in self.outline if item.heading.text]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The running text of the body."""
        return [part for part in self.body if isinstance(part, Paragraph)]

    @property
    def opening(self) -> list[Paragraph]:
        """The paragraphs before the first numbered item."""
        opening = []
        for part in self.body:
            if isinstance(part, OutlineItem):
                break
            opening.append(part)
        return opening

    def parts(self) -> Iterator[Part]:
        """Every part there is, in no particular order."""
        yield from (*self.agency_lines, *self.national_title, self.number, self.type_line, self.title)
        if self.dated:
            yield from (self.dated.place, self.dated.written)
        yield from self.legal_bases
        for part in self.body:
            yield from (part.label, part.heading, part.text) if isinstance(part, OutlineItem) else (part,)
        yield from (self.recipients_caption, *self.recipients)
        for signer in self.signers:
            yield from (signer.authority, signer.title, signer.name)
        yield from (*self.attachments, *self.leftovers, *self.markup)

    def pieces(self) -> list[Piece]:
        """Every piece of every part in source order."""
        return sorted((piece for part in self.parts() for piece in part.pieces), key=lambda piece: piece.start)

    def source_text(self) -> str:
        """What the parts hold of the source, in order and without white space: the conservation law's left side."""
        return without_space("".join(piece.text for piece in self.pieces()))

    def concerns(self) -> list[Part]:
        """The parts that want the editor's eye, in source order."""
        return sorted((part for part in self.parts() if part.concern), key=lambda part: part.start)


def without_space(text: str) -> str:
    """`text` without any white space: what the conservation law compares."""
    return "".join(text.split())


def _collapsed(runs: Iterable[Run]) -> list[Run]:
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
