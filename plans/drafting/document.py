"""What an official document is made of, as read from a source text; nothing of it may be lost.

Every part keeps the `Piece`s of the source it was read from, so the conservation law can be
checked: all pieces of a document, in source order, hold every character of `source` that is no
white space exactly once (`Document.source_text`). No database, no Django.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from .parts import (
    NOTHING,
    Appendix,
    Cell,
    Concern,
    DatedPlace,
    Footnote,
    OutlineItem,
    Paragraph,
    Part,
    Picture,
    Piece,
    Purpose,
    Role,
    Run,
    Signer,
    Table,
)

__all__ = [
    "Appendix",
    "BodyPart",
    "Cell",
    "Concern",
    "DatedPlace",
    "Document",
    "Footnote",
    "OutlineItem",
    "Paragraph",
    "Part",
    "Picture",
    "Piece",
    "Purpose",
    "Role",
    "Run",
    "Signer",
    "Table",
    "without_space",
]

BodyPart = OutlineItem | Paragraph | Table | Picture


@dataclass(slots=True)
class Document:
    """A document as recognised in `source` (text after `normalise`).

    Of the `agency_lines`, the first `superior_count` name the office above the issuing one. Letters ("Công văn")
    have their subject as `title`. Appendices are in `body`, where they follow the text (`appendices`).
    """

    source: str
    agency_lines: list[Part] = field(default_factory=list)
    superior_count: int = 0
    national_title: list[Part] = field(default_factory=list)
    number: Part = NOTHING
    dated: DatedPlace | None = None
    type_line: Part = NOTHING
    title: Part = NOTHING
    legal_bases: list[Part] = field(default_factory=list)
    body: list[BodyPart] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    recipients_caption: Part = NOTHING
    recipients: list[Part] = field(default_factory=list)
    signers: list[Signer] = field(default_factory=list)
    attachments: list[Part] = field(default_factory=list)
    leftovers: list[Paragraph] = field(default_factory=list)
    markup: list[Part] = field(default_factory=list)
    document_type: str = ""

    @property
    def superior_lines(self) -> list[Part]:
        """The lines that name the office above the issuing one."""
        return self.agency_lines[: self.superior_count]

    @property
    def issuing_lines(self) -> list[Part]:
        """The lines that name the issuing office."""
        return self.agency_lines[self.superior_count :]

    @property
    def outline(self) -> list[OutlineItem]:
        """The items of the outline."""
        return [part for part in self.body if isinstance(part, OutlineItem)]

    @property
    def headings(self) -> list[OutlineItem]:
        """The items with a heading."""
        return [item for item in self.outline if item.heading.text]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """The running text of the body."""
        return [part for part in self.body if isinstance(part, Paragraph)]

    @property
    def addressees(self) -> list[Paragraph]:
        """Whom a letter or telegram goes to, as its first lines say."""
        return [part for part in self.paragraphs if part.purpose is Purpose.ADDRESSEE]

    @property
    def tables(self) -> list[Table]:
        """The tables of the body."""
        return [part for part in self.body if isinstance(part, Table)]

    @property
    def pictures(self) -> list[Picture]:
        """The pictures of the body."""
        return [part for part in self.body if isinstance(part, Picture)]

    @property
    def opening(self) -> list[Paragraph]:
        """The paragraphs before the first item of the outline."""
        opening = []
        for part in self.body:
            if isinstance(part, OutlineItem):
                break
            if isinstance(part, Paragraph):
                opening.append(part)
        return opening

    @property
    def appendices(self) -> list[Appendix]:
        """The appendices and forms behind the signature, in order."""
        starts = [index for index, part in enumerate(self.body) if isinstance(part, OutlineItem) and part.is_appendix]
        firsts = [self._letterhead_above(start) for start in starts]
        return [
            Appendix(self.body[start], (*self.body[first:start], *self.body[start + 1 : end]))
            for first, start, end in zip(firsts, starts, [*firsts[1:], None], strict=False)
        ]

    def _letterhead_above(self, index: int) -> int:
        """Where the letterhead begins that stands directly above the part `index` of the body."""
        while index > 0 and getattr(self.body[index - 1], "purpose", None) is Purpose.LETTERHEAD:
            index -= 1
        return index

    def parts(self) -> Iterator[Part]:
        """Every part there is, in no particular order."""
        yield from (*self.agency_lines, *self.national_title, self.number, self.type_line, self.title)
        if self.dated:
            yield from (self.dated.place, self.dated.written)
        yield from self.legal_bases
        for part in self.body:
            yield from (part.label, part.heading, part.text) if isinstance(part, OutlineItem) else (part,)
        yield from (*self.footnotes, self.recipients_caption, *self.recipients)
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
