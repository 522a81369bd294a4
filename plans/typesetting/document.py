"""What an official document consists of, before it is set as DOCX or PDF (Decree 30/2020/NĐ-CP, annex I).

All texts are plain; whoever sets them escapes them. Body texts may hold line ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Heading:
    """A part's heading; `level` 1 to 4, `label` as printed ("I.", "1.", "a)"), empty for none."""

    text: str
    level: int = 1
    label: str = ""

    @property
    def line(self) -> str:
        """Label and text as one line."""
        return f"{self.label} {self.text}".strip()


@dataclass(frozen=True)
class Paragraph:
    """Running text. `is_quote` sets it apart: the words of somebody else."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_quote: bool = False


@dataclass(frozen=True)
class Items:
    """A list, each item behind the `mark`."""

    items: tuple[str, ...]
    mark: str = "-"


@dataclass(frozen=True)
class Table:
    """Rows of texts below a header; `widths` are parts of the line's width, equal when empty.

    Columns numbered in `numeric` are set to the right.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    numeric: tuple[int, ...] = ()
    caption: str = ""

    def shares(self) -> list[float]:
        """The width of every column as a part of 1."""
        widths = self.widths or (1,) * len(self.header)
        return [width / sum(widths) for width in widths]


Part = Heading | Paragraph | Items | Table


@dataclass(frozen=True)
class Signer:
    """Who signs: for whom (KT. GIÁM ĐỐC), as what (PHÓ GIÁM ĐỐC), and the name."""

    title: str
    name: str = ""
    authority: str = ""


@dataclass(frozen=True)
class OfficialDocument:
    """One document.

    `number` is complete ("12/BB-SKHCN"); while it has none, `symbol` ("BB-SKHCN") leaves room for the running number.
    `issued_on` None leaves room for the day. Without `kind` it is an official letter: the `subject` then stands below
    the number, and `addressees` in the salutation. Without `place` there is no line of place and day, as in minutes.
    Two `signers` stand side by side, the recipients below them.
    """

    office: str
    subject: str
    body: tuple[Part, ...]
    superior: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    issued_on: date | None = None
    year: int | None = None
    kind: str = ""
    bases: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()
    qr_address: str = ""
    qr_note: str = ""
    closing: str = "./."

    @property
    def is_letter(self) -> bool:
        """Whether it is an official letter (công văn), which has no name of a kind."""
        return not self.kind

    def body_with_closing(self) -> tuple[Part, ...]:
        """The body with the closing sign behind its last words; behind a table it stands in a line of its own."""
        if not self.closing:
            return self.body
        if not self.body or isinstance(self.body[-1], Table | Heading):
            return (*self.body, Paragraph(self.closing))
        return (*self.body[:-1], _closed(self.body[-1], self.closing))


def _closed(part: Paragraph | Items, closing: str) -> Part:
    if isinstance(part, Items):
        return replace(part, items=(*part.items[:-1], _ended(part.items[-1], closing)))
    return replace(part, text=_ended(part.text, closing))


def _ended(text: str, closing: str) -> str:
    return text.rstrip().rstrip(".;,") + closing


def as_tuple(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts without those that hold nothing."""
    return tuple(part for part in parts if not (isinstance(part, Items) and not part.items))
